import type { Scope } from '../policies/scope.ts'
import type { Database, Tx } from './database.ts'
import type { OrganisationState } from './organisations.ts'
import { atOrBelow } from './subtree.ts'

/** Writes what an organisation is allowed from now on. */
export async function setOrganisationState(
  _scope: Scope,
  tx: Tx,
  id: string,
  now: { readonly state: OrganisationState; readonly at: number; readonly reason: string; readonly successorId?: string },
): Promise<void> {
  const { state, at, reason, successorId = null } = now
  await tx('organisation').where({ id }).update({ state, state_at: at, state_reason: reason, successor_id: successorId })
}

/** How many organisations right below one are not closed. */
export async function countOpenChildren(_scope: Scope, tx: Tx, id: string): Promise<number> {
  const row = await tx('organisation')
    .where({ parent_id: id })
    .whereNot({ state: 'closed' })
    .first<{ total: number }>(tx.raw('count(*) as total'))
  return row.total
}

/** Tables whose rows stand at the place of an organisation in the tree, with the column that names it. */
const placed = [
  ['assignment', 'organisation_id'],
  ['placement', 'organisation_id'],
  ['organisation', 'id'],
] as const

/**
 * Puts an organisation with everything below it under another one: the paths of all of it, of its parts in collections, of the files
 * that are for it alone, and of the reports it has ordered. Nothing else of it names its place.
 */
export async function moveSubtree(
  scope: Scope,
  tx: Tx,
  dialect: Database['dialect'],
  moved: { readonly id: string; readonly from: string; readonly parentId: string; readonly to: string },
): Promise<void> {
  const { id, from, parentId, to } = moved
  const below = tx('organisation').modify(atOrBelow(from, 'path')).select('id')
  await holdAssignments(scope, tx, dialect, from)
  const path = tx.raw('cast(? as text) || substr(path, cast(? as integer))', [to, from.length + 1])
  await tx('report').modify(atOrBelow(from, 'path')).update({ path })
  for (const [table, column] of placed) await tx(table).whereIn(column, below.clone()).update({ path })
  await tx('organisation').where({ id }).update({ parent_id: parentId })
}

/**
 * Takes what an organisation has not submitted out of the collections that are not over: nobody waits for it any more. Drafts stay.
 *
 * @returns how many collections it leaves.
 */
export async function withdrawUnsubmitted(
  scope: Scope,
  tx: Tx,
  dialect: Database['dialect'],
  organisation: { readonly id: string; readonly path: string },
  now: number,
): Promise<number> {
  await holdAssignments(scope, tx, dialect, organisation.path)
  return tx('assignment')
    .where({ organisation_id: organisation.id })
    .whereIn('status', ['notStarted', 'inProgress'])
    .whereIn('collection_id', tx('collection').where('closes_at', '>=', now).select('id'))
    .update({ status: 'withdrawn' })
}

/** Takes it back: the parts of the organisation are as far as they were. */
export async function returnWithdrawn(_scope: Scope, tx: Tx, organisationId: string): Promise<void> {
  await tx('assignment')
    .where({ organisation_id: organisationId, status: 'withdrawn' })
    .update({ status: tx.raw("case when started_at is null then 'notStarted' else 'inProgress' end") })
}

/** How many collections an organisation has submitted in. */
export async function countSubmitted(_scope: Scope, tx: Tx, organisationId: string): Promise<number> {
  const row = await tx('assignment')
    .where({ organisation_id: organisationId, status: 'submitted' })
    .first<{ total: number }>(tx.raw('count(*) as total'))
  return row.total
}

/** Ids of the collections that an organisation has a part in. */
export async function collectionsOf(_scope: Scope, tx: Tx, organisationId: string): Promise<ReadonlySet<string>> {
  const rows = await tx('assignment')
    .where({ organisation_id: organisationId })
    .select<{ collection_id: string }[]>('collection_id')
  return new Set(rows.map(({ collection_id }) => collection_id))
}

/** Holds the parts in the order in which saves hold them, so that the two never wait for each other. */
async function holdAssignments(_scope: Scope, tx: Tx, dialect: Database['dialect'], path: string): Promise<void> {
  if (dialect !== 'postgres') return
  await tx('assignment')
    .whereIn('organisation_id', tx('organisation').modify(atOrBelow(path, 'path')).select('id'))
    .orderBy('id')
    .forUpdate()
    .select('id')
}
