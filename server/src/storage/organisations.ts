import type { OrganisationKind, Scope } from '../policies/scope.ts'
import type { Reader, Tx } from './database.ts'
import { withinSubtree } from './subtree.ts'

export interface Organisation {
  readonly id: string
  readonly parentId: string | null
  readonly path: string
  readonly kind: OrganisationKind
  readonly login: string
  readonly name: string
  readonly zone: string
}

/** What an organisation is allowed: one that is `locked` or `closed` signs in nowhere, and a closed one has ended for good. */
export const organisationStates = ['active', 'locked', 'closed'] as const
export type OrganisationState = (typeof organisationStates)[number]

/** An organisation that is there already. */
export interface StandingOrganisation extends Organisation {
  readonly state: OrganisationState
}

/**
 * The form in which texts are searched: small letters, ё as е. The databases cannot do it for us: SQLite knows the case of Latin
 * letters alone.
 */
export function searchable(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim()
}

export async function insertOrganisations(_scope: Scope, tx: Tx, organisations: readonly Organisation[]): Promise<void> {
  const rows = organisations.map(({ parentId, ...organisation }) => ({
    ...organisation,
    parent_id: parentId,
    search: searchable(`${organisation.login} ${organisation.name}`),
  }))
  await tx.batchInsert('organisation', rows, 100)
}

/** Writes the name and the time zone of an organisation anew; its login never changes. */
export async function renameOrganisation(_scope: Scope, tx: Tx, { id, login, name, zone }: Organisation): Promise<void> {
  await tx('organisation')
    .where({ id })
    .update({ name, zone, search: searchable(`${login} ${name}`) })
}

/** Organisations of the scope, in the order of the tree. */
export async function listOrganisations(scope: Scope, db: Reader): Promise<readonly StandingOrganisation[]> {
  const columns = ['id', 'parent_id', 'path', 'kind', 'login', 'name', 'zone', 'state']
  const rows = await db('organisation')
    .modify(withinSubtree(scope, 'path'))
    .orderBy('path')
    .select<(StandingOrganisation & { parent_id: string | null })[]>(...columns)
  return rows.map(({ parent_id, ...organisation }) => ({ ...organisation, parentId: parent_id }))
}

/** Names of the organisations of the scope that have others below them, by their place in the tree. */
export async function levelNames(scope: Scope, db: Reader): Promise<ReadonlyMap<string, string>> {
  const rows = await db('organisation')
    .modify(withinSubtree(scope, 'path'))
    .whereIn('kind', ['fed', 'reg', 'mun'])
    .select<{ path: string; name: string }[]>('path', 'name')
  return new Map(rows.map(({ path, name }) => [path, name]))
}

export async function hasOrganisations(_scope: Scope, db: Reader): Promise<boolean> {
  return (await db('organisation').first('id')) !== undefined
}

/** IANA time zone of an organisation within the scope. @throws when there is none. */
export async function findZone(scope: Scope, db: Reader, id: string): Promise<string> {
  const row = await db('organisation')
    .where({ id })
    .modify(withinSubtree(scope, 'path'))
    .first<{ zone: string } | undefined>('zone')
  if (!row) throw new Error(`no organisation ${id}`)
  return row.zone
}

/** Organisations of the scope with these logins. */
export async function findByLogins(
  scope: Scope,
  db: Reader,
  logins: readonly string[],
): Promise<readonly Pick<Organisation, 'id' | 'login' | 'name' | 'path'>[]> {
  return db('organisation')
    .modify(withinSubtree(scope, 'path'))
    .whereIn('login', logins)
    .select<Pick<Organisation, 'id' | 'login' | 'name' | 'path'>[]>('id', 'login', 'name', 'path')
}

/** The first organisation of the scope that is like this and has not closed; null when there is none. */
export async function findExample(
  scope: Scope,
  db: Reader,
  like: { readonly login: string } | { readonly kind: OrganisationKind; readonly region: string | null },
): Promise<Organisation | null> {
  const row = await db('organisation')
    .modify(withinSubtree(scope, 'path'))
    .whereNot('state', 'closed')
    .modify((query) => {
      if ('login' in like) return void query.where({ login: like.login })
      void query.where({ kind: like.kind })
      if (like.region !== null) void query.where('login', 'like', `___${like.region}%`)
    })
    .orderBy('path')
    .first<(Organisation & { parent_id: string | null }) | undefined>('id', 'parent_id', 'path', 'kind', 'login', 'name', 'zone')
  if (!row) return null
  const { parent_id, ...organisation } = row
  return { ...organisation, parentId: parent_id }
}

/** Organisations of the scope after one of them, in the order of the tree: page by page. */
export async function listOrganisationsAfter(
  scope: Scope,
  db: Reader,
  after: string,
  limit: number,
): Promise<readonly Pick<Organisation, 'id' | 'login' | 'name' | 'path' | 'kind'>[]> {
  return db('organisation')
    .modify(withinSubtree(scope, 'path'))
    .where('path', '>', after)
    .orderBy('path')
    .limit(limit)
    .select<Pick<Organisation, 'id' | 'login' | 'name' | 'path' | 'kind'>[]>('id', 'login', 'name', 'path', 'kind')
}

export async function countOrganisations(scope: Scope, db: Reader): Promise<number> {
  const row = await db('organisation').modify(withinSubtree(scope, 'path')).first<{ total: number }>(db.raw('count(*) as total'))
  return row.total
}
