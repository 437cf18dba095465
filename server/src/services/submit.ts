import type { Problem } from '@tabel/engine'
import { iso } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { isOpen } from '../policies/collection.ts'
import type { Scope } from '../policies/scope.ts'
import { problems } from '../problems.ts'
import type { RequestProblem } from '../problems.ts'
import { findOwnAssignment, lockOwnDraft } from '../storage/assignments.ts'
import type { AssignmentId } from '../storage/assignments.ts'
import { lastTurn } from '../storage/check-switches.ts'
import type { Database, Reader, Tx } from '../storage/database.ts'
import { insertJob } from '../storage/jobs.ts'
import { findIntent, findStandingIntent, insertIntent } from '../storage/submissions.ts'
import type { Intent } from '../storage/submissions.ts'
import type { Drafts } from './drafts/drafts.ts'
import type { DraftRefresher } from './drafts/refresh-draft.ts'

/** Kind of the jobs that judge. */
export const judgeKind = 'judge'

export interface SubmissionView {
  readonly id: string
  readonly state: 'checking' | 'accepted' | 'refused'
  /** Draft version. */
  readonly version: number
  /** Number of the submission within its collection and organisation, from 1. */
  readonly number: number | null
  /** ISO time: when the wish to submit was received. */
  readonly submittedAt: string | null
  readonly problems: readonly Problem[]
}

/** Takes in the wish to submit a draft. The judgement itself is a job: see judge-submission.ts. */
export class Submissions {
  readonly #database: Database
  readonly #drafts: Drafts
  readonly #refresher: DraftRefresher
  readonly #now: Clock
  readonly #wake: () => void

  /** @param wake called when there is something to judge. */
  constructor(database: Database, drafts: Drafts, refresher: DraftRefresher, now: Clock, wake: () => void) {
    this.#database = database
    this.#drafts = drafts
    this.#refresher = refresher
    this.#now = now
    this.#wake = wake
  }

  /**
   * Records the wish to submit the scope's own draft at a version; the moment of receipt decides whether it came in time. For a
   * version that is being checked, was accepted or was refused before, it is the same submission.
   *
   * @returns its id.
   * @throws the problem `sources-changed` when a source says something else than when it was read last: the draft has the new
   *   values then, and nothing is submitted.
   */
  async submit(scope: Scope, collectionId: string, version: number): Promise<string> {
    const at = this.#now()
    await this.#checkSources(scope, collectionId, version)
    const outcome = await this.#database.write((tx) => this.#record(tx, scope, collectionId, version, at))
    if (typeof outcome !== 'string') throw outcome
    this.#wake()
    return outcome
  }

  /** What was submitted before needs no fresh sources, and what is not the latest version is refused anyway. */
  async #checkSources(scope: Scope, collectionId: string, version: number): Promise<void> {
    const assignment = await findOwnAssignment(scope, this.#database.read, collectionId)
    if (assignment === null || assignment.version !== version) return
    if ((await this.#standing(this.#database.read, collectionId, assignment.id, version)) !== null) return
    const renewal = await this.#refresher.refresh(scope, collectionId, 'save')
    if (renewal.changed) throw problems.sourcesChanged({ renewal })
  }

  async #record(tx: Tx, scope: Scope, collectionId: string, version: number, at: number): Promise<string | RequestProblem> {
    const held = await lockOwnDraft(scope, tx, this.#database.dialect, collectionId)
    if (held === null) return problems.notFound({})
    if (held.version !== version) return problems.versionMismatch({ version: held.version })
    const standing = await this.#standing(tx, collectionId, held.id, version)
    if (standing !== null) return standing
    if (!isOpen(held.collection, at)) return problems.closed({})
    const by = scope.person.login
    const { head } = await this.#drafts.renew(tx, held, { at, by })
    const id = await insertIntent(tx, { assignment: head.id, version: head.version, at, by })
    await insertJob(tx, judgeKind, id, at)
    return id
  }

  async #standing(db: Reader, collectionId: string, assignment: AssignmentId, version: number): Promise<string | null> {
    return findStandingIntent(db, assignment, version, await lastTurn(db, collectionId))
  }

  /** How far a submission of one's own organisation is. */
  async view(scope: Scope, id: string): Promise<SubmissionView> {
    const intent = await findIntent(scope, this.#database.read, id)
    if (intent === null || intent.organisationId !== scope.ownOrganisation) throw problems.notFound({})
    return toView(intent)
  }
}

function toView(intent: Intent): SubmissionView {
  return {
    id: intent.id,
    state: intent.state === 'failed' ? 'refused' : intent.state,
    version: intent.version,
    number: intent.number,
    submittedAt: intent.state === 'accepted' ? iso(intent.receivedAt) : null,
    problems: intent.problems,
  }
}
