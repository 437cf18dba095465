import type { Migration } from './migration.ts'

/** Publications that are worked on or taken back, for whom they are, and for whom a collection is. Each list is `,a,b,`; empty: all. */
export const publishing: Migration = {
  name: '0012-publishing',
  async up(db) {
    for (const column of [
      'publication add column hidden integer not null default 0',
      "publication add column for_kinds text not null default ''",
      "publication add column for_regions text not null default ''",
      "collection add column for_kinds text not null default ''",
      "collection add column for_regions text not null default ''",
      // 1: for chosen organisations alone, so those that come later are none of them.
      'collection add column chosen integer not null default 0',
    ])
      await db.raw(`alter table ${column}`)
  },
}
