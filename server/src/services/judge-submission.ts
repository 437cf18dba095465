import { explanationsIn, forRole, isUnexplained, sourcesIn, sourcesRead, submittedData } from '@tabel/engine'
import type { Explanation, FormData, Problem } from '@tabel/engine'
import { iso } from '../clock.ts'
import type { Clock } from '../clock.ts'
import type { CountJudged } from '../metrics/metrics.ts'
import type { JobHandler } from '../jobs/job-runner.ts'
import type { CheckPool } from '../jobs/check-pool.ts'
import { systemScope } from '../policies/scope.ts'
import { findAssignment, lockDraft, recordSubmission } from '../storage/assignments.ts'
import { recordAudit } from '../storage/audit.ts'
import { inForce, listSwitches, recordStopped } from '../storage/check-switches.ts'
import type { CheckSwitch } from '../storage/check-switches.ts'
import { findCollection } from '../storage/collections.ts'
import type { Database } from '../storage/database.ts'
import { findZone } from '../storage/organisations.ts'
import { endIntent, findIntent, insertSubmission } from '../storage/submissions.ts'
import type { Intent } from '../storage/submissions.ts'
import { alarm } from './checks/alarm.ts'
import { canonicalJson, sha256 } from './canonical-json.ts'
import { todayFor } from './today.ts'
import type { Drafts } from './drafts/drafts.ts'
import { engineVersion } from './engine-version.ts'
import type { Announce } from './events/announcement.ts'
import type { Forms } from './forms.ts'

const scope = systemScope('judging a submission')

/**
 * Decides on submissions: the server's own copy of the draft at the submitted version, judged by the same engine as in the
 * browser. What the browser claims counts for nothing.
 */
export class SubmissionJudge implements JobHandler {
  readonly atOnce = 2
  readonly mostAttempts = 3
  readonly #database: Database
  readonly #forms: Forms
  readonly #drafts: Drafts
  readonly #pool: CheckPool
  readonly #now: Clock
  readonly #announce: Announce
  readonly #count: CountJudged

  constructor(
    database: Database,
    forms: Forms,
    drafts: Drafts,
    pool: CheckPool,
    now: Clock,
    announce: Announce,
    count: CountJudged,
  ) {
    this.#database = database
    this.#forms = forms
    this.#drafts = drafts
    this.#pool = pool
    this.#now = now
    this.#announce = announce
    this.#count = count
  }

  async run(intentId: string): Promise<void> {
    const db = this.#database.read
    const intent = await findIntent(scope, db, intentId)
    if (intent === null || intent.state !== 'checking') return
    const collection = await findCollection(scope, db, intent.collectionId)
    const assignment = await findAssignment(scope, db, intent.collectionId, intent.organisationId)
    if (collection === null || assignment === null) throw new Error('an intent without its assignment')
    // What was received is judged as it was then, whatever form the collection has got since.
    const { form: whole, formId, data } = await this.#drafts.at(db, assignment, intent.version)
    // What others fill is theirs to answer for; a sheet that opens with the first submission is still closed.
    const form = forRole(whole, 'organisation', assignment.status)
    const { sha256: formSha256 } = await this.#forms.get(db, formId)
    const today = todayFor(form, await findZone(scope, db, intent.organisationId), intent.receivedAt)
    const turned = await listSwitches(db, intent.collectionId, intent.receivedAt)
    const switches = inForce(turned)
    const verdict = await this.#pool.judge(intent.collectionId, { form, data, options: { today, switches } })

    const errors = verdict.problems.filter((problem) => problem.severity === 'error' || isUnexplained(problem))
    if (errors.length > 0) {
      await this.#refuse(intent, collection.title, errors)
      this.#count('refused')
      this.#tell(intent, assignment.path, 'refused')
      return
    }
    const document = canonicalJson({
      collection: intent.collectionId,
      form: form.form,
      formVersion: form.version,
      formSha256,
      engineVersion,
      today,
      organisation: assignment.organisation,
      submittedAt: iso(intent.receivedAt),
      submittedBy: intent.receivedBy,
      draftVersion: intent.version,
      warnings: verdict.problems.map((problem) => problem.id),
      ...explanationsOf(verdict.problems, data),
      ...waivedBy(turned),
      ...(sourcesRead(form).length > 0 && { sources: sourcesIn(data) }),
      data: submittedData(form, data, verdict),
    })
    await this.#accept(intent, document)
    this.#count('accepted')
    this.#tell(intent, assignment.path, 'accepted')
  }

  async giveUp(intentId: string): Promise<void> {
    const intent = await findIntent(scope, this.#database.read, intentId)
    if (intent === null) return
    await this.#database.write((tx) => endIntent(tx, intent, 'failed', [unchecked]))
    this.#count('failed')
    const assignment = await findAssignment(scope, this.#database.read, intent.collectionId, intent.organisationId)
    this.#tell(intent, assignment?.path ?? '/', 'refused')
  }

  /** Notes what stopped the school; the organizer hears once of a check that cannot be computed. */
  async #refuse(intent: Intent, title: string, errors: readonly Problem[]): Promise<void> {
    const checks = new Map<string, { readonly formError: boolean }>()
    for (const { check, formError } of errors)
      checks.set(check, { formError: formError === true || (checks.get(check)?.formError ?? false) })
    const notices = await this.#database.write(async (tx) => {
      if (!(await endIntent(tx, intent, 'refused', errors))) return []
      await recordStopped(tx, { assignment: intent.assignmentId, collection: intent.collectionId }, checks)
      const broken = [...checks].flatMap(([check, { formError }]) => (formError ? [check] : []))
      return alarm(scope, tx, { id: intent.collectionId, title }, broken, this.#now())
    })
    for (const { account, id } of notices) this.#announce({ kind: 'notification', account, id })
  }

  /** Whoever waits need not ask any more. */
  #tell(intent: Intent, path: string, state: 'accepted' | 'refused'): void {
    const { id, organisationId: organisation, collectionId: collection } = intent
    this.#announce({ kind: 'submission', organisation, path, collection, id, state })
  }

  async #accept(intent: Intent, document: string): Promise<void> {
    await this.#database.write(async (tx) => {
      const head = await lockDraft(tx, this.#database.dialect, intent.assignmentId)
      if (head === null || !(await endIntent(tx, intent, 'accepted', []))) return
      await insertSubmission(tx, { intent, document, sha256: sha256(document) })
      const { id, version, receivedAt: at, receivedBy: by } = intent
      await recordSubmission(tx, head, { id, version, at, by })
      await recordStopped(tx, { assignment: intent.assignmentId, collection: intent.collectionId }, new Map())
      const details = { submission: id, version }
      await recordAudit(scope, tx, { at: this.#now(), actor: by, action: 'submitted', subject: intent.collectionId, details })
    })
  }
}

/** What the organizer had switched when the report was received: the report says under which checks it was taken. */
function waivedBy(turned: readonly CheckSwitch[]): { readonly switches?: readonly object[] } {
  const switches = turned.filter(({ mode }) => mode !== 'on').map((turn) => ({ ...turn, at: iso(turn.at) }))
  return switches.length === 0 ? {} : { switches }
}

/** The explanations that were given for the problems that stand; nothing where none was. */
function explanationsOf(
  problems: readonly Problem[],
  data: FormData,
): { readonly explanations?: Readonly<Record<string, Explanation>> } {
  const given = explanationsIn(data)
  const standing = problems.flatMap(({ id, explanation }) => (explanation && given[id] ? [[id, given[id]] as const] : []))
  return standing.length === 0 ? {} : { explanations: Object.fromEntries(standing) }
}

/** Shown when the checker did not come to an answer: the fault is ours or the form's, not the school's. */
const unchecked: Problem = {
  id: 'server@#form',
  check: 'server',
  severity: 'error',
  sheet: '',
  at: { block: null, row: null, column: null },
  cells: [],
  message:
    'Сервер не смог проверить форму. Данные сохранены. Сдайте отчет еще раз чуть позже; если не получится, сообщите организатору.',
  formError: true,
}
