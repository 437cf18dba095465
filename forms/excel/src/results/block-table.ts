import { formatValue, isCodes, isFileRef, isRaw } from '@tabel/engine'
import type { CellValue, Cells, CellType, CompiledBlock, CompiledColumn, DynamicRow, FormData } from '@tabel/engine'

/** A value as a worksheet cell takes it. Dates are `Date` at midnight UTC. */
export type SheetValue = string | number | boolean | Date | null

/** One column of a results sheet. */
export interface ResultColumn {
  readonly title: string
  /** Titles of the merged header cells above, outermost first. */
  readonly groups: readonly string[]
  /** Width in characters of the workbook's default font. */
  readonly width: number
  readonly type: CellType
}

/** Columns of the organisation that stand before the columns of every block. */
export const organisationColumns: readonly ResultColumn[] = [
  { title: 'Логин', groups: [], width: 14, type: 'string' },
  { title: 'Организация', groups: [], width: 44, type: 'string' },
  { title: 'Сдано (московское время)', groups: [], width: 20, type: 'string' },
]

const rowColumns: readonly ResultColumn[] = [
  { title: 'Строка', groups: [], width: 10, type: 'string' },
  { title: 'Наименование строки', groups: [], width: 36, type: 'string' },
]

/** Columns of one block, in the order of the form. Fixed rows get their code and title in front. */
export function columnsOf(block: CompiledBlock): readonly ResultColumn[] {
  const own = block.columns.map((column) => ({
    title: column.title,
    groups: column.groups.map((group) => group.title),
    width: Math.min(60, Math.max(10, column.width === undefined ? column.title.length + 2 : Math.round(column.width / 7))),
    type: column.type,
  }))
  return block.kind === 'fixed' ? [...rowColumns, ...own] : own
}

/** Lines of one block as one organisation submitted them, in the order of {@link columnsOf}. */
export function* linesOf(block: CompiledBlock, data: FormData): Generator<readonly SheetValue[]> {
  const content = data[block.key]
  if (content === undefined) return
  if (block.kind === 'fields') {
    yield cellsOf(block.columns, content as Cells)
  } else if (block.kind === 'dynamic') {
    for (const row of content as readonly DynamicRow[]) yield cellsOf(block.columns, row)
  } else {
    const rows = content as Readonly<Record<string, Cells>>
    for (const row of block.rows) yield [row.code ?? row.key, row.title, ...cellsOf(block.columns, rows[row.key] ?? {})]
  }
}

function cellsOf(columns: readonly CompiledColumn[], cells: Cells): readonly SheetValue[] {
  return columns.map((column) => sheetValue(column, cells[column.key] ?? null))
}

function sheetValue(column: CompiledColumn, value: CellValue): SheetValue {
  if (isRaw(value)) return value.$raw
  if (isCodes(value) || isFileRef(value)) return formatValue(column, value)
  if (column.type === 'date' && typeof value === 'string') {
    const date = new Date(`${value}T00:00:00Z`)
    return Number.isNaN(date.valueOf()) ? value : date
  }
  return value
}
