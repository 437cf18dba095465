import type { Migration } from './migration.ts'

/**
 * Checks that the organizer has switched in a running collection: every switch is a row, the latest of a check counts. Beside it, which
 * checks stopped which organisation at its last attempt to submit, so that one query over an index says how many each check stops.
 */
export const checkSwitches: Migration = {
  name: '0003-check-switches',
  async up(db) {
    await db.schema.createTable('check_switch', (table) => {
      table.text('id').primary()
      table.text('collection_id').notNullable().references('id').inTable('collection')
      table.text('check_id').notNullable()
      table.integer('number').notNullable()
      table.text('mode').notNullable()
      table.text('reason').notNullable()
      table.bigInteger('at').notNullable()
      table.text('by').notNullable()
      table.unique(['collection_id', 'number'])
    })
    await db.schema.createTable('stopped', (table) => {
      table.text('assignment_id').notNullable().references('id').inTable('assignment')
      table.text('check_id').notNullable()
      table.text('collection_id').notNullable()
      // 1: the check itself could not be computed.
      table.integer('form_error').notNullable()
      table.primary(['assignment_id', 'check_id'])
      table.index(['collection_id', 'check_id', 'form_error'])
    })
  },
}
