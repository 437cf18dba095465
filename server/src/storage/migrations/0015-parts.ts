import type { Migration } from './migration.ts'

/** Coordinators fill a part of a report: the version after the organisation's own last change, and who filled the rest and when. */
export const parts: Migration = {
  name: '0015-parts',
  async up(db) {
    await db.raw('alter table assignment add column own_version integer not null default 0')
    await db.raw('update assignment set own_version = version')
    await db.raw('alter table assignment add column part_at bigint')
    await db.raw('alter table assignment add column part_by text')
  },
}
