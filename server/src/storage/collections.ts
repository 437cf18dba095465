import type { Knex } from 'knex'
import type { Scope } from '../policies/scope.ts'
import type { Reader, Tx } from './database.ts'
import { newId } from './ids.ts'
import { addLogPartition, takePublishingTurn } from './log-partitions.ts'
import { effectiveEnd } from './effective-end.ts'
import { circleColumns, circleOf, outFor } from './publication-audience.ts'
import type { Circle, CircleRow } from './publication-audience.ts'
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
  /** Why somebody's own organisation has more time than the others; null when it has not. `closesAt` is its own. */
  readonly extension: string | null
}

interface CollectionRow {
  id: string
  title: string
  form_version_id: string
  opens_at: number
  closes_at: number
  excel: number
  own: string | null
  closes_reason: string | null
}

/** Where a collection is found: slugs. */
interface Place {
  readonly section: string
  readonly publication: string
}

/**
 * Collections that concern the scope: its own organisation takes part, or one below it does. All concern who sees the whole tree.
 *
 * @param now at which their publications are out; by itself, whenever they come out.
 */
function visible(scope: Scope, db: Reader, now = Number.MAX_SAFE_INTEGER) {
  return (
    db('collection')
      .join('publication', 'publication.id', 'collection.publication_id')
      // Not before its day is a matter of the publication's page; hidden, or not for them, it is nowhere.
      .modify(outFor(scope, now))
      .leftJoin('assignment as own', (join) =>
        join.on('own.collection_id', 'collection.id').andOnVal('own.organisation_id', scope.ownOrganisation),
      )
      .modify(takenPartIn(scope, db))
      .select<CollectionRow[]>(
        'collection.id',
        'collection.title',
        'collection.form_version_id',
        'collection.opens_at',
        db.raw(`${effectiveEnd('own')} as closes_at`),
        'own.closes_reason',
        'collection.excel',
        'own.id as own',
      )
  )
}

function takenPartIn(scope: Scope, db: Reader) {
  return (query: Knex.QueryBuilder): void => {
    // A collection may be there before the first school.
    if (scope.path === '/') return
    void query.whereExists((below) =>
      below
        .from('assignment')
        .whereRaw('?? = ??', ['assignment.collection_id', 'collection.id'])
        .modify(withinSubtree(scope, 'assignment.path'))
        .select(db.raw('1')),
    )
  }
}

const toCollection = (row: CollectionRow): Collection => ({
  id: row.id,
  title: row.title,
  formVersionId: row.form_version_id,
  opensAt: row.opens_at,
  closesAt: row.closes_at,
  excel: row.excel === 1,
  access: row.own === null ? 'watch' : 'fill',
  extension: row.closes_reason,
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

/** Collections in which data may be entered at `now`, with those that end first before the others. */
export async function listOpenCollections(scope: Scope, db: Reader, now: number): Promise<readonly (Collection & Place)[]> {
  const rows = (await visible(scope, db, now)
    .join('section', 'section.id', 'publication.section_id')
    .where('collection.opens_at', '<=', now)
    .where(db.raw(effectiveEnd('own')), '>=', now)
    .orderBy([{ column: 'closes_at' }, { column: 'collection.id' }])
    .select('section.slug as section', 'publication.slug as publication')) as (CollectionRow & Place)[]
  return rows.map((row) => ({ ...toCollection(row), section: row.section, publication: row.publication }))
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
  collection: Omit<Collection, 'id' | 'access' | 'excel' | 'extension'> & {
    readonly publicationId: string
    readonly place: number
    /** Narrows the audience of the form. */
    readonly circle: Circle
    /** For these participants alone: who comes later is none. */
    readonly chosen: boolean
  },
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
    chosen: collection.chosen ? 1 : 0,
    ...circleColumns(collection.circle),
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

/** Collections that have not ended and are not for chosen organisations alone, those that have not begun included. */
export async function listUnfinishedCollections(
  _scope: Scope,
  tx: Tx,
  now: number,
): Promise<readonly { readonly id: string; readonly formVersionId: string; readonly circle: Circle }[]> {
  const rows = await tx('collection')
    .where('closes_at', '>=', now)
    .where('chosen', 0)
    .select<(CircleRow & { id: string; formVersionId: string })[]>(
      'id',
      'form_version_id as formVersionId',
      'for_kinds',
      'for_regions',
    )
  return rows.map((row) => ({ id: row.id, formVersionId: row.formVersionId, circle: circleOf(row) }))
}

/** Whom a collection was opened for. */
export async function circleOfCollection(_scope: Scope, db: Reader, id: string): Promise<Circle & { readonly chosen: boolean }> {
  const row = await db('collection')
    .where({ id })
    .first<(CircleRow & { chosen: number }) | undefined>('for_kinds', 'for_regions', 'chosen')
  if (!row) throw new Error(`no collection ${id}`)
  return { ...circleOf(row), chosen: row.chosen === 1 }
}

/** Opens a collection to a wider circle. */
export async function setCircle(_scope: Scope, tx: Tx, id: string, circle: Circle): Promise<void> {
  await tx('collection')
    .where({ id })
    .update({ chosen: 0, ...circleColumns(circle) })
}

/** The next place among the collections of a publication. */
export async function nextCollectionPlace(_scope: Scope, db: Reader, publicationId: string): Promise<number> {
  const row = await db('collection')
    .where({ publication_id: publicationId })
    .max<{ place: number | null }>('place as place')
    .first()
  return (row?.place ?? -1) + 1
}

/** A collection as the organizer finds it among all of them. */
export interface FormerCollection {
  readonly id: string
  readonly title: string
  /** Title of its publication. */
  readonly publication: string
  readonly formVersionId: string
  /** Milliseconds since 1970, as `closesAt`. */
  readonly opensAt: number
  readonly closesAt: number
  readonly excel: boolean
}

/** Collections, the ones that ended last first. */
export async function listFormerCollections(
  _scope: Scope,
  db: Reader,
  which: { readonly limit: number } | { readonly id: string },
): Promise<readonly FormerCollection[]> {
  const rows = await db('collection')
    .join('publication', 'publication.id', 'collection.publication_id')
    .modify((query) => void ('id' in which ? query.where('collection.id', which.id) : query.limit(which.limit)))
    .orderBy([{ column: 'collection.closes_at', order: 'desc' }, { column: 'collection.id' }])
    .select<(Omit<FormerCollection, 'excel'> & { excel: number })[]>(
      'collection.id',
      'collection.title',
      'publication.title as publication',
      'collection.form_version_id as formVersionId',
      'collection.opens_at as opensAt',
      'collection.closes_at as closesAt',
      'collection.excel',
    )
  return rows.map((row) => ({ ...row, excel: row.excel === 1 }))
}

/** Logins of the organisations that take part and have not closed. */
export function participantLogins(_scope: Scope, db: Reader, id: string): Promise<readonly string[]> {
  return db('assignment')
    .join('organisation', 'organisation.id', 'assignment.organisation_id')
    .where('assignment.collection_id', id)
    .whereNot('organisation.state', 'closed')
    .orderBy('organisation.login')
    .pluck<string[]>('organisation.login')
}

/** Ids of the organisations that take part. */
export function participantIds(_scope: Scope, db: Reader, id: string): Promise<readonly string[]> {
  return db('assignment').where({ collection_id: id }).pluck<string[]>('organisation_id')
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
