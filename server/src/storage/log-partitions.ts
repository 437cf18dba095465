import type { Knex } from 'knex'

/** The log of drafts is one table on SQLite, and one for each collection on PostgreSQL. */
function isPartitioned(db: Knex): boolean {
  return (db.client as { readonly dialect: string }).dialect === 'postgresql'
}

/**
 * Lets one collection be published at a time: {@link addLogPartition} waits for the saves under way, and two that have written
 * assignments and wait for each other would never end. Call it before assignments are written.
 */
export async function takePublishingTurn(tx: Knex): Promise<void> {
  if (isPartitioned(tx)) await tx.raw('select pg_advisory_xact_lock(7430212)')
}

/**
 * Makes a place for the log of a new collection. Saves wait from here to the end of the transaction, so it comes last. A collection
 * without a place of its own (made by a node of an older version) has its log in `draft_entry_rest`.
 */
export async function addLogPartition(tx: Knex, collectionId: string): Promise<void> {
  if (!isPartitioned(tx)) return
  // Names and bounds of tables are no parameters.
  if (!/^[\w-]{1,40}$/.test(collectionId)) throw new Error('an id of a collection has letters, digits, _ and - alone')
  const table = `draft_entry_${collectionId}`
  // In the order in which a save takes hold of tables, so that both never wait for each other.
  await tx.raw('lock table draft_entry_rest in access exclusive mode')
  await tx.raw('lock table assignment in share row exclusive mode')
  // `partition of` would hold the whole log in a stronger lock.
  await tx.raw('create table ?? (like draft_entry including defaults including constraints)', [table])
  await tx.raw(`alter table draft_entry attach partition ?? for values in ('${collectionId}')`, [table])
}

/** Makes the places of collections that have none, before their logs are restored. */
export async function addMissingLogPartitions(tx: Knex): Promise<void> {
  if (!isPartitioned(tx)) return
  const rows = await tx('collection')
    .whereRaw(`to_regclass(quote_ident('draft_entry_' || collection.id)) is null`)
    .select<{ id: string }[]>('id')
  for (const { id } of rows) await addLogPartition(tx, id)
}
