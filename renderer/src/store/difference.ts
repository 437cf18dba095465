import { blockNamed, explanationsIn, formFor, sameValue } from '@tabel/engine'
import type { BlockData, CellValue, Cells, CompiledBlock, CompiledForm, DynamicRow, FormData, Op } from '@tabel/engine'

/**
 * Ops that lead from one content of a form to another; rows that only changed places stay where they are. What is copied for a row
 * is brought up to date while the row is there: before it goes, and after it has come.
 */
export function difference(form: CompiledForm, from: FormData, to: FormData): Op[] {
  const [before, after] = [Object.values(formFor(form, from).blocks), Object.values(formFor(form, to).blocks)]
  const seen = new Map(before.map((block) => [block.key, new Set(block.columns.map(({ key }) => key))]))
  const copiedFirst = (block: CompiledBlock) => (column: string) => isCopy(column) && seen.get(block.key)?.has(column) === true
  // Columns that are copied for rows come after the rows.
  const hasCopies = (block: CompiledBlock) => block.columns.some(({ key }) => isCopy(key))
  const plain = after.filter(({ key }) => !isCopy(key)).toSorted((a, b) => Number(hasCopies(a)) - Number(hasCopies(b)))
  const parts = [
    ...before.filter(({ key }) => isCopy(key)).map((block) => blockDifference(block, from, to)),
    ...before.filter(hasCopies).map((block) => cellsOnly(block, from, to, copiedFirst(block))),
    ...plain.map((block) => blockDifference(block, from, to, (column) => !copiedFirst(block)(column))),
    ...after.filter(({ key }) => isCopy(key) && !seen.has(key)).map((block) => blockDifference(block, from, to)),
  ]
  return [...parts.flat(), ...explanationsDifference(from, to)]
}

function isCopy(key: string): boolean {
  return key.includes('~')
}

const every = (): boolean => true

function blockDifference(
  block: CompiledBlock,
  from: FormData,
  to: FormData,
  columns: (column: string) => boolean = every,
): readonly Op[] {
  const [before, after] = [from[block.key], to[block.key]]
  if (before === after) return []
  if (block.kind === 'dynamic') return rowsDifference(block.key, rowsOf(before), rowsOf(after), columns)
  return cellsOnly(block, from, to, columns)
}

/** Ops for the cells of rows that are there before and after. */
function cellsOnly(block: CompiledBlock, from: FormData, to: FormData, columns: (column: string) => boolean): readonly Op[] {
  const [before, after] = [from[block.key], to[block.key]]
  if (before === after) return []
  if (block.kind === 'fields') return cellsDifference(block.key, null, cellsIn(before), cellsIn(after), columns)
  if (block.kind === 'fixed')
    return block.rows.flatMap(({ key }) => cellsDifference(block.key, key, rowIn(before, key), rowIn(after, key), columns))
  const old = new Map(rowsOf(before).map((row) => [row.$id, row]))
  return rowsOf(after).flatMap((row) => {
    const known = old.get(row.$id)
    return known ? cellsDifference(block.key, row.$id, known, row, columns) : []
  })
}

function explanationsDifference(from: FormData, to: FormData): Op[] {
  const before = explanationsIn(from)
  const after = explanationsIn(to)
  if (before === after) return []
  const gone = Object.keys(before).filter((id) => !Object.hasOwn(after, id))
  return [
    ...gone.map((explain) => ({ explain, text: '' })),
    ...Object.entries(after).map(([explain, given]) => ({ explain, ...given })),
  ]
}

function rowsDifference(
  block: string,
  before: readonly DynamicRow[],
  after: readonly DynamicRow[],
  columns: (column: string) => boolean,
): Op[] {
  const ops: Op[] = []
  const cells: Op[] = []
  const old = new Map(before.map((row) => [row.$id, row]))
  const alive = new Set(after.map((row) => row.$id))
  const gone = before.filter((row) => !alive.has(row.$id)).map((row) => row.$id)
  if (gone.length > 0) ops.push({ remove: block, ids: gone })
  let previous: string | null = null
  for (const row of after) {
    const known = old.get(row.$id)
    if (!known) ops.push({ insert: block, after: previous, rows: [row] })
    else if (known !== row) cells.push(...cellsDifference(block, row.$id, known, row, columns))
    previous = row.$id
  }
  return [...ops, ...cells]
}

function cellsDifference(
  block: string,
  row: string | null,
  before: Cells,
  after: Cells,
  columns: (column: string) => boolean,
): Op[] {
  const ops: Op[] = []
  for (const column of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (column === '$id' || !columns(column)) continue
    const value = after[column] ?? null
    if (!sameValue(before[column] ?? null, value)) ops.push({ set: [block, row, column], value })
  }
  return ops
}

/** Rows of a dynamic table in some content; none where it holds something else. */
export function rowsOf(data: BlockData | undefined): readonly DynamicRow[] {
  return Array.isArray(data) ? (data as readonly DynamicRow[]) : []
}

function cellsIn(data: BlockData | undefined): Cells {
  return data && !Array.isArray(data) ? (data as Cells) : {}
}

function rowIn(data: BlockData | undefined, row: string): Cells {
  return data && !Array.isArray(data) ? ((data as Readonly<Record<string, Cells>>)[row] ?? {}) : {}
}

/** What a cell of some content holds. */
export function cellIn(form: CompiledForm, data: FormData, block: string, row: string | null, column: string): CellValue {
  const content = data[block]
  const kind = blockNamed(form, block)?.block.kind
  if (kind === 'dynamic') return rowsOf(content).find((one) => one.$id === row)?.[column] ?? null
  return (kind === 'fields' ? cellsIn(content) : rowIn(content, row ?? ''))[column] ?? null
}
