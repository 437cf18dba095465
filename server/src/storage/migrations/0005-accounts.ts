import type { Migration } from './migration.ts'

/** Passwords that are used once, who gave them, and what was done to accounts: an audit that is only ever added to. */
export const accounts: Migration = {
  name: '0005-accounts',
  async up(db) {
    await db.schema.alterTable('account', (table) => {
      // 1: the password was given by somebody else, and must be changed at the first signing in.
      table.integer('must_change').notNullable().defaultTo(0)
    })
    await db.schema.createTable('audit', (table) => {
      table.text('id').primary()
      table.bigInteger('at').notNullable().index()
      table.text('actor').notNullable()
      table.text('action').notNullable()
      table.text('subject').notNullable().index()
      table.text('details').notNullable()
    })
  },
}
