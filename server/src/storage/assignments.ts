import type { Knex } from 'knex'
import type { Interval, Status } from '../policies/collection.ts'
import type { Scope } from '../policies/scope.ts'
import type { Database, Reader, Tx } from './database.ts'
import { searchable } from './organisations.ts'
import { withinSubtree } from './subtree.ts'

declare const scoped: unique symbol

/** Id of an assignment that a scope was asked for: only functions of this file make one. What belongs to a draft asks for it. */
export type AssignmentId = string & { readonly [scoped]: true }

/** Where the log of a draft is. */
export interface DraftKey {
  readonly id: AssignmentId
  readonly collectionId: string
}

/** One organisation's part in a collection. Times are milliseconds since 1970. */
export interface Assignment extends DraftKey {
  readonly organisation: { readonly id: string; readonly login: string; readonly name: string }
  /** Place of the organisation in the tree. */
  readonly path: string
  readonly status: Status
  /** Version of the draft: how many saves it is made of. */
  readonly version: number
  readonly startedAt: number | null
  readonly changedAt: number | null
  readonly changedBy: string | null
  readonly submittedAt: number | null
  readonly submittedBy: string | null
  /** Draft version of the latest submission. */
  readonly submittedVersion: number | null
}

interface AssignmentRow {
  id: AssignmentId
  collection_id: string
  organisation_id: string
  path: string
  login: string
  name: string
  status: Status
  version: number
  started_at: number | null
  changed_at: number | null
  changed_by: string | null
  submitted_at: number | null
  submitted_by: string | null
  submitted_version: number | null
}

const toAssignment = (row: AssignmentRow): Assignment => ({
  id: row.id,
  collectionId: row.collection_id,
  organisation: { id: row.organisation_id, login: row.login, name: row.name },
  path: row.path,
  status: row.status,
  version: row.version,
  startedAt: row.started_at,
  changedAt: row.changed_at,
  changedBy: row.changed_by,
  submittedAt: row.submitted_at,
  submittedBy: row.submitted_by,
  submittedVersion: row.submitted_version,
})

function within(scope: Scope, db: Reader, collectionId: string) {
  return db('assignment')
    .join('organisation', 'organisation.id', 'assignment.organisation_id')
    .where('assignment.collection_id', collectionId)
    .modify(withinSubtree(scope, 'assignment.path'))
}

const columns = ['assignment.*', 'organisation.login', 'organisation.name']

/** The part of the scope's own organisation, or null. */
export async function findOwnAssignment(scope: Scope, db: Reader, collectionId: string): Promise<Assignment | null> {
  return findAssignment(scope, db, collectionId, scope.ownOrganisation)
}

/** The part of one organisation within the scope, or null. */
export async function findAssignment(
  scope: Scope,
  db: Reader,
  collectionId: string,
  organisationId: string,
): Promise<Assignment | null> {
  const [row] = await within(scope, db, collectionId)
    .where('assignment.organisation_id', organisationId)
    .select<AssignmentRow[]>(...columns)
  return row ? toAssignment(row) : null
}

/** The parts of the scope's own organisation in several collections at once, by collection id. */
export async function ownAssignments(
  scope: Scope,
  db: Reader,
  collectionIds: readonly string[],
): Promise<ReadonlyMap<string, Assignment>> {
  const rows = await db('assignment')
    .join('organisation', 'organisation.id', 'assignment.organisation_id')
    .whereIn('assignment.collection_id', [...collectionIds])
    .where('assignment.organisation_id', scope.ownOrganisation)
    .select<AssignmentRow[]>(...columns)
  return new Map(rows.map((row) => [row.collection_id, toAssignment(row)]))
}

/** The head of a draft as it must be known while writing. */
export interface Head extends DraftKey {
  readonly status: Status
  readonly version: number
  readonly collection: Interval & { readonly formVersionId: string }
}

interface HeadRow {
  id: AssignmentId
  collection_id: string
  status: Status
  version: number
  opens_at: number
  closes_at: number
  form_version_id: string
}

/** Takes hold of the scope's own draft until the end of the transaction, so that its versions have no gap and no fork. */
export function lockOwnDraft(scope: Scope, tx: Tx, dialect: Database['dialect'], collectionId: string): Promise<Head | null> {
  return lock(tx, dialect, {
    'assignment.collection_id': collectionId,
    'assignment.organisation_id': scope.ownOrganisation,
  })
}

/** The same for an assignment that was found before. */
export function lockDraft(tx: Tx, dialect: Database['dialect'], id: AssignmentId): Promise<Head | null> {
  return lock(tx, dialect, { 'assignment.id': id })
}

async function lock(tx: Tx, dialect: Database['dialect'], which: Readonly<Record<string, string>>): Promise<Head | null> {
  const query = tx('assignment').join('collection', 'collection.id', 'assignment.collection_id').where(which)
  // On SQLite the transaction itself is the lock.
  if (dialect === 'postgres') void query.forUpdate('assignment')
  const row = await query.first<HeadRow | undefined>(
    'assignment.id',
    'assignment.collection_id',
    'assignment.status',
    'assignment.version',
    'collection.opens_at',
    'collection.closes_at',
    'collection.form_version_id',
  )
  if (!row) return null
  const collection = { opensAt: row.opens_at, closesAt: row.closes_at, formVersionId: row.form_version_id }
  return { id: row.id, collectionId: row.collection_id, status: row.status, version: row.version, collection }
}

/** Writes the head after a save; the first one starts the work. */
export async function recordSave(tx: Tx, head: Head, save: { version: number; at: number; by: string }): Promise<void> {
  const started = head.status === 'notStarted' ? { status: 'inProgress', started_at: save.at } : {}
  await tx('assignment')
    .where({ id: head.id })
    .update({ version: save.version, changed_at: save.at, changed_by: save.by, ...started })
}

/** Writes the head after an entry of the server's own: nobody has worked, so nothing else changes. */
export async function recordRefresh(tx: Tx, head: Head, version: number): Promise<void> {
  await tx('assignment').where({ id: head.id }).update({ version })
}

/** Notes an accepted submission; one of an older version, judged late, does not hide a newer one. */
export async function recordSubmission(
  tx: Tx,
  head: Head,
  submission: { readonly id: string; readonly version: number; readonly at: number; readonly by: string },
): Promise<void> {
  const notNewer = (query: Knex.QueryBuilder): void => {
    void query.whereNull('submitted_version').orWhere('submitted_version', '<=', submission.version)
  }
  await tx('assignment').where({ id: head.id }).where(notNewer).update({
    status: 'submitted',
    submitted_at: submission.at,
    submitted_by: submission.by,
    submitted_version: submission.version,
    submission_id: submission.id,
  })
}

/** How many organisations of the scope stand where. Reads one index. */
export async function countByStatus(scope: Scope, db: Reader, collectionId: string): Promise<Readonly<Record<Status, number>>> {
  const rows = await db('assignment')
    .where({ collection_id: collectionId })
    .modify(withinSubtree(scope, 'path'))
    .groupBy('status')
    .select<{ status: Status; total: number }[]>('status', db.raw('count(*) as total'))
  const counts = { notStarted: 0, inProgress: 0, submitted: 0 }
  for (const row of rows) counts[row.status] = row.total
  return counts
}

export interface ParticipantFilter {
  /** Stored statuses to keep; all when absent. */
  readonly statuses?: readonly Status[]
  /** Part of a login or a name, in any case. */
  readonly text?: string
}

function filtered(scope: Scope, db: Reader, collectionId: string, filter: ParticipantFilter) {
  const query = within(scope, db, collectionId)
  if (filter.statuses) void query.whereIn('assignment.status', [...filter.statuses])
  if (filter.text) {
    const pattern = searchable(filter.text).replace(/[\\%_]/g, '\\$&')
    void query.whereRaw(`organisation.search like ? escape '\\'`, [`%${pattern}%`])
  }
  return query
}

/** One page in the order of the tree, from the path after `after`: the index of paths gives it without sorting. */
export async function listParticipants(
  scope: Scope,
  db: Reader,
  collectionId: string,
  filter: ParticipantFilter,
  page: { readonly after: string; readonly size: number },
): Promise<readonly Assignment[]> {
  const rows = await filtered(scope, db, collectionId, filter)
    .where('assignment.path', '>', page.after)
    .orderBy('assignment.path')
    .limit(page.size)
    .select<AssignmentRow[]>(...columns)
  return rows.map(toAssignment)
}

export async function countParticipants(
  scope: Scope,
  db: Reader,
  collectionId: string,
  filter: ParticipantFilter,
): Promise<number> {
  const row = await filtered(scope, db, collectionId, filter).first<{ total: number }>(db.raw('count(*) as total'))
  return row.total
}
