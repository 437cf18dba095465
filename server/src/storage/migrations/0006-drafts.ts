import type { Knex } from 'knex'
import type { Migration } from './migration.ts'

/**
 * Forms may change while they are filled: a draft says which version of the form its data follow, and every entry of its log in which
 * version's names it was written. Beside it, what people typed after the end of a collection: kept, but no part of the draft.
 */
export const drafts: Migration = {
  name: '0006-drafts',
  async up(db) {
    await db.schema.alterTable('assignment', (table) => {
      // Null: that of the collection.
      table.text('form_version_id').references('id').inTable('form_version')
    })
    await db.schema.alterTable('draft_entry', (table) => {
      table.text('form_version').notNullable().defaultTo('')
    })
    await db('draft_entry').update({ form_version: versionOfCollection(db) })
    await db.schema.createTable('parked', (table) => {
      table.text('assignment_id').notNullable().references('id').inTable('assignment')
      table.text('client_id').notNullable()
      table.integer('seq').notNullable()
      table.integer('base_version').notNullable()
      table.text('form_version').notNullable()
      table.text('ops').notNullable()
      table.bigInteger('at').notNullable()
      table.text('by').notNullable()
      table.primary(['assignment_id', 'client_id', 'seq'])
    })
  },
}

/** Until now the form of a collection never changed. */
function versionOfCollection(db: Knex): Knex.QueryBuilder {
  return db('assignment')
    .join('collection', 'collection.id', 'assignment.collection_id')
    .join('form_version', 'form_version.id', 'collection.form_version_id')
    .whereRaw('?? = ??', ['assignment.id', 'draft_entry.assignment_id'])
    .select('form_version.version')
}
