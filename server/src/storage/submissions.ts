import type { Problem } from '@tabel/engine'
import type { Scope } from '../policies/scope.ts'
import type { AssignmentId } from './assignments.ts'
import type { Reader, Tx } from './database.ts'
import { newId } from './ids.ts'
import { withinSubtree } from './subtree.ts'

/** `failed`: the checker itself did not come to an answer; the same version may be sent again. */
export type IntentState = 'checking' | 'accepted' | 'refused' | 'failed'

/** Somebody's wish to submit, written down before it is checked. Its time of receipt decides whether it came in time. */
export interface Intent {
  readonly id: string
  readonly assignmentId: AssignmentId
  readonly collectionId: string
  readonly organisationId: string
  /** Version of the draft that is submitted. */
  readonly version: number
  readonly state: IntentState
  /** Milliseconds since 1970. */
  readonly receivedAt: number
  /** Login. */
  readonly receivedBy: string
  readonly problems: readonly Problem[]
  /** Number of the submission within its assignment, when accepted. */
  readonly number: number | null
}

interface IntentRow {
  id: string
  assignment_id: AssignmentId
  collection_id: string
  organisation_id: string
  version: number
  state: IntentState
  received_at: number
  received_by: string
  problems: string | null
  number: number | null
}

const toIntent = (row: IntentRow): Intent => ({
  id: row.id,
  assignmentId: row.assignment_id,
  collectionId: row.collection_id,
  organisationId: row.organisation_id,
  version: row.version,
  state: row.state,
  receivedAt: row.received_at,
  receivedBy: row.received_by,
  problems: row.problems === null ? [] : (JSON.parse(row.problems) as readonly Problem[]),
  number: row.number,
})

function intents(db: Reader) {
  return db('intent')
    .join('assignment', 'assignment.id', 'intent.assignment_id')
    .leftJoin('submission', 'submission.id', 'intent.id')
    .select<IntentRow[]>('intent.*', 'assignment.collection_id', 'assignment.organisation_id', 'submission.number')
}

/** An intent within the scope, or null. */
export async function findIntent(scope: Scope, db: Reader, id: string): Promise<Intent | null> {
  const [row] = await intents(db).where('intent.id', id).modify(withinSubtree(scope, 'assignment.path'))
  return row ? toIntent(row) : null
}

/**
 * The intent for a version that needs no second one: everything but a failed check, and a refusal that is older than the last turn of
 * a switch (`turnedAt`, milliseconds since 1970): the checks are others since.
 */
export async function findStandingIntent(
  db: Reader,
  assignment: AssignmentId,
  version: number,
  turnedAt: number,
): Promise<string | null> {
  const rows = await db('intent')
    .where({ assignment_id: assignment, version })
    .whereNot('state', 'failed')
    .select<Pick<IntentRow, 'id' | 'state' | 'received_at'>[]>('id', 'state', 'received_at')
  return rows.find(({ state, received_at }) => state !== 'refused' || received_at >= turnedAt)?.id ?? null
}

export async function insertIntent(
  tx: Tx,
  intent: { readonly assignment: AssignmentId; readonly version: number; readonly at: number; readonly by: string },
): Promise<string> {
  const id = newId()
  await tx('intent').insert({
    id,
    assignment_id: intent.assignment,
    version: intent.version,
    state: 'checking',
    received_at: intent.at,
    received_by: intent.by,
  })
  return id
}

/** Ends an intent that is still being checked; false when somebody else ended it before. */
export async function endIntent(
  tx: Tx,
  intent: Intent,
  state: Exclude<IntentState, 'checking'>,
  problems: readonly Problem[],
): Promise<boolean> {
  const ended = await tx('intent')
    .where({ id: intent.id, state: 'checking' })
    .update({ state, problems: JSON.stringify(problems) })
  return ended === 1
}

export interface NewSubmission {
  readonly intent: Intent
  /** Canonical JSON (RFC 8785). */
  readonly document: string
  readonly sha256: string
}

/** Writes a submission and gives back its number within its assignment, from 1. The draft must be locked. */
export async function insertSubmission(tx: Tx, { intent, document, sha256 }: NewSubmission): Promise<number> {
  const last = await tx('submission')
    .where({ assignment_id: intent.assignmentId })
    .first<{ last: number | null }>(tx.raw('max(number) as last'))
  const number = (last.last ?? 0) + 1
  await tx('submission').insert({
    id: intent.id,
    assignment_id: intent.assignmentId,
    number,
    draft_version: intent.version,
    document,
    sha256,
    submitted_at: intent.receivedAt,
    submitted_by: intent.receivedBy,
  })
  return number
}

export interface SubmittedDocument {
  /** Id of the organisation. */
  readonly organisation: string
  readonly path: string
  readonly login: string
  readonly name: string
  readonly document: string
}

/** A page of the latest submissions of the scope's organisations, in the order of the tree, from the path after `after`. */
export function listSubmitted(
  scope: Scope,
  db: Reader,
  collectionId: string,
  page: { readonly after: string; readonly size: number },
): Promise<readonly SubmittedDocument[]> {
  return db('assignment')
    .join('organisation', 'organisation.id', 'assignment.organisation_id')
    .join('submission', 'submission.id', 'assignment.submission_id')
    .where('assignment.collection_id', collectionId)
    .modify(withinSubtree(scope, 'assignment.path'))
    .where('assignment.path', '>', page.after)
    .orderBy('assignment.path')
    .limit(page.size)
    .select<SubmittedDocument[]>(
      'assignment.organisation_id as organisation',
      'assignment.path',
      'organisation.login',
      'organisation.name',
      'submission.document',
    )
}

/** A submission that another form may read. */
export interface EarlierSubmission {
  readonly id: string
  /** Version of its form. */
  readonly formVersion: string
}

/**
 * What the scope's own organisation has submitted with a form, the latest first; of each collection the submission that counts.
 * `except` leaves a collection out.
 */
export function ownSubmissions(
  scope: Scope,
  db: Reader,
  form: string,
  except: string | null,
): Promise<readonly EarlierSubmission[]> {
  const query = db('assignment')
    .join('collection', 'collection.id', 'assignment.collection_id')
    .join('form_version', 'form_version.id', 'collection.form_version_id')
    .where({ 'assignment.organisation_id': scope.ownOrganisation, 'form_version.form': form })
    .whereNotNull('assignment.submission_id')
    .orderBy('assignment.submitted_at', 'desc')
    .orderBy('assignment.id')
    .select<EarlierSubmission[]>('assignment.submission_id as id', 'form_version.version as formVersion')
  if (except !== null) void query.whereNot('assignment.collection_id', except)
  return query
}

/** The document of a submission of the scope's own organisation. @throws when there is none. */
export async function ownDocument(scope: Scope, db: Reader, id: string): Promise<string> {
  const row = await db('submission')
    .join('assignment', 'assignment.id', 'submission.assignment_id')
    .where({ 'submission.id': id, 'assignment.organisation_id': scope.ownOrganisation })
    .first<{ document: string } | undefined>('submission.document')
  if (!row) throw new Error(`no submission ${id}`)
  return row.document
}

/** A submission as its receipt tells it. */
export interface OwnSubmission {
  readonly number: number
  /** Canonical JSON. */
  readonly document: string
  readonly sha256: string
  /** Milliseconds since 1970. */
  readonly submittedAt: number
  /** Login. */
  readonly submittedBy: string
  /** Title of the collection. */
  readonly collection: string
}

/** The latest submission of the scope's own organisation in a collection, or null. */
export async function findOwnSubmission(scope: Scope, db: Reader, collectionId: string): Promise<OwnSubmission | null> {
  const row = await db('assignment')
    .join('collection', 'collection.id', 'assignment.collection_id')
    .join('submission', 'submission.id', 'assignment.submission_id')
    .where({ 'assignment.collection_id': collectionId, 'assignment.organisation_id': scope.ownOrganisation })
    .first<OwnSubmission | undefined>(
      'submission.number',
      'submission.document',
      'submission.sha256',
      'submission.submitted_at as submittedAt',
      'submission.submitted_by as submittedBy',
      'collection.title as collection',
    )
  return row ?? null
}
