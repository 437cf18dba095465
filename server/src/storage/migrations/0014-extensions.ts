import type { Migration } from './migration.ts'

/** Organisations that have more time than their collection, and why. */
export const extensions: Migration = {
  name: '0014-extensions',
  async up(db) {
    await db.raw('alter table assignment add column closes_at bigint')
    await db.raw('alter table assignment add column closes_reason text')
    // Few have one: statistics after the end look only at these.
    await db.raw('create index assignment_extended on assignment (collection_id, path) where closes_at is not null')
  },
}
