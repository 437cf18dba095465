import type { Knex } from 'knex'
import { roleOf } from '../policies/collection.ts'
import { regionOf } from '../policies/placement.ts'
import type { Addressee, Audience, StoreAudience } from '../policies/placement.ts'
import type { OrganisationKind, Scope } from '../policies/scope.ts'
import type { Reader, Tx } from './database.ts'
import type { StoredFile } from './files.ts'
import { newId } from './ids.ts'
import { searchable } from './organisations.ts'
import { outFor } from './publication-audience.ts'
import { withinSubtree } from './subtree.ts'

/** A file that lies in a store, and for whom. */
export interface Placement extends Audience {
  readonly id: string
  readonly storeId: string
  /** What its store allows at most. */
  readonly store: StoreAudience
  readonly file: StoredFile
  /** The one organisation that it is for. */
  readonly organisation: { readonly id: string; readonly login: string; readonly name: string } | null
  /** When it was placed, milliseconds since 1970. */
  readonly at: number
}

interface PlacementRow {
  id: string
  store_id: string
  store: StoreAudience
  addressee: Addressee
  kinds: string
  regions: string
  at: number
  file_id: string
  sha256: string
  name: string
  type: string
  size: number
  organisation_id: string | null
  organisation_login: string | null
  organisation_name: string | null
}

const columns = [
  'placement.id',
  'placement.store_id',
  'store.audience as store',
  'placement.addressee',
  'placement.kinds',
  'placement.regions',
  'placement.at',
  'file.id as file_id',
  'file.sha256',
  'file.name',
  'file.type',
  'file.size',
  'placement.organisation_id',
  'organisation.login as organisation_login',
  'organisation.name as organisation_name',
]

const toPlacement = (row: PlacementRow): Placement => ({
  id: row.id,
  storeId: row.store_id,
  store: row.store,
  file: { id: row.file_id, sha256: row.sha256, name: row.name, type: row.type, size: row.size },
  addressee: row.addressee,
  kinds: split(row.kinds) as OrganisationKind[],
  regions: split(row.regions),
  organisation:
    row.organisation_id === null
      ? null
      : { id: row.organisation_id, login: row.organisation_login ?? '', name: row.organisation_name ?? '' },
  at: row.at,
})

const split = (text: string): string[] => text.split(',').filter((part) => part !== '')
const joined = (parts: readonly string[]): string => (parts.length === 0 ? '' : `,${parts.join(',')},`)

function placements(db: Reader) {
  return db('placement')
    .join('store', 'store.id', 'placement.store_id')
    .join('publication', 'publication.id', 'store.publication_id')
    .join('file', 'file.id', 'placement.file_id')
    .leftJoin('organisation', 'organisation.id', 'placement.organisation_id')
    .whereNull('placement.removed_at')
}

/** Whether the scope sees every file: the organizer and the system do. */
function seesAll(scope: Scope): boolean {
  return scope.reason !== null || roleOf(scope.person.organisation.kind) === 'fed'
}

/** Keeps what the scope's person may see: an organisation what is for it, a coordinator what is for those below, the organizer all. */
function seenBy(scope: Scope) {
  return (query: Knex.QueryBuilder): void => {
    if (seesAll(scope)) return
    const { organisation } = scope.person
    void query
      .where((reached) => {
        void reached.whereNull('placement.path').orWhere((own) => void own.modify(withinSubtree(scope, 'placement.path')))
      })
      .where((some) => {
        void some.whereNot('placement.addressee', 'organisations').orWhere((group) => {
          void group.modify(has('placement.regions', regionOf(organisation)))
          if (roleOf(organisation.kind) === 'org') void group.modify(has('placement.kinds', organisation.kind))
        })
      })
  }
}

function has(column: string, entry: string) {
  return (query: Knex.QueryBuilder): void => {
    void query.where((either) => void either.where(column, '').orWhere(column, 'like', `%,${entry},%`))
  }
}

/**
 * What of a store the scope may see, of the table `placement` alone, so that counting and leafing join nothing. A store may hold a file
 * for each of forty thousand organisations: somebody's own are found by an index on the path, and the condition on the store stands
 * in the inner queries alone, or SQLite would go through the whole store with it.
 */
function inStore(scope: Scope, db: Reader, storeId: string) {
  const all = db('placement').whereNull('placement.removed_at')
  if (seesAll(scope)) return all.where('placement.store_id', storeId)
  const reached = () => db('placement as reached').where('reached.store_id', storeId).select('reached.id')
  const own = reached().modify(withinSubtree(scope, 'reached.path'))
  return all.whereIn('placement.id', own.unionAll([reached().whereNull('reached.path')])).modify(seenBy(scope))
}

/** Files of a store that the scope may see and whose name holds `q`, by name; `total` counts all of them. */
export async function listPlacements(
  scope: Scope,
  db: Reader,
  storeId: string,
  page: { readonly q: string; readonly offset: number; readonly limit: number },
): Promise<{ readonly items: readonly Placement[]; readonly total: number }> {
  const matching = () =>
    inStore(scope, db, storeId).modify((query) => {
      const q = searchable(page.q)
      if (q !== '') void query.whereRaw(`placement.search like ? escape '\\'`, [`%${q.replace(/[\\%_]/g, '\\$&')}%`])
    })
  const order = ['placement.search', 'placement.path', 'placement.id']
  const ids = await matching().orderBy(order).offset(page.offset).limit(page.limit).pluck<string[]>('placement.id')
  const rows = await placements(db)
    .whereIn('placement.id', ids)
    .orderBy(order)
    .select<PlacementRow[]>(...columns)
  const counted = await matching().first<{ total: number }>(db.raw('count(*) as total'))
  return { items: rows.map(toPlacement), total: counted.total }
}

/** How many files of a store the scope may see. */
export async function countPlacements(scope: Scope, db: Reader, storeId: string): Promise<number> {
  const row = await inStore(scope, db, storeId).first<{ total: number }>(db.raw('count(*) as total'))
  return row.total
}

/** A file in a store, or null when it is not there or not to be seen; those of publications that are not out yet only with `now` null. */
export async function findPlacement(scope: Scope, db: Reader, id: string, now: number | null): Promise<Placement | null> {
  const row = await placements(db)
    .where('placement.id', id)
    .modify(seenBy(scope))
    .modify((query) => {
      if (now !== null) outFor(scope, now)(query)
    })
    .first<PlacementRow | undefined>(...columns)
  return row ? toPlacement(row) : null
}

/** Files of a store that are for many, by name. */
export async function listShared(_scope: Scope, db: Reader, storeId: string): Promise<readonly Placement[]> {
  const rows = await placements(db)
    .where('placement.store_id', storeId)
    .whereNull('placement.path')
    .orderBy(['placement.search', 'placement.id'])
    .select<PlacementRow[]>(...columns)
  return rows.map(toPlacement)
}

/** Files of a store that are each for one of the scope's organisations, from after one place in the tree up to another. */
export async function listPersonal(
  scope: Scope,
  db: Reader,
  storeId: string,
  { after, last }: { readonly after: string; readonly last: string },
): Promise<readonly Placement[]> {
  const rows = await placements(db)
    .where('placement.store_id', storeId)
    .modify(withinSubtree(scope, 'placement.path'))
    .where('placement.path', '>', after)
    .where('placement.path', '<=', last)
    .orderBy(['placement.path', 'placement.search', 'placement.id'])
    .select<PlacementRow[]>(...columns)
  return rows.map(toPlacement)
}

export type Placed = 'placed' | 'replaced' | 'unchanged'

/** A file to be placed. */
export interface NewPlacement extends Audience {
  readonly storeId: string
  readonly fileId: string
  readonly name: string
  readonly organisation: { readonly id: string; readonly path: string } | null
  readonly at: number
  readonly by: string
}

/**
 * Puts a file into a store. One of the same name for the same addressee is taken away; when it is the same file for the same
 * audience, nothing changes.
 */
export async function placeFile(
  _scope: Scope,
  tx: Tx,
  placement: NewPlacement,
): Promise<{ readonly id: string; readonly done: Placed }> {
  const { storeId, fileId, organisation, addressee, at, by } = placement
  const search = searchable(placement.name)
  const live_key = `${storeId}/${organisation?.id ?? ''}/${search}`
  const wanted = { addressee, kinds: joined(placement.kinds), regions: joined(placement.regions) }
  const there = await tx('placement').where({ live_key }).first<PlacementRow | undefined>()
  if (there && there.file_id === fileId && there.kinds === wanted.kinds && there.regions === wanted.regions)
    if (there.addressee === addressee) return { id: there.id, done: 'unchanged' }
  if (there) await removePlacement(_scope, tx, there.id, at)
  const id = newId()
  await tx('placement').insert({
    id,
    store_id: storeId,
    file_id: fileId,
    search,
    ...wanted,
    organisation_id: organisation?.id ?? null,
    path: organisation?.path ?? null,
    at,
    by,
    live_key,
  })
  return { id, done: there ? 'replaced' : 'placed' }
}

/** Puts another file in the place of one, for the same addressee; null when one of that name lies there for the same addressee already. */
export async function replaceFile(
  scope: Scope,
  tx: Tx,
  placement: Placement,
  file: { readonly fileId: string; readonly name: string; readonly at: number; readonly by: string },
): Promise<string | null> {
  const { id, storeId, organisation, addressee, kinds, regions } = placement
  const row = await tx('placement').where({ id }).first<{ path: string | null } | undefined>('path')
  const live_key = `${storeId}/${organisation?.id ?? ''}/${searchable(file.name)}`
  if (await tx('placement').where({ live_key }).whereNot({ id }).first('id')) return null
  await removePlacement(scope, tx, id, file.at)
  const place = organisation && { id: organisation.id, path: row?.path ?? '' }
  return (await placeFile(scope, tx, { ...file, storeId, organisation: place, addressee, kinds, regions })).id
}

/** Says anew whom a file is for. */
export async function changeAudience(_scope: Scope, tx: Tx, id: string, audience: Audience): Promise<void> {
  const { addressee, kinds, regions } = audience
  await tx('placement')
    .where({ id })
    .update({ addressee, kinds: joined(kinds), regions: joined(regions) })
}

/** Takes a file out of its store; what was downloaded stays known. */
export async function removePlacement(_scope: Scope, tx: Tx, id: string, at: number): Promise<void> {
  await tx('placement').where({ id }).update({ removed_at: at, live_key: null })
}
