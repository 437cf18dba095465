import type { Status } from '../policies/collection.ts'
import type { OrganisationKind, Scope } from '../policies/scope.ts'
import type { Database, Reader } from './database.ts'
import { withinSubtree } from './subtree.ts'

/** A region, a municipality, or whoever else has organisations below. */
export interface Territory {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly kind: OrganisationKind
  /** Place in the tree. */
  readonly path: string
}

/** How many organisations at and below one place stand where. */
export interface TerritoryCount {
  readonly path: string
  readonly status: Status
  /** Those of them that have more time until after a moment that was asked for. */
  readonly extended: number
  readonly total: number
}

const columns = ['id', 'login', 'name', 'kind', 'path'] as const

/** A place of the scope; null when there is none. */
export async function findTerritory(scope: Scope, db: Reader, id: string): Promise<Territory | null> {
  const row = await db('organisation')
    .where({ id })
    .modify(withinSubtree(scope, 'path'))
    .first<Territory | undefined>(...columns)
  return row ?? null
}

/** The places of the scope from its own down to `path`, both included. */
export function territoriesAbove(scope: Scope, db: Reader, path: string): Promise<readonly Territory[]> {
  const steps = path.split('/').slice(1, -1)
  const paths = ['/', ...steps.map((_, at) => `/${steps.slice(0, at + 1).join('/')}/`)]
  return db('organisation')
    .whereIn('path', paths)
    .modify(withinSubtree(scope, 'path'))
    .orderBy('path')
    .select<Territory[]>(...columns)
}

/** The places that lie directly under one. */
export function territoriesUnder(scope: Scope, db: Reader, parentId: string): Promise<readonly Territory[]> {
  return db('organisation')
    .where({ parent_id: parentId })
    .modify(withinSubtree(scope, 'path'))
    .orderBy('name')
    .select<Territory[]>(...columns)
}

/**
 * What stands where in a collection, by the places directly under `path`. Reads one index.
 *
 * @param now milliseconds since 1970: an extension counts that ends later.
 */
export async function countByTerritory(
  scope: Scope,
  { dialect, read }: Database,
  collectionId: string,
  path: string,
  now: number,
): Promise<readonly TerritoryCount[]> {
  const rest = `substr(path, ${path.length + 1})`
  const step = `substr(${rest}, 1, ${dialect === 'postgres' ? 'strpos' : 'instr'}(${rest}, '/'))`
  const rows = await read('assignment')
    .where({ collection_id: collectionId })
    .whereNot('status', 'withdrawn')
    .where('path', '>=', path)
    .where('path', '<', `${path.slice(0, -1)}0`)
    .modify(withinSubtree(scope, 'path'))
    .groupByRaw(`${step}, status`)
    .select<{ step: string; status: Status; extended: number | null; total: number }[]>(
      read.raw(`${step} as step`),
      'status',
      read.raw('sum(case when closes_at >= ? then 1 else 0 end) as extended', [now]),
      read.raw('count(*) as total'),
    )
  return rows.map(({ step: below, status, extended, total }) => ({
    path: `${path}${below}`,
    status,
    extended: Number(extended ?? 0),
    total,
  }))
}
