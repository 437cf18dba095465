import type { Migration } from './migration.ts'

/** Files that are attached in the cells of drafts. The bytes are on disk by their hash; a row says whose they are, and is never taken away. */
export const attachments: Migration = {
  name: '0016-attachments',
  async up(db) {
    await db.schema.createTable('attachment', (table) => {
      table.text('id').primary()
      table.text('assignment_id').notNullable().references('id').inTable('assignment')
      table.text('collection_id').notNullable().references('id').inTable('collection')
      table.text('name').notNullable()
      table.text('type').notNullable()
      table.text('sha256').notNullable()
      table.bigInteger('size').notNullable()
      table.bigInteger('at').notNullable()
      table.text('by').notNullable()
      // The same file put in once more is the same attachment.
      table.unique(['assignment_id', 'sha256', 'name'])
    })
  },
}
