import type { CompiledForm } from '../model/compiled-form.ts'
import type { Cells, DynamicRow, FormData } from '../model/data.ts'
import type { Op } from '../model/ops.ts'
import { explanationOf } from './explanations.ts'
import { findBlock } from './form-index.ts'
import { MovedRows } from './moved-rows.ts'
import { cellsIn, readCell, rowsIn } from './read.ts'
import { sameValue } from './text.ts'

/** What a person did, how to take it back, and what the rows that it added and moved looked like then. */
export interface Step {
  readonly ops: readonly Op[]
  readonly inverse: readonly Op[]
  readonly made: ReadonlyMap<string, Cells>
  /** The rows of tables in which it moved some, as they stood after it. */
  readonly order: ReadonlyMap<string, readonly DynamicRow[]>
}

/** Makes a step of what was done; `data` are those after it. */
export function stepOf(form: CompiledForm, data: FormData, done: Pick<Step, 'ops' | 'inverse'>): Step {
  const made = new Map<string, Cells>()
  const order = new Map<string, readonly DynamicRow[]>()
  for (const op of done.ops) {
    if ('move' in op) order.set(op.move, rowsIn(data, op.move))
    if (!('insert' in op)) continue
    const block = findBlock(form, op.insert)?.block
    for (const row of op.rows) {
      const cells = block && cellsIn(data, block, row.$id)
      if (cells) made.set(`${op.insert}/${row.$id}`, cells)
    }
  }
  return { ops: done.ops, inverse: done.inverse, made, order }
}

/** What is left of a step to take back today, and how many cells and rows are left alone because another person changed them since. */
export interface WayBack {
  readonly ops: readonly Op[]
  readonly skipped: number
}

/** The actions of one person, to be undone and redone. What somebody else did never enters it. */
export class History {
  #done: Step[] = []
  #undone: Step[] = []

  get canUndo(): boolean {
    return this.#done.length > 0
  }

  get canRedo(): boolean {
    return this.#undone.length > 0
  }

  /** A new action: what was undone before cannot be done again any more. */
  add(step: Step): void {
    this.#done.push(step)
    this.#undone = []
  }

  takeUndo(): Step | undefined {
    return this.#done.pop()
  }

  takeRedo(): Step | undefined {
    return this.#undone.pop()
  }

  undone(step: Step): void {
    this.#undone.push(step)
  }

  redone(step: Step): void {
    this.#done.push(step)
  }
}

/**
 * The way back from a step on today's data. What another person has changed since is left alone: a cell that no longer
 * holds what the step put there, a row that is no longer as the step made it, and a row that no longer stands where it put it.
 */
export function wayBack(form: CompiledForm, data: FormData, step: Step): WayBack {
  const put = new Map(step.ops.flatMap((op) => ('set' in op ? [[JSON.stringify(op.set), op.value] as const] : [])))
  const explained = new Map(step.ops.flatMap((op) => ('explain' in op ? [[op.explain, op.text] as const] : [])))
  let skipped = 0
  const moved = new MovedRows(data, step)
  const revived = new Set<string>()
  const ops = step.inverse.flatMap((op): Op[] => {
    if ('set' in op) {
      const [block, row, column] = op.set
      const now = readCell(form, data, { block, row, column })
      if (revived.has(`${block}/${row ?? ''}`)) return [op]
      if (sameValue(put.get(JSON.stringify(op.set)) ?? null, now)) return [op]
      skipped++
      return []
    }
    if ('explain' in op) {
      if ((explanationOf(data, op.explain)?.text ?? '') === (explained.get(op.explain) ?? '')) return [op]
      skipped++
      return []
    }
    if ('insert' in op) for (const row of op.rows) revived.add(`${op.insert}/${row.$id}`)
    if ('move' in op) {
      const ids = op.ids.filter((id) => moved.stands(op.move, id))
      skipped += op.ids.length - ids.length
      return ids.length > 0 ? [{ ...op, ids }] : []
    }
    if (!('remove' in op)) return [op]
    const block = findBlock(form, op.remove)?.block
    const ids = op.ids.filter((id) => {
      const key = `${op.remove}/${id}`
      const now = block && cellsIn(data, block, id)
      if (revived.has(key) || (now && sameCells(now, step.made.get(key)))) return true
      if (now) skipped++
      return false
    })
    return ids.length > 0 ? [{ remove: op.remove, ids }] : []
  })
  return { ops, skipped }
}

function sameCells(a: Cells, b: Cells | undefined): boolean {
  if (a === b) return true
  if (!b || Object.keys(a).length !== Object.keys(b).length) return false
  return Object.entries(a).every(([key, value]) => sameValue(value, b[key] ?? null))
}
