import type { CellRef, CompiledBlock, CompiledColumn, HeaderGroup, Hint } from '@tabel/engine'
import type { GridView } from '../adapter.ts'
import type { Selection, Spot } from './selection.ts'

/** A line of the table. `group` is a heading between rows, `ghost` the empty row that waits for typing. */
export interface ShapeRow {
  readonly kind: 'cells' | 'group' | 'ghost'
  /** Row key, `$id`, or the key of the field. */
  readonly key: string
  /** What stands in the row header. */
  readonly number: string
  /** Title of a row that the form names. */
  readonly title?: string
  readonly unit?: string
  readonly level: number
  readonly hint?: Hint
}

export interface ShapeColumn {
  readonly key: string
  readonly title: string
  readonly code?: string
  readonly groups: readonly HeaderGroup[]
  readonly hint?: Hint
  readonly width: number
}

/** Rows and columns of one block as a rectangle, whatever its kind. Rows and columns are zero-based. */
export interface TableShape {
  readonly block: CompiledBlock
  readonly rows: readonly ShapeRow[]
  readonly columns: readonly ShapeColumn[]
  /** Width of the row header in CSS pixels. */
  readonly headerWidth: number
  readonly titled: boolean
  readonly frozen: number
  readonly numbered: boolean
  /** May people add and remove rows here and now. */
  readonly growing: boolean
  /** The cell at a place; null for a group or the ghost row. */
  ref(row: number, column: number): CellRef | null
}

/** Lays out a block: a dynamic or fixed table as it is, a fields block as one column of values beside their names. */
export function shapeOf(view: GridView, block: CompiledBlock): TableShape {
  if (block.kind === 'fields') return fieldsShape(block)
  const columns = block.columns.map(columnOf)
  const rows = block.kind === 'fixed' ? fixedRows(block) : dynamicRows(view, block)
  return {
    block,
    rows,
    columns,
    headerWidth: block.kind === 'fixed' ? 300 : rows.length > 999 ? 64 : 52,
    titled: block.kind === 'fixed',
    frozen: Math.min(block.freeze, columns.length),
    numbered: block.numbered,
    growing: block.kind === 'dynamic' && block.add && !view.readOnly,
    ref: (row, column) => cellAt(rows, row, columns[column]?.key, (key) => key, block.key),
  }
}

function fieldsShape(block: CompiledBlock): TableShape {
  const rows = block.columns.map((column, index): ShapeRow => ({
    kind: 'cells',
    key: column.key,
    number: column.code ?? String(index + 1),
    title: column.title,
    level: 0,
    ...(column.unit ? { unit: column.unit } : {}),
    ...(column.hint ? { hint: column.hint } : {}),
  }))
  const widest = Math.max(180, ...block.columns.map((column) => columnOf(column).width))
  return {
    block,
    rows,
    columns: [{ key: '', title: '', groups: [], width: Math.min(widest, 420) }],
    headerWidth: 360,
    titled: true,
    frozen: 0,
    numbered: false,
    growing: false,
    ref: (row) => {
      const field = rows[row]
      return field ? { block: block.key, row: null, column: field.key } : null
    },
  }
}

function cellAt(
  rows: readonly ShapeRow[],
  row: number,
  column: string | undefined,
  rowKey: (key: string) => string,
  block: string,
): CellRef | null {
  const line = rows[row]
  return line?.kind === 'cells' && column !== undefined ? { block, row: rowKey(line.key), column } : null
}

function fixedRows(block: Extract<CompiledBlock, { kind: 'fixed' }>): ShapeRow[] {
  const rows: ShapeRow[] = []
  let open: readonly HeaderGroup[] = []
  block.rows.forEach((row, index) => {
    row.groups.forEach((group, level) => {
      if (open[level]?.id !== group.id)
        rows.push({ kind: 'group', key: `group ${group.id} ${row.key}`, number: '', title: group.title, level })
    })
    open = row.groups
    rows.push({
      kind: 'cells',
      key: row.key,
      number: row.code ?? String(index + 1),
      title: row.title,
      level: row.level + row.groups.length,
      ...(row.unit ? { unit: row.unit } : {}),
      ...(row.hint ? { hint: row.hint } : {}),
    })
  })
  return rows
}

function dynamicRows(view: GridView, block: Extract<CompiledBlock, { kind: 'dynamic' }>): ShapeRow[] {
  const rows = view.rows(block.key).map((row, index): ShapeRow => ({
    kind: 'cells',
    key: row.$id,
    number: String(index + 1),
    level: 0,
  }))
  if (block.add && !view.readOnly && rows.length < block.max) rows.push({ kind: 'ghost', key: '+', number: '+', level: 0 })
  return rows
}

const typical = { integer: 76, number: 92, boolean: 76, date: 112, time: 76, money: 110, file: 150, string: 150 } as const

function columnOf(column: CompiledColumn): ShapeColumn {
  const longest = Math.max(0, ...column.title.split(/\s+/u).map((word) => word.length))
  const choices = Math.max(0, ...(column.choices ?? []).map((choice) => choice.title.length))
  // A word of the title is never broken: about 9 pixels a letter, the padding, and the hint icon.
  const title = Math.min(longest * 9 + 14 + (column.hint ? 22 : 0), 240)
  const natural = Math.max(typical[column.type], Math.min(choices * 8 + 44, 260))
  return {
    key: column.key,
    title: column.title,
    groups: column.groups,
    width: Math.round(Math.max(44, title, column.width ?? natural)),
    ...(column.code ? { code: column.code } : {}),
    ...(column.hint ? { hint: column.hint } : {}),
  }
}

/** The selection on the same row after rows came or went, and inside the table always. @param key key of the active row before. */
export function follow(selection: Selection, key: string | null, { rows, columns }: TableShape): Selection {
  const { active, head } = selection
  const moved = key !== null && rows[active.row]?.key !== key
  const found = moved ? rows.findIndex((row) => row.key === key) : -1
  const shift = found >= 0 ? found - active.row : 0
  const inside = ({ row, column }: Spot): Spot => ({
    row: row < 0 ? row : Math.max(0, Math.min(rows.length - 1, row + shift)),
    column: Math.max(0, Math.min(columns.length - 1, column)),
  })
  return { active: inside(active), head: inside(head) }
}
