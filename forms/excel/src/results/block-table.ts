import { formatValue, isCodes, isFileRef, isRaw, ownersIn } from '@tabel/engine'
import type {
  BlockData,
  CellValue,
  Cells,
  CellType,
  CompiledBlock,
  CompiledColumn,
  CompiledForm,
  DynamicRow,
  FormData,
} from '@tabel/engine'

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

/** What becomes a worksheet. */
export interface ResultTable {
  readonly title: string
  readonly columns: readonly ResultColumn[]
  /** Its lines as one organisation submitted them, in the order of `columns`. */
  readonly lines: (data: FormData) => Iterable<readonly SheetValue[]>
}

/**
 * The tables of a form, in its order. Of a block that is repeated for the rows of a table all copies are one table, with the
 * row in front; columns that are repeated for rows make a table of their own, one line for each row and the one it is said of.
 */
export function resultTables(form: CompiledForm): readonly ResultTable[] {
  return Object.values(form.blocks).flatMap((block) => {
    const table = tableOf(form, block)
    const repeats = [...new Set(block.columns.flatMap(({ repeat }) => repeat?.table ?? []))]
    return [table, ...repeats.map((one) => memberTable(form, block, table, one))]
  })
}

/** The block's own title, or the title of its sheet. */
function titleOf(form: CompiledForm, block: CompiledBlock): string {
  const title = block.title ?? form.sheets.find((sheet) => sheet.key === block.sheet)?.title ?? block.key
  return title.replaceAll(/[«"(]?\{[A-Za-z]\w*\}[»")]?/gu, '').trim() || nameOf(form, block.repeat ?? block.key)
}

/** What one row of a table is called. */
function nameOf(form: CompiledForm, table: string): string {
  return form.blocks[table]?.title ?? table
}

function tableOf(form: CompiledForm, block: CompiledBlock): ResultTable {
  const columns = block.columns.filter(({ repeat }) => repeat === undefined)
  return {
    title: titleOf(form, block),
    columns: [...placeColumns(form, block), ...columns.map((column) => resultColumn(column, column.title))],
    lines: function* (data) {
      for (const { place, cells } of rowsOf(form, block, data)) yield [...place, ...cellsOf(columns, cells)]
    },
  }
}

/** The columns of a block that are repeated for the rows of another table. */
function memberTable(form: CompiledForm, block: CompiledBlock, { title, columns: all }: ResultTable, table: string): ResultTable {
  const columns = block.columns.filter(({ repeat }) => repeat?.table === table)
  const own =
    block.kind === 'dynamic' ? all.slice(0, placeColumns(form, block).length + 2) : all.slice(0, placeColumns(form, block).length)
  const named = block.columns.filter(({ repeat }) => repeat === undefined).slice(0, own.length - placeColumns(form, block).length)
  return {
    title: `${title}: ${nameOf(form, table)}`,
    columns: [
      ...own,
      { title: nameOf(form, table), groups: [], width: 20, type: 'string' },
      ...columns.map((column) => resultColumn(column, column.title.replaceAll(/\s*\{\w+\}/gu, ''), column.groups.length - 1)),
    ],
    lines: function* (data) {
      const members = ownersIn(form, data, table)
      for (const { place, cells } of rowsOf(form, block, data))
        for (const { id, name } of members) {
          const copies = columns.map((column) => ({ ...column, key: column.key.replace('~*', `~${id}`) }))
          if (copies.some(({ key }) => (cells[key] ?? null) !== null))
            yield [...place, ...cellsOf(named, cells), name, ...cellsOf(copies, cells)]
        }
    },
  }
}

function resultColumn(column: CompiledColumn, title: string, depth = column.groups.length): ResultColumn {
  return {
    title,
    groups: column.groups.slice(0, depth).map((group) => group.title),
    width: Math.min(60, Math.max(10, column.width === undefined ? title.length + 2 : Math.round(column.width / 7))),
    type: column.type,
  }
}

/** What stands before the cells of a row: the row a copy belongs to, the code and title of a row that the form names. */
function placeColumns(form: CompiledForm, block: CompiledBlock): readonly ResultColumn[] {
  const owner =
    block.repeat === undefined ? [] : [{ title: nameOf(form, block.repeat), groups: [], width: 24, type: 'string' as const }]
  return [...owner, ...(block.kind === 'fixed' ? rowColumns : [])]
}

interface Line {
  readonly place: readonly SheetValue[]
  readonly cells: Cells
}

function* rowsOf(form: CompiledForm, block: CompiledBlock, data: FormData): Generator<Line> {
  if (block.repeat === undefined) yield* linesIn(block, data[block.key], [])
  else for (const { id, name } of ownersIn(form, data, block.repeat)) yield* linesIn(block, data[`${block.key}~${id}`], [name])
}

function* linesIn(block: CompiledBlock, content: BlockData | undefined, place: readonly SheetValue[]): Generator<Line> {
  if (content === undefined) return
  if (block.kind === 'fields') yield { place, cells: content as Cells }
  else if (block.kind === 'dynamic') for (const row of content as readonly DynamicRow[]) yield { place, cells: row }
  else {
    const rows = content as Readonly<Record<string, Cells>>
    for (const row of block.rows) yield { place: [...place, row.code ?? row.key, row.title], cells: rows[row.key] ?? {} }
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
