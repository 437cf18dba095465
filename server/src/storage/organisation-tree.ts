import type { Knex } from 'knex'
import type { OrganisationKind, Scope } from '../policies/scope.ts'
import type { Reader } from './database.ts'
import { searchable } from './organisations.ts'
import type { OrganisationState, StandingOrganisation } from './organisations.ts'
import { withinSubtree } from './subtree.ts'

/** An organisation with all that is known of its state. Times are milliseconds since 1970. */
export interface TreeOrganisation extends StandingOrganisation {
  /** The one right above it. */
  readonly parent: OrganisationName | null
  readonly stateAt: number | null
  readonly stateReason: string | null
  /** Who has taken over from one that is closed. */
  readonly successor: OrganisationName | null
}

export interface OrganisationName {
  readonly id: string
  readonly login: string
  readonly name: string
}

interface TreeRow {
  id: string
  parent_id: string | null
  path: string
  kind: OrganisationKind
  login: string
  name: string
  zone: string
  state: StandingOrganisation['state']
  state_at: number | null
  state_reason: string | null
  successor_id: string | null
  successor_login: string | null
  successor_name: string | null
  parent_login: string | null
  parent_name: string | null
}

const toTree = (row: TreeRow): TreeOrganisation => ({
  id: row.id,
  parentId: row.parent_id,
  path: row.path,
  kind: row.kind,
  login: row.login,
  name: row.name,
  zone: row.zone,
  state: row.state,
  stateAt: row.state_at,
  stateReason: row.state_reason,
  successor: nameOf(row.successor_id, row.successor_login, row.successor_name),
  parent: nameOf(row.parent_id, row.parent_login, row.parent_name),
})

function nameOf(id: string | null, login: string | null, name: string | null): OrganisationName | null {
  return id === null ? null : { id, login: login ?? '', name: name ?? '' }
}

const columns = [
  'organisation.*',
  'successor.login as successor_login',
  'successor.name as successor_name',
  'parent.login as parent_login',
  'parent.name as parent_name',
]

function withinTree(scope: Scope, db: Reader): Knex.QueryBuilder {
  return db('organisation')
    .leftJoin('organisation as successor', 'successor.id', 'organisation.successor_id')
    .leftJoin('organisation as parent', 'parent.id', 'organisation.parent_id')
    .modify(withinSubtree(scope, 'organisation.path'))
}

/** An organisation of the scope by its id or its login; null when there is none. */
export async function findInTree(
  scope: Scope,
  db: Reader,
  by: { readonly id: string } | { readonly login: string },
): Promise<TreeOrganisation | null> {
  const [column, value] = 'id' in by ? ['id', by.id] : ['login', by.login]
  const [row] = await withinTree(scope, db)
    .where(`organisation.${column}`, value)
    .select<TreeRow[]>(...columns)
  return row ? toTree(row) : null
}

/** Those above an organisation that the scope sees, from the highest. */
export async function listAbove(scope: Scope, db: Reader, path: string): Promise<readonly OrganisationName[]> {
  const steps = path.split('/').slice(1, -2)
  const places = path === '/' ? [] : ['/', ...steps.map((_, last) => `/${steps.slice(0, last + 1).join('/')}/`)]
  return db('organisation')
    .whereIn('path', places)
    .modify(withinSubtree(scope, 'path'))
    .orderBy('path')
    .select<OrganisationName[]>('id', 'login', 'name')
}

/** Which organisations below a place are wanted: those right below it, or with a text or a state those anywhere below. */
export interface TreeFilter {
  readonly place: { readonly id: string; readonly path: string }
  /** Part of a login or a name. */
  readonly text: string | null
  readonly state: OrganisationState | null
  /** Empty: all. */
  readonly kinds: readonly OrganisationKind[]
}

function filtered(scope: Scope, db: Reader, { place, text, state, kinds }: TreeFilter): Knex.QueryBuilder {
  const query = withinTree(scope, db)
  if (kinds.length > 0) void query.whereIn('organisation.kind', [...kinds])
  if (text === null && state === null) return query.where('organisation.parent_id', place.id)
  void query.where('organisation.path', '>', place.path).where('organisation.path', '<', `${place.path.slice(0, -1)}0`)
  if (state !== null) void query.where('organisation.state', state)
  if (text === null) return query
  const pattern = searchable(text).replace(/[\\%_]/g, '\\$&')
  return query.whereRaw(`organisation.search like ? escape '\\'`, [`%${pattern}%`])
}

/** One page in the order of the tree, from the path after `after`. */
export async function listTree(
  scope: Scope,
  db: Reader,
  filter: TreeFilter,
  page: { readonly after: string; readonly size: number },
): Promise<readonly TreeOrganisation[]> {
  const rows = await filtered(scope, db, filter)
    .where('organisation.path', '>', page.after)
    .orderBy('organisation.path')
    .limit(page.size)
    .select<TreeRow[]>(...columns)
  return rows.map(toTree)
}

export async function countTree(scope: Scope, db: Reader, filter: TreeFilter): Promise<number> {
  const row = await filtered(scope, db, filter).first<{ total: number }>(db.raw('count(*) as total'))
  return row.total
}

/** How many there are below an organisation; closed ones are not counted. */
export interface CountsBelow {
  readonly municipalities: number
  /** Schools and colleges. */
  readonly organisations: number
}

/** How many there are below each of these organisations, by id; no entry where there is nobody. The caller has found them. */
export async function countBelow(_scope: Scope, db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, CountsBelow>> {
  const rows = await db('organisation as top')
    .join('organisation as below', (join) =>
      join.on('below.path', '>', 'top.path').andOn('below.path', '<', db.raw("substr(top.path, 1, length(top.path) - 1) || '0'")),
    )
    .whereIn('top.id', [...ids])
    .whereNot('below.state', 'closed')
    .groupBy('top.id', 'below.kind')
    .select<{ id: string; kind: OrganisationKind; total: number }[]>('top.id', 'below.kind', db.raw('count(*) as total'))
  const counts = new Map<string, CountsBelow>()
  for (const { id, kind, total } of rows) {
    const { municipalities, organisations } = counts.get(id) ?? { municipalities: 0, organisations: 0 }
    if (kind === 'mun') counts.set(id, { municipalities: municipalities + total, organisations })
    else if (kind !== 'reg') counts.set(id, { municipalities, organisations: organisations + total })
  }
  return counts
}
