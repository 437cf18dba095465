import type { Migration } from './migration.ts'

/**
 * Jobs take turns by line, and a key keeps one from being ordered twice. What a report had for that, its `running_key`, becomes
 * the `dedupe` of its job.
 */
export const jobs: Migration = {
  name: '0008-jobs',
  async up(db) {
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
      `update job set dedupe = (select running_key from report where report.id = job.subject),
                      line = (select account_id from report where report.id = job.subject) where kind = 'report'`,
    )
    await db.raw(
      `update job set line = (select assignment.collection_id from intent join assignment on assignment.id = intent.assignment_id
                              where intent.id = job.subject) where kind = 'judge'`,
    )
    await db.schema.alterTable('report', (table) => table.dropUnique(['running_key']))
    await db.raw('alter table report drop column running_key')
  },
}
