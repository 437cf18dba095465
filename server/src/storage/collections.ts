import type { Scope } from '../policies/scope.ts'
import type { Reader, Tx } from './database.ts'
import { newId } from './ids.ts'
import { addLogPartition, takePublishingTurn } from './log-partitions.ts'
import { withinSubtree } from './subtree.ts'

export interface Collection {
  readonly id: string
  readonly title: string
  readonly formVersionId: string
  /** Milliseconds since 1970, as `closesAt`. */
  readonly opensAt: number
  readonly closesAt: number
  /** Organisations may fill it in Excel. */
  readonly excel: boolean
  /** Somebody's own organisation must submit; otherwise it looks at those below. */
  readonly access: 'fill' | 'watch'
}

interface CollectionRow {
  id: string
  title: string
  form_version_id: string
  opens_at: number
  closes_at: number
  excel: number
  own: string | null
}

/** Collections that concern the scope: its own organisation takes part, or one below it does. */
function visible(scope: Scope, db: Reader) {
  return db('collection')
    .leftJoin('assignment as own', (join) =>
      join.on('own.collection_id', 'collection.id').andOnVal('own.organisation_id', scope.ownOrganisation),
    )
    .whereExists((below) =>
      below
        .from('assignment')
        .whereRaw('?? = ??', ['assignment.collection_id', 'collection.id'])
        .modify(withinSubtree(scope, 'assignment.path'))
        .select(db.raw('1')),
    )
    .select<CollectionRow[]>(
      'collection.id',
      'collection.title',
      'collection.form_version_id',
      'collection.opens_at',
      'collection.closes_at',
      'collection.excel',
      'own.id as own',
    )
}

const toCollection = (row: CollectionRow): Collection => ({
  id: row.id,
  title: row.title,
  formVersionId: row.form_version_id,
  opensAt: row.opens_at,
  closesAt: row.closes_at,
  excel: row.excel === 1,
  access: row.own === null ? 'watch' : 'fill',
})

/** A collection, or null when there is none or it does not concern the scope: nobody can tell the two apart. */
export async function findCollection(scope: Scope, db: Reader, id: string): Promise<Collection | null> {
  const [row] = await visible(scope, db).where('collection.id', id)
  return row ? toCollection(row) : null
}

export async function listCollections(scope: Scope, db: Reader, publicationId: string): Promise<readonly Collection[]> {
  const rows = await visible(scope, db).where('collection.publication_id', publicationId).orderBy('collection.place')
  return rows.map(toCollection)
}

/** Titles of the collections that the scope sees among these ids. */
export async function collectionTitles(scope: Scope, db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await visible(scope, db).whereIn('collection.id', [...ids])
  return new Map(rows.map((row) => [row.id, row.title]))
}

/** Those of the ids that are of collections which concern the scope. */
export async function visibleAmong(scope: Scope, db: Reader, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await visible(scope, db).whereIn('collection.id', [...ids])
  return new Set(rows.map((row) => row.id))
}

/** Opens a collection and assigns it to organisations: they are those who must submit («Всего»). */
export async function insertCollection(
  _scope: Scope,
  tx: Tx,
  collection: Omit<Collection, 'id' | 'access' | 'excel'> & { readonly publicationId: string; readonly place: number },
  participants: readonly { readonly id: string; readonly path: string }[],
): Promise<string> {
  const id = newId()
  await takePublishingTurn(tx)
  await tx('collection').insert({
    id,
    publication_id: collection.publicationId,
    form_version_id: collection.formVersionId,
    title: collection.title,
    place: collection.place,
    opens_at: collection.opensAt,
    closes_at: collection.closesAt,
  })
  await assignNewcomers(_scope, tx, id, participants)
  await addLogPartition(tx, id)
  return id
}

/** Organisations that come to a collection: they must submit as well. */
export async function assignNewcomers(
  _scope: Scope,
  tx: Tx,
  collectionId: string,
  organisations: readonly { readonly id: string; readonly path: string }[],
): Promise<void> {
  const assignments = organisations.map(({ id, path }) => ({
    id: newId(),
    collection_id: collectionId,
    organisation_id: id,
    path,
    status: 'notStarted',
    version: 0,
  }))
  await tx.batchInsert('assignment', assignments, 100)
}

/** Collections that have not ended, those that have not begun included. */
export function listUnfinishedCollections(
  _scope: Scope,
  tx: Tx,
  now: number,
): Promise<readonly { readonly id: string; readonly formVersionId: string }[]> {
  return tx('collection')
    .where('closes_at', '>=', now)
    .select<{ id: string; formVersionId: string }[]>('id', 'form_version_id as formVersionId')
}

/**
 * Gives a collection another form. Every draft that followed its form stays with the former one until it is taken over.
 */
export async function setForm(_scope: Scope, tx: Tx, { id, formVersionId }: Collection, to: string): Promise<void> {
  await tx('collection').where({ id }).update({ form_version_id: to })
  await tx('assignment').where({ collection_id: id, form_version_id: null }).update({ form_version_id: formVersionId })
}

/** Opens a collection for workbooks, or closes it for them. */
export async function setExcel(_scope: Scope, tx: Tx, id: string, allowed: boolean): Promise<void> {
  await tx('collection')
    .where({ id })
    .update({ excel: allowed ? 1 : 0 })
}

/** Moves the end of a collection. */
export async function setDeadline(_scope: Scope, tx: Tx, id: string, closesAt: number): Promise<void> {
  await tx('collection').where({ id }).update({ closes_at: closesAt })
}
