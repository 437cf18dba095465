import type { Migration } from './migration.ts'

/** What a report is about and what kind of file it becomes. */
export const reportKinds: Migration = {
  name: '0010-report-kinds',
  async up(db) {
    await db.schema.alterTable('report', (table) => {
      table.text('kind').notNullable().defaultTo('results')
      table.text('format').notNullable().defaultTo('xlsx')
    })
  },
}
