import type { Knex } from 'knex'
import type { Migration } from './migration.ts'

/**
 * Files: stores of publications, what lies in them and for whom, who downloaded what, and documents to read. The bytes are on disk
 * by their hash; a row of `file` gives them a name. Access is a matter of the placement alone. Reports may be about a store.
 */
export const files: Migration = {
  name: '0007-files',
  async up(db, dialect) {
    // Names and paths are compared byte by byte, whatever the language of the database.
    const bytewise = dialect === 'postgres' ? 'text collate "C"' : 'text'
    await db.schema.createTable('store', (table) => {
      table.text('id').primary()
      table.text('publication_id').notNullable().references('id').inTable('publication').index()
      table.text('title').notNullable()
      table.integer('place').notNullable()
      table.text('audience').notNullable()
    })
    await db.schema.createTable('file', (table) => {
      table.text('id').primary()
      table.text('sha256').notNullable()
      table.text('name').notNullable()
      table.text('type').notNullable()
      table.bigInteger('size').notNullable()
      table.bigInteger('at').notNullable()
      table.text('by').notNullable()
      table.unique(['sha256', 'name'])
    })
    await db.schema.createTable('placement', (table) => {
      table.text('id').primary()
      table.text('store_id').notNullable().references('id').inTable('store')
      table.text('file_id').notNullable().references('id').inTable('file')
      table.specificType('search', bytewise).notNullable()
      table.text('addressee').notNullable()
      // Lists between commas, so that one entry is found by its text: ,01,02, – empty: any.
      table.text('kinds').notNullable()
      table.text('regions').notNullable()
      table.text('organisation_id').references('id').inTable('organisation')
      table.specificType('path', bytewise)
      table.bigInteger('at').notNullable()
      table.text('by').notNullable()
      // What lies there: one file of a name for each addressee. Null once it is taken away; the row stays, for downloads tell of it.
      table.text('live_key').unique()
      table.bigInteger('removed_at')
      table.index(['store_id', 'search'])
      // What is for somebody's own organisations is a range of this index, what is for many its part without a path.
      table.index(['store_id', 'path'])
    })
    await db.schema.createTable('download', (table) => {
      table.text('id').primary()
      table.text('placement_id').notNullable().references('id').inTable('placement')
      table.text('account_id').notNullable().references('id').inTable('account')
      table.text('organisation_id').notNullable().references('id').inTable('organisation')
      table.bigInteger('at').notNullable()
      table.bigInteger('bytes').notNullable()
      table.integer('completed').notNullable()
      table.index(['organisation_id', 'placement_id', 'at'])
      table.index(['placement_id'])
    })
    await db.schema.createTable('document', (table) => {
      table.text('id').primary()
      table.text('publication_id').notNullable().references('id').inTable('publication').index()
      table.text('file_id').notNullable().references('id').inTable('file')
      table.text('title').notNullable()
      table.integer('place').notNullable()
    })
    await (dialect === 'postgres'
      ? db.raw('alter table report alter column collection_id drop not null')
      : letReportsBeWithoutCollection(db))
    // Not through knex: on SQLite it would make the table anew, and drop it while notifications point to it.
    await db.raw('alter table report add column store_id text references store (id)')
  },
}

/**
 * SQLite cannot drop «not null»: the table is made anew from its own text and filled again. Notifications let go of their reports
 * meanwhile, for foreign keys cannot be switched off within a transaction.
 */
async function letReportsBeWithoutCollection(db: Knex): Promise<void> {
  const made = await db('sqlite_master')
    .where({ tbl_name: 'report' })
    .whereNotNull('sql')
    .select<{ type: string; sql: string }[]>()
  const table = made.find(({ type }) => type === 'table')?.sql ?? ''
  const relaxed = table.replace(/(`collection_id` text) not null/iu, '$1')
  if (relaxed === table) throw new Error('the table of reports is not as it was made')
  await db.raw('create temp table kept_report as select * from report')
  await db.raw('create temp table kept_link as select id, report_id from notification where report_id is not null')
  await db.raw('update notification set report_id = null')
  await db.raw('drop table report')
  await db.raw(relaxed)
  for (const { type, sql } of made) if (type === 'index') await db.raw(sql)
  await db.raw('insert into report select * from kept_report')
  await db.raw(
    'update notification set report_id = (select report_id from kept_link where kept_link.id = notification.id) where id in (select id from kept_link)',
  )
  await db.raw('drop table kept_report')
  await db.raw('drop table kept_link')
}
