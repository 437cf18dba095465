import type { Migration } from './migration.ts'

/**
 * Registries: tables that the organizer keeps and forms read. Each import is a version of its own; the rows of a version lie
 * together by organisation, as JSON, because a form reads those of one organisation at once.
 */
export const registries: Migration = {
  name: '0002-registries',
  async up(db) {
    await db.schema.createTable('registry_version', (table) => {
      table.text('id').primary()
      table.text('registry').notNullable()
      table.integer('number').notNullable()
      table.text('columns').notNullable()
      table.integer('rows').notNullable()
      table.text('sha256').notNullable()
      table.bigInteger('at').notNullable()
      table.text('by').notNullable()
      table.unique(['registry', 'number'])
    })
    await db.schema.createTable('registry_rows', (table) => {
      table.text('id').primary()
      table.text('version_id').notNullable().references('id').inTable('registry_version')
      // Null: rows for everybody.
      table.text('organisation_id').references('id').inTable('organisation')
      table.text('rows').notNullable()
      table.unique(['version_id', 'organisation_id'])
    })
  },
}
