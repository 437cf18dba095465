import type { Migration } from './migration.ts'

/** Reports of the audit say which entries they hold, old files of reports are found, and names have one order on both databases. */
export const reportsAndParticipants: Migration = {
  name: '0018-reports-and-participants',
  async up(db, dialect) {
    await db.raw('alter table report add column filter text')
    await db.raw('create index report_kept_index on report (finished_at) where file is not null')
    // Participants are sorted by what is searched: byte by byte on both databases.
    if (dialect === 'postgres') await db.raw('alter table organisation alter column search type text collate "C"')
  },
}
