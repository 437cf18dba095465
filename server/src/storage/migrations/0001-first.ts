import type { Knex } from 'knex'
import type { Migration } from './migration.ts'

/**
 * The tables of the first version. Times are milliseconds since 1970 (UTC) and JSON is text, so that both databases hold the
 * same. Ids are random texts made by the server.
 */
export const first: Migration = {
  name: '0001-first',
  async up(db, dialect) {
    await people(db, dialect)
    await publications(db)
    await collections(db, dialect)
    await drafts(db)
    await work(db)
  },
}

type Table = Knex.CreateTableBuilder

const id = (table: Table): Knex.ColumnBuilder => table.text('id').primary()
const time = (table: Table, name: string): Knex.ColumnBuilder => table.bigInteger(name)
const reference = (table: Table, name: string, target: string): Knex.ReferencingColumnBuilder =>
  table.text(name).references('id').inTable(target)

/** Paths are compared byte by byte, whatever the language of the database, so that a subtree is a range of an index. */
const path = (table: Table, dialect: string): Knex.ColumnBuilder =>
  table.specificType('path', dialect === 'postgres' ? 'text collate "C"' : 'text').notNullable()
const login = (table: Table, dialect: string): Knex.ColumnBuilder =>
  table.specificType('login', dialect === 'postgres' ? 'text collate "C"' : 'text').notNullable()

async function people(db: Knex, dialect: string): Promise<void> {
  await db.schema.createTable('organisation', (table) => {
    id(table)
    reference(table, 'parent_id', 'organisation')
    path(table, dialect).unique()
    table.text('kind').notNullable()
    login(table, dialect).unique()
    table.text('name').notNullable()
    table.text('search').notNullable()
    table.text('zone').notNullable()
  })
  await db.schema.createTable('account', (table) => {
    id(table)
    login(table, dialect).unique()
    table.text('password_hash').notNullable()
    reference(table, 'organisation_id', 'organisation').notNullable()
  })
  await db.schema.createTable('session', (table) => {
    table.text('token_hash').primary()
    reference(table, 'account_id', 'account').notNullable().index()
    table.text('csrf').notNullable()
    time(table, 'created_at').notNullable()
    time(table, 'seen_at').notNullable().index()
  })
  await db.schema.createTable('login_attempt', (table) => {
    table.text('login').notNullable()
    table.text('address').notNullable()
    table.integer('failures').notNullable()
    time(table, 'locked_until').notNullable()
    time(table, 'last_at').notNullable().index()
    table.primary(['login', 'address'])
  })
}

async function publications(db: Knex): Promise<void> {
  await db.schema.createTable('section', (table) => {
    id(table)
    table.text('slug').notNullable().unique()
    table.text('title').notNullable()
    table.integer('place').notNullable()
  })
  await db.schema.createTable('publication', (table) => {
    id(table)
    reference(table, 'section_id', 'section').notNullable()
    table.text('slug').notNullable()
    table.text('title').notNullable()
    table.text('body').notNullable()
    time(table, 'published_at').notNullable()
    table.unique(['section_id', 'slug'])
  })
}

async function collections(db: Knex, dialect: string): Promise<void> {
  await db.schema.createTable('form_version', (table) => {
    id(table)
    table.text('form').notNullable()
    table.text('version').notNullable()
    table.text('source').notNullable()
    table.text('sha256').notNullable().unique()
    time(table, 'created_at').notNullable()
  })
  await db.schema.createTable('collection', (table) => {
    id(table)
    reference(table, 'publication_id', 'publication').notNullable().index()
    reference(table, 'form_version_id', 'form_version').notNullable()
    table.text('title').notNullable()
    table.integer('place').notNullable()
    time(table, 'opens_at').notNullable()
    time(table, 'closes_at').notNullable()
  })
  // One organisation's part in a collection: that it must submit, how far it is, and the head of its draft.
  await db.schema.createTable('assignment', (table) => {
    id(table)
    reference(table, 'collection_id', 'collection').notNullable()
    reference(table, 'organisation_id', 'organisation').notNullable().index()
    path(table, dialect)
    table.text('status').notNullable()
    table.integer('version').notNullable()
    time(table, 'started_at')
    time(table, 'changed_at')
    table.text('changed_by')
    time(table, 'submitted_at')
    table.text('submitted_by')
    table.integer('submitted_version')
    table.text('submission_id')
    table.unique(['collection_id', 'organisation_id'])
    // Statistics read this index alone.
    table.index(['collection_id', 'path', 'status'])
  })
}

async function drafts(db: Knex): Promise<void> {
  await db.schema.createTable('draft_snapshot', (table) => {
    table.text('assignment_id').primary().references('id').inTable('assignment')
    table.integer('version').notNullable()
    table.text('data').notNullable()
  })
  await db.schema.createTable('draft_entry', (table) => {
    reference(table, 'assignment_id', 'assignment').notNullable()
    table.integer('version').notNullable()
    table.text('client_id').notNullable()
    table.integer('seq').notNullable()
    table.text('ops').notNullable()
    time(table, 'at').notNullable()
    table.text('by').notNullable()
    table.primary(['assignment_id', 'version'])
    table.unique(['assignment_id', 'client_id', 'seq'])
  })
  await db.schema.createTable('intent', (table) => {
    id(table)
    reference(table, 'assignment_id', 'assignment').notNullable()
    table.integer('version').notNullable()
    table.text('state').notNullable()
    time(table, 'received_at').notNullable()
    table.text('received_by').notNullable()
    table.text('problems')
    table.index(['assignment_id', 'version'])
  })
  await db.schema.createTable('submission', (table) => {
    table.text('id').primary().references('id').inTable('intent')
    reference(table, 'assignment_id', 'assignment').notNullable()
    table.integer('number').notNullable()
    table.integer('draft_version').notNullable()
    table.text('document').notNullable()
    table.text('sha256').notNullable()
    time(table, 'submitted_at').notNullable()
    table.text('submitted_by').notNullable()
    table.unique(['assignment_id', 'number'])
  })
}

async function work(db: Knex): Promise<void> {
  await db.schema.createTable('fact', (table) => {
    table.text('key').primary()
    table.text('value').notNullable()
  })
  await db.schema.createTable('job', (table) => {
    id(table)
    table.text('kind').notNullable()
    table.text('subject').notNullable()
    table.text('state').notNullable()
    time(table, 'run_at').notNullable()
    table.integer('attempts').notNullable()
    table.text('worker')
    time(table, 'lease_until')
    table.text('error')
    table.index(['kind', 'state', 'run_at'])
  })
  await db.schema.createTable('report', (table) => {
    id(table)
    reference(table, 'account_id', 'account').notNullable().index()
    reference(table, 'collection_id', 'collection').notNullable()
    table.text('path').notNullable()
    table.text('title').notNullable()
    table.text('state').notNullable()
    table.float('progress').notNullable()
    table.integer('rows')
    table.text('file')
    table.text('message')
    time(table, 'created_at').notNullable()
    time(table, 'finished_at')
    // Who asks again for what is being made already gets the same report: one running report for each key.
    table.text('running_key').unique()
  })
  await db.schema.createTable('notification', (table) => {
    id(table)
    reference(table, 'account_id', 'account').notNullable()
    time(table, 'at').notNullable()
    table.text('kind').notNullable()
    table.text('text').notNullable()
    reference(table, 'report_id', 'report')
    time(table, 'read_at')
    table.index(['account_id', 'at'])
  })
}
