import { findConflicts } from '@tabel/engine'
import type { CellRef, CellValue, CompiledForm, FormData, Op, OpFault } from '@tabel/engine'
import { iso } from '../../clock.ts'
import { problems } from '../../problems.ts'
import type { RequestProblem } from '../../problems.ts'
import type { DraftEntry } from '../../storage/draft-log.ts'
import { opsIn } from './fold.ts'
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

/** A save with what the server knows of it. */
export type Save = SaveRequest & {
  /** The ops as they are stored: equal texts for equal ops. */
  readonly opsText: string
  /** Milliseconds since 1970: when it came. */
  readonly at: number
  /** Login. */
  readonly by: string
}

/** For what a save is refused; null when it may be done. */
export function refusal(
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
export function repeat(
  form: CompiledForm,
  known: DraftEntry,
  entries: readonly DraftEntry[],
  save: Save,
): SaveReply | RequestProblem {
  if (known.opsText !== save.opsText) return problems.seqReused({})
  return toReply(form, known.version, known.at, othersOf(form, entries, save, known.version))
}

/** What another client saved, in the names of the form as it is now. */
export type OtherOps = Pick<DraftEntry, 'version' | 'by' | 'at' | 'ops'>

export function othersOf(form: CompiledForm, entries: readonly DraftEntry[], save: Save, until: number): readonly OtherOps[] {
  return entries
    .filter((entry) => entry.clientId !== save.clientId && entry.version > save.baseVersion && entry.version <= until)
    .map((entry) => ({ version: entry.version, by: entry.by, at: entry.at, ops: opsIn(form, entry) }))
}

export function toReply(form: CompiledForm, version: number, at: number, others: readonly OtherOps[]): SaveReply {
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
