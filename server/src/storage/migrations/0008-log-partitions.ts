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
  await db.raw(`create table draft_entry (
    collection_id text not null,
    assignment_id text not null references assignment (id),
    version integer not null,
    client_id text not null,
    seq integer not null,
    ops text not null,
    at bigint not null,
    by text not null,
    primary key (assignment_id, version, collection_id),
    unique (assignment_id, client_id, seq, collection_id)
  ) partition by list (collection_id)`)
  await db.raw('create table draft_entry_rest partition of draft_entry default')
  const collections = await db('collection').orderBy('id').select<{ id: string }[]>('id')
  for (const { id } of collections) {
    if (!/^[\w-]{1,40}$/.test(id)) throw new Error('an id of a collection has letters, digits, _ and - alone')
    await db.raw(`create table ?? partition of draft_entry for values in ('${id}')`, [`draft_entry_${id}`])
  }
  await db.raw(`insert into draft_entry (collection_id, assignment_id, version, client_id, seq, ops, at, by)
    select assignment.collection_id, entry.assignment_id, entry.version, entry.client_id, entry.seq, entry.ops, entry.at, entry.by
    from draft_entry_before entry join assignment on assignment.id = entry.assignment_id`)
  await db.raw('drop table draft_entry_before')
}
