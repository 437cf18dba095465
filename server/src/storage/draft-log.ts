import type { FormData, Op } from '@tabel/engine'
import type { AssignmentId, DraftKey } from './assignments.ts'
import type { Reader, Tx } from './database.ts'

/** One save: what one client sent at once. The log is only ever added to. */
export interface DraftEntry {
  /** Version of the draft after this save. */
  readonly version: number
  readonly clientId: string
  /** Number of the save within its client, from 1. */
  readonly seq: number
  readonly ops: readonly Op[]
  /** The ops as stored: canonical JSON, equal texts for equal ops. */
  readonly opsText: string
  /** Milliseconds since 1970. */
  readonly at: number
  /** Login. */
  readonly by: string
}

interface EntryRow {
  version: number
  client_id: string
  seq: number
  ops: string
  at: number
  by: string
}

const toEntry = (row: EntryRow): DraftEntry => ({
  version: row.version,
  clientId: row.client_id,
  seq: row.seq,
  ops: JSON.parse(row.ops) as readonly Op[],
  opsText: row.ops,
  at: row.at,
  by: row.by,
})

/** Without the collection PostgreSQL would look into the logs of all collections. */
const logOf = (draft: DraftKey) => ({ collection_id: draft.collectionId, assignment_id: draft.id })

const columns = ['version', 'client_id', 'seq', 'ops', 'at', 'by'] as const

/** Entries from version `from` to `to`, both included, in order. */
export async function listEntries(
  db: Reader,
  draft: DraftKey,
  from: number,
  to = Number.MAX_SAFE_INTEGER,
): Promise<readonly DraftEntry[]> {
  const rows = await db('draft_entry')
    .where(logOf(draft))
    .whereBetween('version', [from, Math.min(to, 2 ** 31 - 1)])
    .orderBy('version')
    .select<EntryRow[]>(...columns)
  return rows.map(toEntry)
}

/** In one statement all that a save has to look at: entries after `baseVersion`, and its own client's entries from `seq − 1`. */
export async function entriesForSave(
  tx: Tx,
  draft: DraftKey,
  save: { readonly baseVersion: number; readonly clientId: string; readonly seq: number },
): Promise<readonly DraftEntry[]> {
  const { baseVersion, clientId, seq } = save
  const after = tx('draft_entry').where(logOf(draft)).where('version', '>', baseVersion)
  const own = tx('draft_entry')
    .where({ ...logOf(draft), client_id: clientId })
    .where('seq', '>=', seq - 1)
    .where('version', '<=', baseVersion)
  // Two ranges of two indexes; joined by «or» they would become a walk through the whole log.
  const rows: EntryRow[] = await after.select<EntryRow[]>(...columns).unionAll(own.select(...columns))
  return rows.map(toEntry).sort((one, other) => one.version - other.version)
}

/** Number of the last save of a client; 0 when there is none. */
export async function lastSeq(tx: Tx, draft: DraftKey, clientId: string): Promise<number> {
  const row = await tx('draft_entry')
    .where({ ...logOf(draft), client_id: clientId })
    .first<{ last: number | null }>(tx.raw('max(seq) as last'))
  return row.last ?? 0
}

export async function appendEntry(tx: Tx, draft: DraftKey, entry: Omit<DraftEntry, 'ops'>): Promise<void> {
  await tx('draft_entry').insert({
    ...logOf(draft),
    version: entry.version,
    client_id: entry.clientId,
    seq: entry.seq,
    ops: entry.opsText,
    at: entry.at,
    by: entry.by,
  })
}

export interface Snapshot {
  readonly version: number
  readonly data: FormData
}

/** The latest snapshot, not newer than `atMost`; version 0 and nothing in it when there is none. */
export async function findSnapshot(db: Reader, assignment: AssignmentId, atMost = Number.MAX_SAFE_INTEGER): Promise<Snapshot> {
  const row = await db('draft_snapshot')
    .where({ assignment_id: assignment })
    .first<{ version: number; data: string } | undefined>('version', 'data')
  return row && row.version <= atMost
    ? { version: row.version, data: JSON.parse(row.data) as FormData }
    : { version: 0, data: {} }
}

export async function putSnapshot(tx: Tx, assignment: AssignmentId, snapshot: Snapshot): Promise<void> {
  await tx('draft_snapshot')
    .insert({ assignment_id: assignment, version: snapshot.version, data: JSON.stringify(snapshot.data) })
    .onConflict('assignment_id')
    .merge()
}
