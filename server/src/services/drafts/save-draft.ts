import { applyOps, forRole, isFilledBy } from '@tabel/engine'
import type { CompiledForm, Role } from '@tabel/engine'
import type { Clock } from '../../clock.ts'
import type { CountSave } from '../../metrics/metrics.ts'
import { isOpen } from '../../policies/collection.ts'
import type { Scope } from '../../policies/scope.ts'
import { problems, RequestProblem } from '../../problems.ts'
import { lockDrafts, recordPart, recordSaves } from '../../storage/assignments.ts'
import type { AssignmentId } from '../../storage/assignments.ts'
import type { Database, Tx } from '../../storage/database.ts'
import { appendEntries, entriesForSaves, lastSeq, putSnapshot } from '../../storage/draft-log.ts'
import { park } from '../../storage/parked.ts'
import { strangeFiles } from '../attachments/strange-files.ts'
import { canonicalJson } from '../canonical-json.ts'
import type { Forms } from '../forms.ts'
import type { DraftState } from './draft-cache.ts'
import type { Drafts } from './drafts.ts'
import { HeldDraft } from './held-draft.ts'
import { fillerOf } from './who-fills.ts'
import { readLatePush, readPush } from './push-reading.ts'
import type { ReadPush } from './push-reading.ts'
import { othersOf, refusal, repeat, toReply } from './save-rules.ts'
import type { Save, SaveReply, SaveRequest } from './save-rules.ts'

/** After so many saves the snapshot is written anew. */
const snapshotEvery = 100

/** A save and whose it is. */
interface Asked {
  readonly scope: Scope
  readonly collectionId: string
  /** Id of the organisation whose draft it is. */
  readonly organisation: string
  readonly save: Save
}

/** What came of a save. A refusal is an answer like any other: it rolls nothing back. */
type Outcome = RequestProblem | { readonly reply: SaveReply; readonly state?: DraftState & { readonly id: AssignmentId } }

/** Saves drafts. What it has answered with is on disk. */
export class DraftSaver {
  readonly #database: Database
  readonly #forms: Forms
  readonly #drafts: Drafts
  readonly #now: Clock
  readonly #count: CountSave
  readonly #commit: (asked: Asked) => Promise<Outcome>

  constructor(database: Database, forms: Forms, drafts: Drafts, now: Clock, count: CountSave) {
    this.#count = count
    this.#database = database
    this.#forms = forms
    this.#drafts = drafts
    this.#now = now
    this.#commit = database.together((tx, asked) => this.#decideAll(tx, asked))
  }

  /**
   * Adds a save to the scope's own draft, or throws the problem for which nothing of it was done.
   *
   * @param organisation whose draft it is instead: one below, of which those who watch fill their part alone.
   */
  async save(scope: Scope, collectionId: string, request: SaveRequest, organisation = scope.ownOrganisation): Promise<SaveReply> {
    const save: Save = { ...request, opsText: canonicalJson(request.ops), at: this.#now(), by: scope.person.login }
    const outcome = await this.#commit({ scope, collectionId, organisation, save })
    this.#count(outcome instanceof RequestProblem ? outcome.code : outcome.state ? 'saved' : 'repeated')
    if (outcome instanceof RequestProblem) throw outcome
    // Only what is committed may be kept.
    if (outcome.state) this.#drafts.keep(outcome.state.id, outcome.state)
    return outcome.reply
  }

  /** Four statements, however many saves there are. */
  async #decideAll(tx: Tx, asked: readonly Asked[]): Promise<readonly Outcome[]> {
    const { dialect } = this.#database
    const heads = await lockDrafts(tx, dialect, asked)
    const headOf = ({ scope, collectionId, organisation }: Asked) => {
      const head = heads.get(`${collectionId}/${organisation}`)
      return head && (organisation === scope.ownOrganisation || scope.includes(head.path)) ? head : undefined
    }
    const places = asked.flatMap((one) => {
      const head = headOf(one)
      return head ? [{ ...one.save, draft: head }] : []
    })
    const entries = places.length > 0 ? await entriesForSaves(tx, dialect, places) : new Map()
    const held = new Map([...heads.values()].map((head) => [head.id, new HeldDraft(head, entries.get(head.id) ?? [])]))
    const outcomes: Outcome[] = []
    for (const one of asked) {
      const draft = held.get(headOf(one)?.id as AssignmentId)
      outcomes.push(draft ? await this.#decide(tx, draft, one) : problems.notFound({}))
    }
    await this.#write(tx, [...held.values()])
    return outcomes
  }

  async #decide(tx: Tx, draft: HeldDraft, { scope, save }: Asked): Promise<Outcome> {
    const { entries } = draft
    const { collection } = draft.head
    const { form } = await this.#forms.get(tx, collection.formVersionId)
    const known = entries.find((entry) => entry.clientId === save.clientId && entry.seq === save.seq)
    if (known) {
      const answer = repeat(form, known, entries, save)
      return answer instanceof RequestProblem ? answer : { reply: answer }
    }

    const role = fillerOf(scope)
    if (role !== 'organisation' && !isFilledBy(form, role)) return problems.nothingToFill({})
    const push = await this.#read(tx, save, form, (whole) => forRole(whole, role, draft.head.status))
    if (push === null) return problems.formVersion({ formVersion: form.version })
    if (!isOpen(collection, save.at)) return afterTheEnd(tx, draft, save, role)
    const follows = save.seq === 1 || entries.some((entry) => entry.clientId === save.clientId && entry.seq === save.seq - 1)
    if (!follows) return problems.seqGap({ expected: (await lastSeqOf(tx, draft, save.clientId)) + 1 })
    if (save.baseVersion > draft.head.version) return problems.versionAhead({ version: draft.head.version })

    if (draft.data === null) {
      const { head, data } = await this.#drafts.renew(tx, draft.head, save)
      draft.read(head, data)
    }
    const { head } = draft
    const data = draft.data ?? {}
    const others = othersOf(form, entries, save, head.version)
    const refused = refusal(form, data, push, others, head.version)
    if (refused) return refused
    const faults = await strangeFiles(tx, draft.head.id, save.ops)
    if (faults.length > 0) return problems.badOps({ faults })
    const after = applyOps(form, data, push.ops)
    draft.add(save, after, role)
    const { id, version } = draft.head
    return {
      reply: toReply(form, version, save.at, others),
      state: { id, version, formId: collection.formVersionId, data: after },
    }
  }

  /** The push in the names of the form; null when it is of a version of the form that nobody knows here. */
  async #read(tx: Tx, save: Save, form: CompiledForm, ownPart: (whole: CompiledForm) => CompiledForm): Promise<ReadPush | null> {
    if (save.formVersion === form.version) return readPush(ownPart(form), save.ops)
    const earlier = await this.#forms.ofVersion(tx, form.form, save.formVersion)
    return earlier && readLatePush(ownPart(form), ownPart(earlier.form), save.ops)
  }

  async #write(tx: Tx, drafts: readonly HeldDraft[]): Promise<void> {
    const changed = drafts.filter(({ added }) => added.length > 0)
    if (changed.length === 0) return
    const { dialect } = this.#database
    const entries = changed.flatMap(({ head, added }) => added.map((entry) => ({ ...entry, draft: head })))
    await appendEntries(tx, dialect, entries)
    const own = changed.flatMap(({ saved }) => saved ?? [])
    if (own.length > 0) await recordSaves(tx, dialect, own)
    for (const { savedPart } of changed) if (savedPart) await recordPart(tx, savedPart)
    for (const { head, added, data } of changed)
      if (data && added.some(({ version }) => version % snapshotEvery === 0))
        await putSnapshot(tx, head.id, { version: head.version, data })
  }
}

/** Too late for the draft; what was typed is kept beside it. */
async function afterTheEnd(tx: Tx, { head }: HeldDraft, save: Save, role: Role): Promise<RequestProblem> {
  const parked = role === 'organisation' && save.at > head.collection.closesAt && (await park(tx, head, save))
  return problems.closed({ parked })
}

/** The last number of a client, in the log or just added. */
async function lastSeqOf(tx: Tx, { head, added }: HeldDraft, clientId: string): Promise<number> {
  const own = added.filter((entry) => entry.clientId === clientId).map(({ seq }) => seq)
  return Math.max(await lastSeq(tx, head, clientId), ...own)
}
