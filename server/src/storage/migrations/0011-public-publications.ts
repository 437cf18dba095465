import type { Migration } from './migration.ts'

/** Publications that are read before signing in: how to get access, what to do when a password is lost. */
export const publicPublications: Migration = {
  name: '0011-public-publications',
  async up(db) {
    // 1: everybody may read it. Knex would build the table anew on SQLite, and others point to it.
    await db.raw('alter table publication add column public integer not null default 0')
  },
}
