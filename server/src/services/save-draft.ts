import { applyOps, findConflicts, findFaults } from '@tabel/engine'
import type { CountSave } from '../metrics/metrics.ts'
import type { CellRef, CellValue, CompiledForm, FormData, Op, OpFault } from '@tabel/engine'
import type { Clock } from '../clock.ts'
import { iso } from '../clock.ts'
import { isOpen } from '../policies/collection.ts'
import type { Scope } from '../policies/scope.ts'
import { problems } from '../problems.ts'
import type { RequestProblem } from '../problems.ts'
import { lockOwnDraft, recordSave } from '../storage/assignments.ts'
import type { AssignmentId } from '../storage/assignments.ts'
import type { Database, Tx } from '../storage/database.ts'
import { appendEntry, entriesForSave, lastSeq, putSnapshot } from '../storage/draft-log.ts'
import type { DraftEntry } from '../storage/draft-log.ts'
import { canonicalJson } from './canonical-json.ts'
import type { DraftCache } from './draft-cache.ts'
import { readDraft } from './draft-reader.ts'
import type { Forms } from './forms.ts'
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

type Outcome =
  | { readonly refused: RequestProblem }
  | {
      readonly reply: SaveReply
      readonly state?: { readonly id: AssignmentId; readonly version: number; readonly data: FormData }
    }

/** Saves drafts. What it has answered with 200 is on disk. */
export class DraftSaver {
  readonly #database: Database
  readonly #forms: Forms
  readonly #cache: DraftCache
  readonly #now: Clock
  readonly #count: CountSave

  constructor(database: Database, forms: Forms, cache: DraftCache, now: Clock, count: CountSave) {
    this.#database = database
    this.#forms = forms
    this.#cache = cache
    this.#now = now
    this.#count = count
  }

  /** Adds a save to the scope's own draft, or throws the problem for which nothing of it was done. */
  async save(scope: Scope, collectionId: string, request: SaveRequest): Promise<SaveReply> {
    const save = { ...request, opsText: canonicalJson(request.ops), at: this.#now(), by: scope.person.login }
    const outcome = await this.#database.save((tx) => this.#decide(tx, scope, collectionId, save))
    this.#count('refused' in outcome ? outcome.refused.code : outcome.state ? 'saved' : 'repeated')
    if ('refused' in outcome) throw outcome.refused
    // Only what is committed may be kept.
    if (outcome.state) this.#cache.put(outcome.state.id, outcome.state)
    return outcome.reply
  }

  async #decide(
    tx: Tx,
    scope: Scope,
    collectionId: string,
    save: SaveRequest & { readonly opsText: string; readonly at: number; readonly by: string },
  ): Promise<Outcome> {
    const head = await lockOwnDraft(scope, tx, this.#database.dialect, collectionId)
    if (head === null) return { refused: problems.notFound({}) }
    const entries = await entriesForSave(tx, head, save)
    const known = entries.find((entry) => entry.clientId === save.clientId && entry.seq === save.seq)
    if (known) return repeat(known, entries, save)

    const { form } = await this.#forms.get(tx, head.collection.formVersionId)
    if (save.formVersion !== form.version) return { refused: problems.formVersion({ formVersion: form.version }) }
    if (!isOpen(head.collection, save.at)) return { refused: problems.closed({}) }
    const follows = save.seq === 1 || entries.some((entry) => entry.clientId === save.clientId && entry.seq === save.seq - 1)
    if (!follows) return { refused: problems.seqGap({ expected: (await lastSeq(tx, head, save.clientId)) + 1 }) }
    if (save.baseVersion > head.version) return { refused: problems.versionAhead({ version: head.version }) }

    const data = await readDraft(tx, this.#cache, form, head, head.version)
    const others = othersOf(entries, save, head.version)
    const faults = findFaults(form, data, save.ops)
    const hopeless = others.length === 0 ? faults : faults.filter((fault) => !mayBeConflict(fault))
    if (hopeless.length > 0) return { refused: problems.badOps({ faults: hopeless }) }
    const conflicts = conflictsWith(form, others, save.ops, data)
    if (conflicts.length > 0) return { refused: problems.conflict({ conflicts, version: head.version }) }
    if (faults.length > 0) return { refused: problems.badOps({ faults }) }

    const version = head.version + 1
    const after = applyOps(form, data, save.ops)
    await appendEntry(tx, head, { ...save, version })
    await recordSave(tx, head, { version, at: save.at, by: save.by })
    if (version % snapshotEvery === 0) await putSnapshot(tx, head.id, { version, data: after })
    return { reply: toReply(version, save.at, others), state: { id: head.id, version, data: after } }
  }
}

/** The answer to a save that is in the log already: the first one again, as long as it says the same. */
function repeat(known: DraftEntry, entries: readonly DraftEntry[], save: SaveRequest & { readonly opsText: string }): Outcome {
  if (known.opsText !== save.opsText) return { refused: problems.seqReused({}) }
  return { reply: toReply(known.version, known.at, othersOf(entries, save, known.version)) }
}

function othersOf(entries: readonly DraftEntry[], save: SaveRequest, until: number): readonly DraftEntry[] {
  return entries.filter((entry) => entry.clientId !== save.clientId && entry.version > save.baseVersion && entry.version <= until)
}

function toReply(version: number, at: number, others: readonly DraftEntry[]): SaveReply {
  return {
    version,
    savedAt: iso(at),
    others: others.map((entry) => ({ version: entry.version, by: entry.by, at: iso(entry.at), ops: entry.ops })),
  }
}

/** A row that is gone may be gone because another took it away: then people must decide, and the op is not at fault. */
function mayBeConflict(fault: OpFault): boolean {
  return fault.code === 'unknown-row'
}

function conflictsWith(
  form: CompiledForm,
  others: readonly DraftEntry[],
  ops: readonly Op[],
  data: FormData,
): readonly Conflict[] {
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
