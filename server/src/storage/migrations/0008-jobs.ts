import type { Migration } from './migration.ts'

/**
 * Jobs take turns by line, and a key keeps one from being ordered twice. What a report had for that, its `running_key`, becomes
 * the `dedupe` of its job.
 */
export const jobs: Migration = {
  name: '0008-jobs',
  async up(db, dialect) {
    await db.schema.alterTable('job', (table) => {
      table.dropIndex(['kind', 'state', 'run_at'])
      table.text('line').notNullable().defaultTo('')
      table.integer('turn').notNullable().defaultTo(0)
      table.text('dedupe')
      table.bigInteger('ended_at')
      table.unique(['dedupe'])
      // The next one is the first of this index that is due.
      table.index(['kind', 'turn', 'run_at', 'id'])
      table.index(['kind', 'line', 'state', 'turn'])
      table.index(['subject'])
    })
    await db.raw(
      `update job set dedupe = (select job.kind || ' ' || replace(running_key, '/', ' ') from report where report.id = job.subject),
                      line = (select account_id from report where report.id = job.subject)
       where exists (select 1 from report where report.id = job.subject)`,
    )
    await db.raw(
      `update job set line = (select assignment.collection_id from intent join assignment on assignment.id = intent.assignment_id
                              where intent.id = job.subject) where kind = 'judge'`,
    )
    // PostgreSQL drops what hangs on a column by itself.
    if (dialect === 'sqlite') await db.raw('drop index if exists report_running_key_unique')
    await db.raw('alter table report drop column running_key')
  },
}
