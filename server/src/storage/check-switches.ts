import type { CheckMode, CheckSwitches } from '@tabel/engine'
import type { Scope } from '../policies/scope.ts'
import type { AssignmentId } from './assignments.ts'
import type { Reader, Tx } from './database.ts'
import { newId } from './ids.ts'

/** One turn of a switch. */
export interface CheckSwitch {
  readonly check: string
  readonly mode: CheckMode | 'on'
  readonly reason: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** Login. */
  readonly by: string
}

/** How every check of a collection that was ever switched stands at a time; those that are `on` again are among them. */
export async function listSwitches(db: Reader, collectionId: string, at: number): Promise<readonly CheckSwitch[]> {
  const rows = await db('check_switch')
    .where({ collection_id: collectionId })
    .where('at', '<=', at)
    .orderBy('number')
    .select<(Omit<CheckSwitch, 'check'> & { check_id: string })[]>('check_id', 'mode', 'reason', 'at', 'by')
  const last = new Map(rows.map(({ check_id, ...row }) => [check_id, { check: check_id, ...row }]))
  return [...last.values()]
}

/** The same as the engine takes it. */
export function inForce(switches: readonly CheckSwitch[]): CheckSwitches {
  return Object.fromEntries(switches.flatMap(({ check, mode }) => (mode === 'on' ? [] : [[check, mode] as const])))
}

/** Turns a switch. Nothing ever changes or removes a turn. */
export async function insertSwitch(_scope: Scope, tx: Tx, collectionId: string, turn: CheckSwitch): Promise<void> {
  const last = await tx('check_switch')
    .where({ collection_id: collectionId })
    .first<{ last: number | null }>(tx.raw('max(number) as last'))
  const { check, ...rest } = turn
  await tx('check_switch').insert({
    id: newId(),
    collection_id: collectionId,
    check_id: check,
    number: (last.last ?? 0) + 1,
    ...rest,
  })
}

/** When the last switch of a collection was turned; 0 when none was. */
export async function lastTurn(db: Reader, collectionId: string): Promise<number> {
  const row = await db('check_switch')
    .where({ collection_id: collectionId })
    .first<{ last: number | null }>(db.raw('max(at) as last'))
  return row.last ?? 0
}

/** What stopped an organisation at its last attempt to submit, in place of what did before; nothing when it was let through. */
export async function recordStopped(
  tx: Tx,
  attempt: { readonly assignment: AssignmentId; readonly collection: string },
  checks: ReadonlyMap<string, { readonly formError: boolean }>,
): Promise<void> {
  await tx('stopped').where({ assignment_id: attempt.assignment }).delete()
  const rows = [...checks].map(([check, { formError }]) => ({
    assignment_id: attempt.assignment,
    collection_id: attempt.collection,
    check_id: check,
    form_error: formError ? 1 : 0,
  }))
  if (rows.length > 0) await tx.batchInsert('stopped', rows, 200)
}

export interface StoppedCount {
  readonly check: string
  /** How many organisations the check stopped at their last attempt, and how many of them because it could not be computed. */
  readonly organisations: number
  readonly formErrors: number
}

/** How many organisations each check stops. Reads one index. */
export async function countStopped(_scope: Scope, db: Reader, collectionId: string): Promise<readonly StoppedCount[]> {
  const rows = await db('stopped')
    .where({ collection_id: collectionId })
    .groupBy('check_id')
    .select<{ check: string; organisations: number; formErrors: number }[]>(
      'check_id as check',
      db.raw('count(*) as organisations'),
      db.raw('sum(form_error) as ??', ['formErrors']),
    )
  return rows.map(({ check, organisations, formErrors }) => ({ check, organisations, formErrors: Number(formErrors) }))
}
