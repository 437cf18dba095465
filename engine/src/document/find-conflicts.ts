import type { CompiledForm } from '../model/compiled-form.ts'
import type { CellRef, CellValue } from '../model/data.ts'
import type { Op } from '../model/ops.ts'
import { ownersOf } from './copies/owners.ts'
import { explanationsKey } from './explanations.ts'
import { sameValue } from './text.ts'

/**
 * Cells over which two people met: both changed the cell, not to the same value, or one changed it and the other removed
 * its row, or the row for which it is copied. Putting a removed row back changes its cells. Everything else stands side by side. An explanation that both wrote is met over as the cell
 * `{ block: '$explanations', row: <id of the problem>, column: 'text' }`.
 */
export function findConflicts(form: CompiledForm, mine: readonly Op[], theirs: readonly Op[]): readonly CellRef[] {
  if (mine.length === 0 || theirs.length === 0) return []
  const here = gather(mine)
  const there = gather(theirs)
  const met = new Map<string, CellRef>()
  const isAmong = ({ block, row, column }: CellRef, rows: ReadonlySet<string>): boolean =>
    rows.size > 0 &&
    ((row !== null && rows.has(`${block}/${row}`)) ||
      ownersOf(form, block, column).some(({ table, id }) => rows.has(`${table}/${id}`)))
  for (const [key, { ref, value }] of here.sets) {
    const other = there.sets.get(key)
    if (other && !sameValue(other.value, value)) met.set(key, ref)
    if (isAmong(ref, there.gone)) met.set(key, ref)
  }
  for (const [key, { ref }] of there.sets) if (isAmong(ref, here.removed)) met.set(key, ref)
  return [...met.values()]
}

interface Gathered {
  /** The last value given to each cell. */
  readonly sets: ReadonlyMap<string, { readonly ref: CellRef; readonly value: CellValue }>
  /** Rows that were removed, and those of them that were not put back. */
  readonly removed: ReadonlySet<string>
  readonly gone: ReadonlySet<string>
}

function gather(ops: readonly Op[]): Gathered {
  const sets = new Map<string, { ref: CellRef; value: CellValue }>()
  const removed = new Set<string>()
  const gone = new Set<string>()
  const put = (block: string, row: string | null, column: string, value: CellValue) =>
    sets.set(JSON.stringify([block, row, column]), { ref: { block, row, column }, value })
  for (const op of ops) {
    if ('set' in op) put(...op.set, op.value)
    else if ('explain' in op) put(explanationsKey, op.explain, 'text', op.text)
    else if ('remove' in op)
      for (const id of op.ids) {
        removed.add(`${op.remove}/${id}`)
        gone.add(`${op.remove}/${id}`)
      }
    else if ('insert' in op)
      for (const { $id, ...cells } of op.rows) {
        // A row may have been removed and put back: then it holds what its author saw, which need not be what the other one knows.
        gone.delete(`${op.insert}/${$id}`)
        for (const [column, value] of Object.entries(cells)) put(op.insert, $id, column, value)
      }
  }
  return { sets, removed, gone }
}
