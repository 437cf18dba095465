import type { CellRef, Op } from '@tabel/engine'
import type { Decision } from './draft-store.ts'
import type { Entry } from './journal.ts'

/** Id of the decision that a refused entry waits for. */
export function decisionId(entry: Entry): string {
  return `${entry.client} ${entry.n}`
}

/** A refused entry as the person is asked about it. */
export function decisionOf(entry: Entry): Decision {
  return {
    id: decisionId(entry),
    ops: entry.ops,
    kind: entry.refused?.kind ?? 'refused',
    message: entry.refused?.message ?? '',
    by: entry.refused?.by ?? null,
    at: entry.refused?.at ?? null,
    cell: onlyCell(entry.ops),
  }
}

/** The cell that all ops set; null when they do more. */
function onlyCell(ops: readonly Op[]): CellRef | null {
  let only: CellRef | null = null
  for (const op of ops) {
    if (!('set' in op)) return null
    const [block, row, column] = op.set
    if (only && (only.block !== block || only.row !== row || only.column !== column)) return null
    only = { block, row, column }
  }
  return only
}
