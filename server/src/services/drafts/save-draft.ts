import { applyOps, findConflicts } from '@tabel/engine'
import type { CellRef, CellValue, CompiledForm, FormData, Op, OpFault } from '@tabel/engine'
import type { Clock } from '../../clock.ts'
import { iso } from '../../clock.ts'
import { isOpen } from '../../policies/collection.ts'
import type { Scope } from '../../policies/scope.ts'
import { problems } from '../../problems.ts'
import type { RequestProblem } from '../../problems.ts'
import { lockOwnDraft, recordSave } from '../../storage/assignments.ts'
import type { AssignmentId, Head } from '../../storage/assignments.ts'
import type { Database, Tx } from '../../storage/database.ts'
import { appendEntry, entriesForSave, lastSeq, putSnapshot } from '../../storage/draft-log.ts'
import type { DraftEntry } from '../../storage/draft-log.ts'
import { park } from '../../storage/parked.ts'
import { canonicalJson } from '../canonical-json.ts'
import type { Forms } from '../forms.ts'
import type { DraftState } from './draft-cache.ts'
import type { Drafts } from './drafts.ts'
import { opsIn } from './fold.ts'
import { readLatePush, readPush } from './push-reading.ts'
import type { ReadPush } from './push-reading.ts'
import { valueAt } from './value-at.ts'

/** A save as the browser sends it: one action of one client. */
export interface SaveRequest {
  /** Random for each opening of the page. */
  readonly clientId: string
  /** Number of the save within its client, from 1, without gaps. */
  readonly seq: number
  /** The version of the draft that the client knew. */
  readonly baseVersion: number
  readonly formVersion: string
  readonly ops: readonly Op[]
}

export interface OtherEntry {
  readonly version: number
  readonly by: string
  readonly at: string
  readonly ops: readonly Op[]
}

export interface SaveReply {
  readonly version: number
  /** Version of the form that the collection has now: an open page that has another one opens it anew. */
  readonly formVersion: string
  readonly savedAt: string
  /** What other clients saved between the base version and this save. */
  readonly others: readonly OtherEntry[]
}

export interface Conflict {
  readonly cell: CellRef
  readonly yours: CellValue
  readonly theirs: CellValue
  readonly by: string
  readonly at: string
}

/** After so many saves the snapshot is written anew. */
const snapshotEvery = 100

type Save = SaveRequest & { readonly opsText: string; readonly at: number; readonly by: string }

type Outcome =
  | { readonly refused: RequestProblem }
  | {
      readonly reply: SaveReply
      readonly state?: DraftState & { readonly id: AssignmentId }
    }

/** Saves drafts. What it has answered with 200 is on disk. */
export class DraftSaver {
  readonly #database: Database
  readonly #forms: Forms
  readonly #drafts: Drafts
  readonly #now: Clock

  constructor(database: Database, forms: Forms, drafts: Drafts, now: Clock) {
    this.#database = database
    this.#forms = forms
    this.#drafts = drafts
    this.#now = now
  }

  /** Adds a save to the scope's own draft, or throws the problem for which nothing of it was done. */
  async save(scope: Scope, collectionId: string, request: SaveRequest): Promise<SaveReply> {
    const save: Save = { ...request, opsText: canonicalJson(request.ops), at: this.#now(), by: scope.person.login }
    const outcome = await this.#database.save((tx) => this.#decide(tx, scope, collectionId, save))
    if ('refused' in outcome) throw outcome.refused
    // Only what is committed may be kept.
    if (outcome.state) this.#drafts.keep(outcome.state.id, outcome.state)
    return outcome.reply
  }

  async #decide(tx: Tx, scope: Scope, collectionId: string, save: Save): Promise<Outcome> {
    const held = await lockOwnDraft(scope, tx, this.#database.dialect, collectionId)
    if (held === null) return { refused: problems.notFound({}) }
    const entries = await entriesForSave(tx, held.id, save)
    const known = entries.find((entry) => entry.clientId === save.clientId && entry.seq === save.seq)
    const formId = held.collection.formVersionId
    const { form } = await this.#forms.get(tx, formId)
    if (known) return repeat(form, known, entries, save)

    const push = await this.#read(tx, form, save)
    if (push === null) return { refused: problems.formVersion({ formVersion: form.version }) }
    if (!isOpen(held.collection, save.at)) return { refused: await afterTheEnd(tx, held, save) }
    const follows = save.seq === 1 || entries.some((entry) => entry.clientId === save.clientId && entry.seq === save.seq - 1)
    if (!follows) return { refused: problems.seqGap({ expected: (await lastSeq(tx, held.id, save.clientId)) + 1 }) }
    if (save.baseVersion > held.version) return { refused: problems.versionAhead({ version: held.version }) }

    const { head, data } = await this.#drafts.renew(tx, held, save)
    const others = othersOf(form, entries, save, head.version)
    const refused = refusal(form, data, push, others, head.version)
    if (refused) return { refused }

    const version = head.version + 1
    const after = applyOps(form, data, push.ops)
    await appendEntry(tx, head.id, { ...save, version })
    await recordSave(tx, head, { version, at: save.at, by: save.by })
    if (version % snapshotEvery === 0) await putSnapshot(tx, head.id, { version, data: after })
    return { reply: toReply(form, version, save.at, others), state: { id: head.id, version, formId, data: after } }
  }

  /** The push in the names of the form; null when it is of a version of the form that nobody knows here. */
  async #read(tx: Tx, form: CompiledForm, save: Save): Promise<ReadPush | null> {
    if (save.formVersion === form.version) return readPush(form, save.ops)
    const earlier = await this.#forms.ofVersion(tx, form.form, save.formVersion)
    return earlier && readLatePush(form, earlier.form, save.ops)
  }
}

/** Too late for the draft; what was typed is kept beside it. */
async function afterTheEnd(tx: Tx, head: Head, save: Save): Promise<RequestProblem> {
  const parked = save.at > head.collection.closesAt && (await park(tx, head.id, save))
  return problems.closed({ parked })
}

/** For what a save is refused; null when it may be done. */
function refusal(
  form: CompiledForm,
  data: FormData,
  push: ReadPush,
  others: readonly OtherOps[],
  version: number,
): RequestProblem | null {
  const faults = push.faults(data)
  const hopeless = others.length === 0 ? faults : faults.filter((fault) => !mayBeConflict(fault))
  if (hopeless.length > 0) return problems.badOps({ faults: hopeless })
  const conflicts = conflictsWith(form, others, push.ops, data)
  if (conflicts.length > 0) return problems.conflict({ conflicts, version })
  return faults.length > 0 ? problems.badOps({ faults }) : null
}

/** The answer to a save that is in the log already: the first one again, as long as it says the same. */
function repeat(form: CompiledForm, known: DraftEntry, entries: readonly DraftEntry[], save: Save): Outcome {
  if (known.opsText !== save.opsText) return { refused: problems.seqReused({}) }
  return { reply: toReply(form, known.version, known.at, othersOf(form, entries, save, known.version)) }
}

/** What another client saved, in the names of the form as it is now. */
type OtherOps = Pick<DraftEntry, 'version' | 'by' | 'at' | 'ops'>

function othersOf(form: CompiledForm, entries: readonly DraftEntry[], save: Save, until: number): readonly OtherOps[] {
  return entries
    .filter((entry) => entry.clientId !== save.clientId && entry.version > save.baseVersion && entry.version <= until)
    .map((entry) => ({ ...entry, ops: opsIn(form, entry) }))
}

function toReply(form: CompiledForm, version: number, at: number, others: readonly OtherOps[]): SaveReply {
  return {
    version,
    formVersion: form.version,
    savedAt: iso(at),
    others: others.map((entry) => ({ version: entry.version, by: entry.by, at: iso(entry.at), ops: entry.ops })),
  }
}

/** A row that is gone may be gone because another took it away: then people must decide, and the op is not at fault. */
function mayBeConflict(fault: OpFault): boolean {
  return fault.code === 'unknown-row'
}

function conflictsWith(form: CompiledForm, others: readonly OtherOps[], ops: readonly Op[], data: FormData): readonly Conflict[] {
  const cells = findConflicts(
    form,
    ops,
    others.flatMap((entry) => entry.ops),
  )
  return cells.map((cell) => {
    const last = others.findLast((entry) => findConflicts(form, ops, entry.ops).some((other) => isSame(cell, other)))
    if (!last) throw new Error('a conflict with nobody')
    return { cell, yours: lastSet(ops, cell), theirs: valueAt(data, cell), by: last.by, at: iso(last.at) }
  })
}

function isSame(one: CellRef, other: CellRef): boolean {
  return one.block === other.block && one.row === other.row && one.column === other.column
}

function lastSet(ops: readonly Op[], cell: CellRef): CellValue {
  if (cell.block === '$explanations') {
    const said = ops.findLast((op) => 'explain' in op && op.explain === cell.row)
    return said && 'explain' in said ? said.text : null
  }
  const set = ops.findLast((op) => 'set' in op && isSame(cell, { block: op.set[0], row: op.set[1], column: op.set[2] }))
  return set && 'set' in set ? set.value : null
}
