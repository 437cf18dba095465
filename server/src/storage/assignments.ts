import type { Knex } from 'knex'
import type { Interval, Status } from '../policies/collection.ts'
import type { Scope } from '../policies/scope.ts'
import type { Database, Reader, Tx } from './database.ts'
import { effectiveEnd } from './effective-end.ts'
import { rowset } from './rowset.ts'
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
  /** The draft after the last change that was not made by those who watch. */
  readonly ownVersion: number
  /** When those who watch filled their part last, and who. */
  readonly part: { readonly at: number; readonly by: string } | null
  readonly startedAt: number | null
  readonly changedAt: number | null
  readonly changedBy: string | null
  readonly submittedAt: number | null
  readonly submittedBy: string | null
  /** Draft version of the latest submission. */
  readonly submittedVersion: number | null
  /** The stored form that the data of its draft follow. */
  readonly formVersionId: string
  /** It has time until then, however early its collection ends, and why; null: as everybody. */
  readonly extension: { readonly closesAt: number; readonly reason: string } | null
}

/** Besides what is shown: an organisation was closed before it submitted, and is counted no more. Its draft is kept. */
type StoredStatus = Status | 'withdrawn'

/** How far a part has come, withdrawn or not. */
const reached = (status: StoredStatus, startedAt: number | null): Status =>
  status !== 'withdrawn' ? status : startedAt === null ? 'notStarted' : 'inProgress'

/** A row of {@link partColumns}. */
export interface AssignmentRow {
  id: AssignmentId
  collection_id: string
  organisation_id: string
  path: string
  login: string
  name: string
  status: StoredStatus
  version: number
  own_version: number
  part_at: number | null
  part_by: string | null
  started_at: number | null
  changed_at: number | null
  changed_by: string | null
  submitted_at: number | null
  submitted_by: string | null
  submitted_version: number | null
  own_form: string
  closes_at: number | null
  closes_reason: string | null
}

export const toAssignment = (row: AssignmentRow): Assignment => ({
  id: row.id,
  collectionId: row.collection_id,
  organisation: { id: row.organisation_id, login: row.login, name: row.name },
  path: row.path,
  status: reached(row.status, row.started_at),
  version: row.version,
  ownVersion: row.own_version,
  part: row.part_at === null ? null : { at: row.part_at, by: row.part_by ?? '' },
  startedAt: row.started_at,
  changedAt: row.changed_at,
  changedBy: row.changed_by,
  submittedAt: row.submitted_at,
  submittedBy: row.submitted_by,
  submittedVersion: row.submitted_version,
  formVersionId: row.own_form,
  extension: row.closes_at === null ? null : { closesAt: row.closes_at, reason: row.closes_reason ?? '' },
})

/** Parts of the organisations of a scope in one collection, with their organisations. */
export function partsWithin(scope: Scope, db: Reader, collectionId: string) {
  return withForm(db)
    .join('organisation', 'organisation.id', 'assignment.organisation_id')
    .where('assignment.collection_id', collectionId)
    .modify(withinSubtree(scope, 'assignment.path'))
}

/** A draft follows the form of its collection, unless the collection has got another one since. */
function withForm(db: Reader): Knex.QueryBuilder {
  return db('assignment').join('collection', 'collection.id', 'assignment.collection_id')
}

const ownForm = 'coalesce(assignment.form_version_id, collection.form_version_id) as own_form'

export const partColumns = (db: Reader) => ['assignment.*', 'organisation.login', 'organisation.name', db.raw(ownForm)]

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
  const [row] = await partsWithin(scope, db, collectionId)
    .where('assignment.organisation_id', organisationId)
    .select<AssignmentRow[]>(...partColumns(db))
  return row ? toAssignment(row) : null
}

/** The parts of the scope's own organisation in several collections at once, by collection id. */
export async function ownAssignments(
  scope: Scope,
  db: Reader,
  collectionIds: readonly string[],
): Promise<ReadonlyMap<string, Assignment>> {
  const rows = await withForm(db)
    .join('organisation', 'organisation.id', 'assignment.organisation_id')
    .whereIn('assignment.collection_id', [...collectionIds])
    .where('assignment.organisation_id', scope.ownOrganisation)
    .select<AssignmentRow[]>(...partColumns(db))
  return new Map(rows.map((row) => [row.collection_id, toAssignment(row)]))
}

/** The head of a draft as it must be known while writing. */
export interface Head extends DraftKey {
  /** Place of the organisation in the tree. */
  readonly path: string
  readonly status: Status
  readonly version: number
  /** The stored form that its data follow. */
  readonly formVersionId: string
  readonly collection: Interval & { readonly formVersionId: string }
}

interface HeadRow {
  id: AssignmentId
  collection_id: string
  path: string
  status: StoredStatus
  version: number
  started_at: number | null
  opens_at: number
  closes_at: number
  form_version_id: string
  own_form: string
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
  const row = await query.first<HeadRow | undefined>(...headColumns(tx))
  return row ? toHead(row) : null
}

const headColumns = (tx: Tx) => [
  'assignment.id',
  'assignment.collection_id',
  'assignment.path',
  'assignment.status',
  'assignment.version',
  'assignment.started_at',
  'collection.opens_at',
  tx.raw(`${effectiveEnd('assignment')} as closes_at`),
  'collection.form_version_id',
  tx.raw(ownForm),
]

function toHead(row: HeadRow): Head {
  const collection = { opensAt: row.opens_at, closesAt: row.closes_at, formVersionId: row.form_version_id }
  return {
    id: row.id,
    collectionId: row.collection_id,
    path: row.path,
    status: reached(row.status, row.started_at),
    version: row.version,
    formVersionId: row.own_form,
    collection,
  }
}

/** From the next entry on a draft follows the form of its collection. */
const followsCollection = { form_version_id: null }

/**
 * Takes hold of several drafts at once, by `collection/organisation`. What there is none of is left out. Whether a draft is within
 * the scope of who asks tells its {@link Head.path}.
 */
export async function lockDrafts(
  tx: Tx,
  dialect: Database['dialect'],
  wanted: readonly { readonly collectionId: string; readonly organisation: string }[],
): Promise<ReadonlyMap<string, Head>> {
  const columns = [
    ['collection_id', 'text'],
    ['organisation_id', 'text'],
  ] as const
  const rows = wanted.map(({ collectionId, organisation }) => [collectionId, organisation])
  const found = await tx
    .from(rowset(tx, dialect, 'wanted', columns, rows))
    .join('assignment', (join) =>
      join.on('assignment.collection_id', 'wanted.collection_id').andOn('assignment.organisation_id', 'wanted.organisation_id'),
    )
    .join('collection', 'collection.id', 'assignment.collection_id')
    // In one order everywhere: two nodes never wait for each other.
    .orderBy('assignment.id')
    .modify((query) => (dialect === 'postgres' ? void query.forUpdate('assignment') : undefined))
    .select<(HeadRow & { organisation_id: string })[]>('assignment.organisation_id', ...headColumns(tx))
  return new Map(found.map((row) => [`${row.collection_id}/${row.organisation_id}`, toHead(row)]))
}

/** The last save of each of several drafts. */
export interface SavedHead {
  readonly head: Head
  /** Version of the draft after it; {@link Head.version} may be another's, later one. */
  readonly version: number
  readonly at: number
  readonly by: string
}

/** Writes heads after saves; the first one starts the work. */
export async function recordSaves(tx: Tx, dialect: Database['dialect'], saves: readonly SavedHead[]): Promise<void> {
  const columns = [
    ['id', 'text'],
    ['version', 'integer'],
    ['own', 'integer'],
    ['at', 'bigint'],
    ['login', 'text'],
  ] as const
  const rows = saves.map(({ head, version, at, by }) => [head.id, head.version, version, at, by])
  const saved = rowset(tx, dialect, 'saved', columns, rows)
  await tx.raw(
    `update assignment set version = saved.version, own_version = saved.own, changed_at = saved.at, changed_by = saved.login, form_version_id = null
    from ? where assignment.id = saved.id`,
    [saved],
  )
  // Apart: the status stands in an index, which is written anew for whoever names the column.
  if (saves.some(({ head }) => head.status === 'notStarted'))
    await tx.raw(
      `update assignment set status = 'inProgress', started_at = saved.at
      from ? where assignment.id = saved.id and status = 'notStarted'`,
      [saved],
    )
}

/** Writes the head after a save of those who watch: the organisation has done nothing. */
export async function recordPart(tx: Tx, { head, at, by }: SavedHead): Promise<void> {
  await tx('assignment')
    .where({ id: head.id })
    .update({ version: head.version, part_at: at, part_by: by, ...followsCollection })
}

/** Writes the head after an entry of the server's own: nobody has worked, so nothing else changes. */
export async function recordRefresh(tx: Tx, head: Head, version: number): Promise<void> {
  await tx('assignment').where({ id: head.id }).update({ version, own_version: version })
}

/** Writes the head after a renewal: nobody has worked, and the draft follows the form of its collection again. */
export async function recordRenewal(tx: Tx, head: Head, version: number): Promise<void> {
  await tx('assignment')
    .where({ id: head.id })
    .update({ version, ...followsCollection })
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
    .select<{ status: StoredStatus; total: number }[]>('status', db.raw('count(*) as total'))
  const counts = { notStarted: 0, inProgress: 0, submitted: 0 }
  for (const { status, total } of rows) if (status !== 'withdrawn') counts[status] = total
  return counts
}

/** How many organisations of the scope are at work at `now` though their collection has ended. */
export async function countStillWorking(scope: Scope, db: Reader, collectionId: string, now: number): Promise<number> {
  const row = await db('assignment')
    .where({ collection_id: collectionId, status: 'inProgress' })
    .where('closes_at', '>=', now)
    .modify(withinSubtree(scope, 'path'))
    .first<{ total: number }>(db.raw('count(*) as total'))
  return row.total
}

/** Gives organisations of a collection more time. */
export async function extend(
  _scope: Scope,
  tx: Tx,
  collectionId: string,
  organisationIds: readonly string[],
  extension: { readonly closesAt: number; readonly reason: string },
): Promise<void> {
  for (let from = 0; from < organisationIds.length; from += 500)
    await tx('assignment')
      .where({ collection_id: collectionId })
      .whereIn('organisation_id', organisationIds.slice(from, from + 500))
      .update({ closes_at: extension.closesAt, closes_reason: extension.reason })
}
