import { blockNamed, ownersOf } from '@tabel/engine'
import type { CellRef, CompiledForm, DynamicRow, FormData, Op } from '@tabel/engine'
import type { ProblemBody } from './api.ts'
import { rowsOf } from './difference.ts'

/** Ops of one action parted by whether they meet somebody else's change. */
export interface Parted {
  readonly free: readonly Op[]
  /** Each group is one thing to decide: a cell, or a row. */
  readonly disputed: readonly Dispute[]
}

export interface Dispute {
  readonly ops: readonly Op[]
  readonly cell: CellRef | null
}

/**
 * Parts ops by a list of cells on which the server or findConflicts of the engine says that another changed the same.
 * @param shown what the person sees, from which a row is taken that the other removed.
 */
export function part(
  form: CompiledForm,
  shown: FormData,
  server: FormData,
  ops: readonly Op[],
  cells: readonly CellRef[],
): Parted {
  const disputedCells = new Set(cells.map(cellKey))
  const disputedRows = new Set(
    cells.flatMap(({ block, row, column }) => [
      `${block}/${row ?? ''}`,
      ...ownersOf(form, block, column).map((owner) => `${owner.table}/${owner.id}`),
    ]),
  )
  const free: Op[] = []
  const groups = new Map<string, { ops: Op[]; cell: CellRef | null }>()
  const put = (key: string, op: Op, cell: CellRef | null) => {
    const group = groups.get(key) ?? { ops: [], cell }
    group.ops.push(op)
    groups.set(key, group)
  }
  for (const op of ops) {
    const owner = ownersOf(form, ...placeOf(op)).find(({ table, id }) => !hasRow(server, table, id) && hasRow(shown, table, id))
    if (owner) {
      // The row for which the place is copied is gone on the server: keeping mine means putting it back.
      const kept = rowsOf(shown[owner.table]).find((one) => one.$id === owner.id)
      const key = `${owner.table}/${owner.id}`
      if (kept && !groups.has(key)) put(key, insertBack(shown, owner.table, kept), null)
      put(key, op, null)
    } else if ('set' in op) {
      const [block, row, column] = op.set
      const cell = { block, row, column }
      if (!disputedCells.has(cellKey(cell))) free.push(op)
      else if (blockNamed(form, block)?.block.kind === 'dynamic' && !hasRow(server, block, row)) {
        // The row is gone on the server: keeping mine means putting the whole row back.
        const kept = rowsOf(shown[block]).find((one) => one.$id === row)
        const key = `${block}/${row ?? ''}`
        if (kept && !groups.has(key)) put(key, insertBack(shown, block, kept), null)
      } else put(cellKey(cell), op, cell)
    } else if ('remove' in op) {
      const met = op.ids.filter((id) => disputedRows.has(`${op.remove}/${id}`))
      const rest = op.ids.filter((id) => !met.includes(id))
      if (rest.length > 0) free.push({ ...op, ids: rest })
      for (const id of met) put(`${op.remove}/${id}`, { ...op, ids: [id] }, null)
    } else if ('explain' in op) {
      const cell = { block: '$explanations', row: op.explain, column: 'text' }
      if (disputedCells.has(cellKey(cell))) put(cellKey(cell), op, null)
      else free.push(op)
    } else free.push(op)
  }
  return { free, disputed: [...groups.values()] }
}

/** Ops of one push parted by whether the server found them impossible; where it does not say which, all of them. */
export function partByFaults(
  ops: readonly Op[],
  problem: ProblemBody,
): { readonly free: readonly Op[]; readonly refused: readonly Op[]; readonly message: string } {
  const faults = Array.isArray(problem['faults']) ? (problem['faults'] as readonly { index: number; message: string }[]) : []
  const bad = new Set(faults.map(({ index }) => index))
  const message = faults[0]?.message ?? problem.detail
  if (bad.size === 0) return { free: [], refused: ops, message }
  return { free: ops.filter((_, index) => !bad.has(index)), refused: ops.filter((_, index) => bad.has(index)), message }
}

/** The block, and the column of a cell, that an op is about. */
function placeOf(op: Op): readonly [block: string, column: string | null] {
  if ('set' in op) return [op.set[0], op.set[2]]
  if ('insert' in op) return [op.insert, null]
  if ('remove' in op) return [op.remove, null]
  return 'move' in op ? [op.move, null] : ['', null]
}

function hasRow(data: FormData, table: string, row: string | null): boolean {
  return rowsOf(data[table]).some((one) => one.$id === row)
}

function insertBack(shown: FormData, block: string, row: DynamicRow): Op {
  const rows = rowsOf(shown[block])
  return { insert: block, after: rows[rows.indexOf(row) - 1]?.$id ?? null, rows: [row] }
}

function cellKey(cell: CellRef): string {
  return `${cell.block}/${cell.row ?? ''}/${cell.column}`
}
