import type { Knex } from 'knex'
import type { Migration } from './migration.ts'

/**
 * The log names its collection. On PostgreSQL it is one table for each collection behind a common name: a collection that has ended
 * does not make the saves of another slower, and is put away at once. Its key must hold the collection there.
 */
export const logPartitions: Migration = {
  name: '0008-log-partitions',
  async up(db, dialect) {
    await (dialect === 'postgres' ? partition(db) : addColumn(db))
  },
}

async function addColumn(db: Knex): Promise<void> {
  await db.raw("alter table draft_entry add column collection_id text not null default ''")
  await db.raw(
    'update draft_entry set collection_id = (select collection_id from assignment where assignment.id = draft_entry.assignment_id)',
  )
}

async function partition(db: Knex): Promise<void> {
  await db.raw('alter table draft_entry rename to draft_entry_before')
  // Whatever columns earlier steps have given it.
  await db.raw(`create table draft_entry (
    collection_id text not null,
    like draft_entry_before including defaults,
    foreign key (assignment_id) references assignment (id),
    primary key (assignment_id, version, collection_id),
    unique (assignment_id, client_id, seq, collection_id)
  ) partition by list (collection_id)`)
  await db.raw('create table draft_entry_rest partition of draft_entry default')
  const collections = await db('collection').orderBy('id').select<{ id: string }[]>('id')
  for (const { id } of collections) {
    if (!/^[\w-]{1,40}$/.test(id)) throw new Error('an id of a collection has letters, digits, _ and - alone')
    await db.raw(`create table ?? partition of draft_entry for values in ('${id}')`, [`draft_entry_${id}`])
  }
  const columns = Object.keys(await db('draft_entry_before').columnInfo())
  await db.raw(
    `insert into draft_entry (collection_id, ${columns.map(() => '??').join(', ')})
     select assignment.collection_id, ${columns.map(() => '??').join(', ')}
     from draft_entry_before join assignment on assignment.id = draft_entry_before.assignment_id`,
    [...columns, ...columns.map((column) => `draft_entry_before.${column}`)],
  )
  await db.raw('drop table draft_entry_before')
}
