import type { Migration } from './migration.ts'

/** Reports of the audit say which entries they hold, old files of reports are found, and participants have their orders. */
export const reportsAndParticipants: Migration = {
  name: '0018-reports-and-participants',
  async up(db, dialect) {
    await db.raw('alter table report add column filter text')
    await db.raw('create index report_kept_index on report (finished_at) where file is not null')
    // Each is written once or twice in the life of an assignment: when work begins, and when it is submitted.
    await db.raw('create index assignment_started_index on assignment (collection_id, started_at, path)')
    await db.raw('create index assignment_submitted_index on assignment (collection_id, submitted_at, path)')
    await db.raw('create index assignment_status_index on assignment (collection_id, status, path)')
    // What is searched begins with the login; bytes are compared on both databases.
    const order = dialect === 'postgres' ? ' collate "C"' : ''
    await db.raw(`create index organisation_name_index on organisation ((substr(search, length(login) + 2)${order}), path)`)
  },
}
