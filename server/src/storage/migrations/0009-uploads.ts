import type { Migration } from './migration.ts'

/** Workbooks: whether a collection gives templates to its organisations, and the filled ones that came back. */
export const uploads: Migration = {
  name: '0009-uploads',
  async up(db) {
    await db.schema.alterTable('collection', (table) => {
      // 1: organisations may fill it in Excel.
      table.integer('excel').notNullable().defaultTo(0)
    })
    await db.schema.createTable('upload', (table) => {
      table.text('id').primary()
      table.text('assignment_id').notNullable().references('id').inTable('assignment').index()
      table.text('collection_id').notNullable().references('id').inTable('collection')
      table.text('organisation_id').notNullable().references('id').inTable('organisation')
      table.text('name').notNullable()
      table.text('sha256').notNullable()
      table.bigInteger('size').notNullable()
      table.bigInteger('at').notNullable()
      table.text('by').notNullable()
      // The versions of the draft before it was applied and after; null until then.
      table.integer('applied_from')
      table.integer('applied_to')
      table.bigInteger('undone_at')
    })
  },
}
