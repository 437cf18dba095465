import { formatValue, newRowId, parseTyped, sameValue } from '@tabel/engine'
import type { CellRef, CellRules, CellValue, DynamicRow, Op } from '@tabel/engine'
import type { GridView } from '../adapter.ts'
import type { Matrix } from './clipboard.ts'
import type { Area, Spot } from './selection.ts'
import { contains } from './selection.ts'
import type { TableShape } from './shape.ts'

/** The table on which an action is done. */
export interface Bench {
  readonly view: GridView
  readonly shape: TableShape
}

/** Ops of a paste and what of it could not be taken. */
export interface PastePlan {
  readonly ops: readonly Op[]
  /** The rectangle that was written, for the selection. */
  readonly area: Area
  /** Cells of the clipboard that met a locked cell with another value. */
  readonly locked: number
  /** Rows and columns of the clipboard beyond the end of the table. */
  readonly lostRows: number
  readonly lostColumns: number
}

/** How the cell is shown and copied. */
export function textOf(bench: Bench, row: number, column: number): string {
  const ref = bench.shape.ref(row, column)
  const rules = ref && bench.view.rules(ref)
  return ref && rules ? formatValue(rules, bench.view.value(ref)) : ''
}

/** Whether a person may type into the cell. The ghost row stands for a row that is not there yet. */
export function isOpen(bench: Bench, row: number, column: number): boolean {
  if (bench.view.readOnly) return false
  const ref = bench.shape.ref(row, column)
  if (ref) return !bench.view.locked(ref)
  return bench.shape.rows[row]?.kind === 'ghost' && !ghostLocked(bench, column)
}

/** Rules of the cell, for the ghost row those of its column. */
export function rulesAt(bench: Bench, row: number, column: number): CellRules | null {
  const ref = bench.shape.ref(row, column)
  if (ref) return bench.view.rules(ref)
  return bench.shape.rows[row]?.kind === 'ghost' ? (bench.shape.block.columns[column] ?? null) : null
}

function ghostLocked(bench: Bench, column: number): boolean {
  const rules = bench.shape.block.columns[column]
  return !rules || rules.computed !== undefined || rules.editable === false || rules.type === 'file'
}

/** Puts one typed text into a cell; typing into the ghost row adds a row. Empty when nothing changes. */
export function typeInto(bench: Bench, spot: Spot, typed: string): Op[] {
  const rules = rulesAt(bench, spot.row, spot.column)
  return rules ? putInto(bench, spot, parseTyped(rules, typed)) : []
}

/** Puts a value into a cell as {@link typeInto} does. */
export function putInto(bench: Bench, spot: Spot, value: CellValue): Op[] {
  if (!isOpen(bench, spot.row, spot.column)) return []
  const ref = bench.shape.ref(spot.row, spot.column)
  if (ref) return sameValue(bench.view.value(ref), value) ? [] : [setOp(ref, value)]
  const column = bench.shape.columns[spot.column]
  if (value === null || !column) return []
  return [{ insert: bench.shape.block.key, after: lastId(bench), rows: [newRow({ [column.key]: value })] }]
}

/** Empties every open cell of the area. @param files those that hold files too: what is cut could not be pasted. */
export function clearArea(bench: Bench, area: Area, files: boolean): Op[] {
  const ops: Op[] = []
  eachCell(area, (row, column) => {
    const ref = bench.shape.ref(row, column)
    const open = ref && (!bench.view.locked(ref) || (files && bench.view.attachable(ref)))
    if (open && bench.view.value(ref) !== null) ops.push(setOp(ref, null))
  })
  return ops
}

/** Ctrl+D: the top row of the area into the rows below it; a single row takes the values of the row above. */
export function fillDown(bench: Bench, area: Area): Op[] {
  const source = area.top === area.bottom ? area.top - 1 : area.top
  return fillArea(bench, { ...area, top: source, bottom: source }, { ...area, top: source })
}

/** Ctrl+R: the left column of the area into the columns beside it; a single column takes the values of the one before. */
export function fillRight(bench: Bench, area: Area): Op[] {
  const source = area.left === area.right ? area.left - 1 : area.left
  return fillArea(bench, { ...area, left: source, right: source }, { ...area, left: source })
}

/** Fills `target` with the values of `source`, which is repeated as often as it takes. Locked cells keep their values. */
export function fillArea(bench: Bench, source: Area, target: Area): Op[] {
  const height = source.bottom - source.top + 1
  const width = source.right - source.left + 1
  const ops: Op[] = []
  const added = addedByFill(bench, source, target)
  if (added.length > 0) ops.push({ insert: bench.shape.block.key, after: lastId(bench), rows: added })
  eachCell(target, (row, column) => {
    if (contains(source, row, column)) return
    const spot = {
      row: source.top + wrapped(row - source.top, height),
      column: source.left + wrapped(column - source.left, width),
    }
    const from = bench.shape.ref(spot.row, spot.column)
    const to = bench.shape.ref(row, column)
    const rules = to && bench.view.rules(to)
    if (!from || !rules || bench.view.locked(to)) return
    // Another column may hold another type: there it is as if the text had been typed.
    const value = spot.column === column ? bench.view.value(from) : parseTyped(rules, textOf(bench, spot.row, spot.column))
    if (!sameValue(bench.view.value(to), value)) ops.push(setOp(to, value))
  })
  return ops
}

/** Rows that a fill adds where it is drawn past the last row of a table that may grow. */
function addedByFill(bench: Bench, source: Area, target: Area): readonly DynamicRow[] {
  const { shape, view } = bench
  if (!shape.growing || shape.block.kind !== 'dynamic') return []
  const count = view.rows(shape.block.key).length
  const [height, width] = [source.bottom - source.top + 1, source.right - source.left + 1]
  const last = Math.min(target.bottom, shape.block.max - 1)
  return Array.from({ length: Math.max(0, last - count + 1) }, (_, place) => {
    const row = source.top + wrapped(count + place - source.top, height)
    const texts = Array.from({ length: target.right - target.left + 1 }, (__, column) =>
      textOf(bench, row, source.left + wrapped(target.left + column - source.left, width)),
    )
    return newRow(cellsOf(bench, target.left, texts))
  })
}

function wrapped(place: number, length: number): number {
  return ((place % length) + length) % length
}

/** The selected cells as text. */
export function copyArea(bench: Bench, area: Area): Matrix {
  const matrix: string[][] = []
  for (let row = area.top; row <= area.bottom; row += 1) {
    const kind = bench.shape.rows[row]?.kind
    if (kind !== 'cells' && !(kind === 'ghost' && area.top === area.bottom)) continue
    const line: string[] = []
    for (let column = area.left; column <= area.right; column += 1) line.push(textOf(bench, row, column))
    matrix.push(line)
  }
  return matrix
}

/**
 * Plans a paste at the upper left corner of the selection. One cell fills the whole selection, a block is repeated where
 * the selection is a whole multiple of it. Rows beyond the end are added to a growing table, up to its maximum.
 */
export function planPaste(bench: Bench, selected: Area, clipboard: Matrix): PastePlan {
  const { shape } = bench
  const lines = repeated(selected, clipboard)
  const width = Math.max(0, ...lines.map((line) => line.length))
  const ops: Op[] = []
  const added: DynamicRow[] = []
  let locked = 0
  let taken = 0
  let row = selected.top
  let lastRow = selected.top
  for (const line of lines) {
    while (shape.rows[row]?.kind === 'group') row += 1
    if (shape.rows[row]?.kind === 'cells') {
      const written = pasteLine(bench, row, selected.left, line)
      ops.push(...written.ops)
      locked += written.locked
    } else if (mayAdd(bench, added.length)) added.push(newRow(cellsOf(bench, selected.left, line)))
    else break
    taken += 1
    lastRow = row
    row += 1
  }
  const after = lastId(bench)
  if (added.length > 0) ops.push({ insert: shape.block.key, after, rows: added })
  const right = Math.min(shape.columns.length, selected.left + width) - 1
  return {
    ops,
    area: { top: selected.top, bottom: lastRow, left: selected.left, right: Math.max(selected.left, right) },
    locked,
    lostRows: lines.length - taken,
    lostColumns: Math.max(0, selected.left + width - shape.columns.length),
  }
}

function repeated(selected: Area, clipboard: Matrix): Matrix {
  const height = clipboard.length
  const width = Math.max(0, ...clipboard.map((line) => line.length))
  const rows = selected.bottom - selected.top + 1
  const columns = selected.right - selected.left + 1
  if (height === 0 || width === 0 || rows % height !== 0 || columns % width !== 0) return clipboard
  return Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (__, column) => clipboard[row % height]?.[column % width] ?? ''),
  )
}

function pasteLine(bench: Bench, row: number, left: number, line: readonly string[]): { ops: Op[]; locked: number } {
  const ops: Op[] = []
  let locked = 0
  line.forEach((text, offset) => {
    const ref = bench.shape.ref(row, left + offset)
    if (!ref) return
    const rules = bench.view.rules(ref)
    if (!rules || bench.view.locked(ref)) {
      if (text.trim() !== '' && text.trim() !== textOf(bench, row, left + offset)) locked += 1
      return
    }
    const value = parseTyped(rules, text)
    if (!sameValue(bench.view.value(ref), value)) ops.push(setOp(ref, value))
  })
  return { ops, locked }
}

function cellsOf(bench: Bench, left: number, line: readonly string[]): Record<string, CellValue> {
  const cells: Record<string, CellValue> = {}
  line.forEach((text, offset) => {
    const rules = bench.shape.block.columns[left + offset]
    if (!rules || ghostLocked(bench, left + offset)) return
    const value = parseTyped(rules, text)
    if (value !== null) cells[rules.key] = value
  })
  return cells
}

function mayAdd(bench: Bench, already: number): boolean {
  const { block, growing } = bench.shape
  return growing && block.kind === 'dynamic' && bench.view.rows(block.key).length + already < block.max
}

/** Empty rows beside a row of the table; as many as still fit. `after` is the `$id` before them, null for the top. */
export function insertRows(bench: Bench, after: string | null, count: number): Op[] {
  const { block, growing } = bench.shape
  if (!growing || block.kind !== 'dynamic') return []
  const fits = Math.min(count, block.max - bench.view.rows(block.key).length)
  return fits > 0 ? [{ insert: block.key, after, rows: Array.from({ length: fits }, () => newRow({})) }] : []
}

/** Takes away the rows of the area. */
export function removeRows(bench: Bench, area: Area): Op[] {
  if (!bench.shape.growing) return []
  const ids = bench.shape.rows
    .slice(Math.max(0, area.top), area.bottom + 1)
    .filter((row) => row.kind === 'cells')
    .map((row) => row.key)
  return ids.length > 0 ? [{ remove: bench.shape.block.key, ids }] : []
}

/** `$id` of the last row, null in an empty table. */
export function lastId(bench: Bench): string | null {
  return bench.view.rows(bench.shape.block.key).at(-1)?.$id ?? null
}

/** `$id` of the row above `row`, null at the top. */
export function idAbove(bench: Bench, row: number): string | null {
  return bench.shape.rows[row - 1]?.key ?? null
}

function newRow(cells: Record<string, CellValue>): DynamicRow {
  return Object.assign({ $id: newRowId(Math.random) }, cells)
}

function setOp(ref: CellRef, value: CellValue): Op {
  return { set: [ref.block, ref.row, ref.column], value }
}

function eachCell(area: Area, visit: (row: number, column: number) => void): void {
  for (let row = Math.max(0, area.top); row <= area.bottom; row += 1)
    for (let column = area.left; column <= area.right; column += 1) visit(row, column)
}
