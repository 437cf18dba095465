import type { Op } from '@tabel/engine'
import type { Knex } from 'knex'
import type { AssignmentId } from './assignments.ts'
import type { Reader, Tx } from './database.ts'

/** A save that came after the end of its collection: kept, but no part of the draft. */
export interface ParkedSave {
  readonly clientId: string
  readonly seq: number
  readonly baseVersion: number
  readonly formVersion: string
  readonly ops: readonly Op[]
  /** Milliseconds since 1970: when it came. */
  readonly at: number
  /** Login. */
  readonly by: string
}

interface ParkedRow {
  client_id: string
  seq: number
  base_version: number
  form_version: string
  ops: string
  at: number
  by: string
}

/** At most so many saves of one draft, and so many characters of them, are kept. */
const mostSaves = 1_000
const mostCharacters = 4_000_000

/**
 * Keeps a save. The same number once more, as a page sends it that has gathered more meanwhile, takes its place.
 *
 * @returns false when there is no room for it.
 */
export async function park(
  tx: Tx,
  assignment: AssignmentId,
  { opsText, ...save }: Omit<ParkedSave, 'ops'> & { readonly opsText: string },
): Promise<boolean> {
  const kept = await tx('parked')
    .where({ assignment_id: assignment })
    .first<{ saves: number; characters: number | null }>(tx.raw('count(*) as saves, sum(length(ops)) as characters'))
  if (kept.saves >= mostSaves || Number(kept.characters ?? 0) + opsText.length > mostCharacters) return false
  const row = {
    assignment_id: assignment,
    client_id: save.clientId,
    seq: save.seq,
    base_version: save.baseVersion,
    form_version: save.formVersion,
    ops: opsText,
    at: save.at,
    by: save.by,
  }
  await tx('parked').insert(row).onConflict(['assignment_id', 'client_id', 'seq']).merge()
  return true
}

/** What has come into the log by itself since is parked no more. */
function stillParked(db: Reader): Knex.QueryBuilder {
  return db('parked').whereNotExists((entries) =>
    entries
      .from('draft_entry')
      .whereRaw('?? = ??', ['draft_entry.assignment_id', 'parked.assignment_id'])
      .whereRaw('?? = ??', ['draft_entry.client_id', 'parked.client_id'])
      .whereRaw('?? = ??', ['draft_entry.seq', 'parked.seq'])
      .select(db.raw('1')),
  )
}

/** What is parked of a draft, in the order in which it came. */
export async function listParked(db: Reader, assignment: AssignmentId): Promise<readonly ParkedSave[]> {
  const rows: ParkedRow[] = await stillParked(db)
    .where({ assignment_id: assignment })
    .orderBy(['at', 'client_id', 'seq'])
    .select('client_id', 'seq', 'base_version', 'form_version', 'ops', 'at', 'by')
  return rows.map((row) => ({
    clientId: row.client_id,
    seq: row.seq,
    baseVersion: row.base_version,
    formVersion: row.form_version,
    ops: JSON.parse(row.ops) as readonly Op[],
    at: row.at,
    by: row.by,
  }))
}

/** How many saves of drafts are parked; drafts without any are left out. */
export async function countParked(db: Reader, assignments: readonly AssignmentId[]): Promise<ReadonlyMap<AssignmentId, number>> {
  if (assignments.length === 0) return new Map()
  const rows: { id: AssignmentId; total: number }[] = await stillParked(db)
    .whereIn('assignment_id', [...assignments])
    .groupBy('assignment_id')
    .select('assignment_id as id', db.raw('count(*) as total'))
  return new Map(rows.map(({ id, total }) => [id, total]))
}

/** Forgets a save that was taken into the draft, or dropped. */
export async function forgetParked(tx: Tx, assignment: AssignmentId, saves: readonly ParkedSave[]): Promise<void> {
  for (const { clientId, seq } of saves)
    await tx('parked').where({ assignment_id: assignment, client_id: clientId, seq }).delete()
}
