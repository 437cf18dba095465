import { blockNamed, explanationsIn, sameValue, sourcesIn } from '@tabel/engine'
import type { BlockData, CellValue, Cells, CompiledForm, DynamicRow, FormData, Op } from '@tabel/engine'

/** Ops that lead from one content of a form to another; rows that only changed places stay where they are. */
export function difference(form: CompiledForm, from: FormData, to: FormData): Op[] {
  const ops: Op[] = sourcesIn(from) === sourcesIn(to) ? [] : [{ sources: sourcesIn(to) }]
  for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const block = blockNamed(form, key)?.block
    const [before, after] = [from[key], to[key]]
    if (!block || before === after) continue
    if (block.kind === 'dynamic') ops.push(...rowsDifference(key, rowsOf(before), rowsOf(after)))
    else if (block.kind === 'fields') ops.push(...cellsDifference(key, null, cellsIn(before), cellsIn(after)))
    else for (const row of block.rows) ops.push(...cellsDifference(key, row.key, rowIn(before, row.key), rowIn(after, row.key)))
  }
  return [...ops, ...explanationsDifference(from, to)]
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

function rowsDifference(block: string, before: readonly DynamicRow[], after: readonly DynamicRow[]): Op[] {
  const ops: Op[] = []
  const old = new Map(before.map((row) => [row.$id, row]))
  const alive = new Set(after.map((row) => row.$id))
  const gone = before.filter((row) => !alive.has(row.$id)).map((row) => row.$id)
  if (gone.length > 0) ops.push({ remove: block, ids: gone })
  let previous: string | null = null
  for (const row of after) {
    const known = old.get(row.$id)
    if (!known) ops.push({ insert: block, after: previous, rows: [row] })
    else if (known !== row) ops.push(...cellsDifference(block, row.$id, known, row))
    previous = row.$id
  }
  return ops
}

function cellsDifference(block: string, row: string | null, before: Cells, after: Cells): Op[] {
  const ops: Op[] = []
  for (const column of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (column === '$id') continue
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
