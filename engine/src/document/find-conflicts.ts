import type { CellRef, CellValue } from '../model/data.ts'
import type { Op } from '../model/ops.ts'
import { sameValue } from './text.ts'

/**
 * Cells over which two people met: both changed the cell, not to the same value, or one changed it and the other removed
 * its row. Everything else stands side by side.
 */
export function findConflicts(mine: readonly Op[], theirs: readonly Op[]): readonly CellRef[] {
  const here = gather(mine)
  const there = gather(theirs)
  const met = new Map<string, CellRef>()
  for (const [key, { ref, value }] of here.sets) {
    const other = there.sets.get(key)
    if (other && !sameValue(other.value, value)) met.set(key, ref)
    if (ref.row !== null && there.removed.has(`${ref.block}/${ref.row}`)) met.set(key, ref)
  }
  for (const [key, { ref }] of there.sets) if (ref.row !== null && here.removed.has(`${ref.block}/${ref.row}`)) met.set(key, ref)
  return [...met.values()]
}

interface Gathered {
  /** The last value given to each cell. */
  readonly sets: ReadonlyMap<string, { readonly ref: CellRef; readonly value: CellValue }>
  readonly removed: ReadonlySet<string>
}

function gather(ops: readonly Op[]): Gathered {
  const sets = new Map<string, { ref: CellRef; value: CellValue }>()
  const removed = new Set<string>()
  for (const op of ops) {
    if ('set' in op) {
      const [block, row, column] = op.set
      sets.set(JSON.stringify(op.set), { ref: { block, row, column }, value: op.value })
    } else if ('remove' in op) for (const id of op.ids) removed.add(`${op.remove}/${id}`)
  }
  return { sets, removed }
}
