import type { FormData, Op } from '@tabel/engine'
import type { AssignmentId, DraftKey } from './assignments.ts'
import type { Database, Reader, Tx } from './database.ts'
import { rowsOf, rowset } from './rowset.ts'

/** The entries that the server itself writes into the log of a draft come under this name; no page has it. */
export const serverClient = 'server'

/** The entries that a filled workbook makes come under this and the id of the upload. */
export const uploadClients = 'xlsx:'

/** From which version of the form to which a draft was taken over. */
export interface FormRenewal {
  readonly from: FormVersionRef
  readonly to: FormVersionRef
}

export interface FormVersionRef {
  /** Id of the stored form file. */
  readonly id: string
  readonly version: string
}

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
  /** Version of the form in whose names the ops are. */
  readonly formVersion: string
  /** Set where the server took the draft over to another version of the form; there are no ops then. */
  readonly renewal: FormRenewal | null
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
  form_version: string
  at: number
  by: string
}

/** An entry whose ops are read when somebody asks for them: of most only the numbers are looked at. */
class StoredEntry implements DraftEntry {
  readonly version: number
  readonly clientId: string
  readonly seq: number
  readonly opsText: string
  readonly formVersion: string
  readonly at: number
  readonly by: string
  #read: Pick<DraftEntry, 'ops' | 'renewal'> | null = null

  constructor(row: EntryRow) {
    this.version = row.version
    this.clientId = row.client_id
    this.seq = row.seq
    this.opsText = row.ops
    this.formVersion = row.form_version
    this.at = row.at
    this.by = row.by
  }

  get ops(): readonly Op[] {
    return this.#parsed.ops
  }

  get renewal(): FormRenewal | null {
    return this.#parsed.renewal
  }

  get #parsed(): Pick<DraftEntry, 'ops' | 'renewal'> {
    return (this.#read ??= read(this.opsText))
  }
}

const toEntry = (row: EntryRow): DraftEntry => new StoredEntry(row)

function read(text: string): Pick<DraftEntry, 'ops' | 'renewal'> {
  const ops = JSON.parse(text) as readonly (Op | { readonly migrate: FormRenewal })[]
  const [renewal] = ops.flatMap((op) => ('migrate' in op ? [op.migrate] : []))
  return { ops: ops.flatMap((op) => ('migrate' in op ? [] : [op])), renewal: renewal ?? null }
}

/** How a renewal stands in the log: as the design's server-written op `{migrate}`. */
const renewalText = (renewal: FormRenewal): string => JSON.stringify([{ migrate: renewal }])

/** Without the collection PostgreSQL would look into the logs of all collections. */
const logOf = (draft: DraftKey) => ({ collection_id: draft.collectionId, assignment_id: draft.id })

const columns = ['version', 'client_id', 'seq', 'ops', 'form_version', 'at', 'by'] as const

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

/** What a save has to look at: entries after `baseVersion`, and its own client's entries from `seq − 1`. */
export interface SavePlace {
  readonly draft: DraftKey
  readonly baseVersion: number
  readonly clientId: string
  readonly seq: number
}

/** In one statement all that several saves have to look at, by draft and in order. */
export async function entriesForSaves(
  tx: Tx,
  dialect: Database['dialect'],
  saves: readonly SavePlace[],
): Promise<ReadonlyMap<AssignmentId, readonly DraftEntry[]>> {
  const rowColumns = [
    ['collection_id', 'text'],
    ['assignment_id', 'text'],
    ['base_version', 'integer'],
    ['client_id', 'text'],
    ['seq', 'integer'],
  ] as const
  const places = rowset(
    tx,
    dialect,
    'place',
    rowColumns,
    saves.map(({ draft, ...save }) => [draft.collectionId, draft.id, save.baseVersion, save.clientId, save.seq]),
  )
  const names = ['assignment_id', ...columns].map((name) => `draft_entry.${name}`).join(', ')
  // Named outright, other collections are left alone: through the join PostgreSQL would take hold of the logs of all of them.
  const collections = [...new Set(saves.map(({ draft }) => draft.collectionId))]
  const [near, named] =
    dialect === 'postgres' ? ['draft_entry.collection_id = any(?::text[]) and', [collections as never]] : ['', []]
  // Two ranges of two indexes; joined by «or» they would become a walk through the whole log.
  const query = tx.raw(
    `select ${names} from ? join draft_entry on ${near} draft_entry.collection_id = place.collection_id
      and draft_entry.assignment_id = place.assignment_id and draft_entry.version > place.base_version
    union all
    select ${names} from ? join draft_entry on ${near} draft_entry.collection_id = place.collection_id
      and draft_entry.assignment_id = place.assignment_id and draft_entry.client_id = place.client_id and draft_entry.seq >= place.seq - 1
      and draft_entry.version <= place.base_version`,
    [places, ...named, places, ...named],
  )
  const rows = await rowsOf<EntryRow & { assignment_id: AssignmentId }>(query)
  const found = new Map<AssignmentId, Map<number, DraftEntry>>()
  for (const row of rows) {
    const entries = found.get(row.assignment_id) ?? new Map<number, DraftEntry>()
    found.set(row.assignment_id, entries.set(row.version, toEntry(row)))
  }
  const inOrder = (entries: Map<number, DraftEntry>) => [...entries.values()].sort((one, other) => one.version - other.version)
  return new Map([...found].map(([id, entries]) => [id, inOrder(entries)]))
}

/** Number of the last save of a client; 0 when there is none. */
export async function lastSeq(tx: Tx, draft: DraftKey, clientId: string): Promise<number> {
  const row = await tx('draft_entry')
    .where({ ...logOf(draft), client_id: clientId })
    .first<{ last: number | null }>(tx.raw('max(seq) as last'))
  return row.last ?? 0
}

export async function appendEntry(tx: Tx, draft: DraftKey, entry: Omit<DraftEntry, 'ops' | 'renewal'>): Promise<void> {
  await tx('draft_entry').insert({
    ...logOf(draft),
    version: entry.version,
    client_id: entry.clientId,
    seq: entry.seq,
    ops: entry.opsText,
    form_version: entry.formVersion,
    at: entry.at,
    by: entry.by,
  })
}

/** Adds entries to the logs of several drafts. */
export async function appendEntries(
  tx: Tx,
  dialect: Database['dialect'],
  entries: readonly (Omit<DraftEntry, 'ops' | 'renewal'> & { readonly draft: DraftKey })[],
): Promise<void> {
  const rowColumns = [
    ['collection_id', 'text'],
    ['assignment_id', 'text'],
    ['version', 'integer'],
    ['client_id', 'text'],
    ['seq', 'integer'],
    ['ops', 'text'],
    ['form_version', 'text'],
    ['at', 'bigint'],
    ['login', 'text'],
  ] as const
  const rows = entries.map((entry) => [
    entry.draft.collectionId,
    entry.draft.id,
    entry.version,
    entry.clientId,
    entry.seq,
    entry.opsText,
    entry.formVersion,
    entry.at,
    entry.by,
  ])
  await tx.raw(
    `insert into draft_entry (collection_id, assignment_id, version, client_id, seq, ops, form_version, at, "by")
    select collection_id, assignment_id, version, client_id, seq, ops, form_version, at, login from ?`,
    [rowset(tx, dialect, 'entry', rowColumns, rows)],
  )
}

/** Notes that a draft was taken over to another version of the form. */
export function appendRenewal(
  tx: Tx,
  draft: DraftKey,
  renewal: FormRenewal,
  entry: Pick<DraftEntry, 'version' | 'clientId' | 'at' | 'by'>,
): Promise<void> {
  const opsText = renewalText(renewal)
  return appendEntry(tx, draft, { ...entry, seq: entry.version, opsText, formVersion: renewal.to.version })
}

/** The renewals of a draft after one of its versions, oldest first. */
export async function listRenewals(db: Reader, draft: DraftKey, after: number): Promise<readonly DraftEntry[]> {
  const rows = await db('draft_entry')
    .where({ ...logOf(draft), client_id: serverClient })
    .where('version', '>', after)
    .whereLike('ops', '[{"migrate":%')
    .orderBy('version')
    .select<EntryRow[]>(...columns)
  return rows.map(toEntry)
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
