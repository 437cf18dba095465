import { ownersIn } from '@tabel/engine'
import type { CellRules, Cells, CompiledBlock, CompiledColumn, CompiledForm, FixedBlock, FormData } from '@tabel/engine'
import type { TableValue } from '../writer/table-file.ts'
import { columnLimit } from '../writer/workbook-file.ts'
import { columnWidth, tableValue } from './cell-value.ts'
import type { ResultColumn, ResultTable } from './result-table.ts'
import { blockTitle, sheetTitle, tableName } from './titles.ts'

/** One cell of the form that is a column of the results. */
interface WideCell {
  readonly column: ResultColumn
  readonly rules: CellRules
  readonly block: string
  /** Key of the row; absent in a fields block. */
  readonly row?: string
  readonly key: string
}

/** Columns that stand before those of the form: see `organisationColumns`, and the owner of a copy. */
const mostBefore = 10

/**
 * Fields and fixed tables of one sheet, all their cells in one line for each organisation; of blocks that are repeated for the
 * rows of a table, in one line for each of these rows. What is wider than a worksheet goes on in a further table.
 *
 * @param blocks of one sheet, all repeated for the same table or none.
 */
export function wideTables(form: CompiledForm, blocks: readonly CompiledBlock[]): readonly ResultTable[] {
  const [first] = blocks
  if (first === undefined) return []
  const single = blocks.length === 1
  const cells = blocks.flatMap((block) => cellsOf(form, block, single ? [] : [blockTitle(form, block)]))
  const title = single ? blockTitle(form, first) : sheetTitle(form, first.sheet)
  const size = columnLimit - mostBefore
  return Array.from({ length: Math.max(1, Math.ceil(cells.length / size)) }, (_, part) =>
    wideTable(form, title, first.repeat, cells.slice(part * size, (part + 1) * size)),
  )
}

function wideTable(form: CompiledForm, title: string, repeat: string | undefined, cells: readonly WideCell[]): ResultTable {
  const owner = repeat === undefined ? [] : [{ title: tableName(form, repeat), groups: [], width: 24 }]
  const line = (data: FormData, ending: string): readonly TableValue[] =>
    cells.map(({ block, row, key, rules }) => {
      const content = data[block + ending] as Cells | Readonly<Record<string, Cells>> | undefined
      const values = row === undefined ? content : (content as Readonly<Record<string, Cells>> | undefined)?.[row]
      return tableValue(rules, (values as Cells | undefined)?.[key] ?? null)
    })
  return {
    title,
    columns: [...owner, ...cells.map(({ column }) => column)],
    lines: function* (data) {
      if (repeat === undefined) yield line(data, '')
      else for (const { id, name } of ownersIn(form, data, repeat)) yield [name, ...line(data, `~${id}`)]
    },
  }
}

function cellsOf(form: CompiledForm, block: CompiledBlock, above: readonly string[]): readonly WideCell[] {
  const columns = block.columns.filter(({ repeat }) => repeat === undefined)
  const sheet = sheetTitle(form, block.sheet)
  if (block.kind === 'fixed') return block.rows.flatMap((row) => rowCells(sheet, block, row, columns, above))
  return columns.map((column) => {
    const groups = [...above, ...column.groups.map(({ title }) => title)]
    const source = { sheet, key: `${block.key}.${column.key}`, name: [...groups, column.title].join(' · '), rules: column }
    const shown = { title: column.title, groups, width: columnWidth(column.title, column.width), source }
    return { column: shown, rules: column, block: block.key, key: column.key }
  })
}

/** The cells of a row that the form names, but for those it crosses out. */
function rowCells(
  sheet: string,
  block: FixedBlock,
  row: FixedBlock['rows'][number],
  columns: readonly CompiledColumn[],
  above: readonly string[],
): readonly WideCell[] {
  const open = columns.filter(({ key }) => !row.blocked.includes(key))
  const rowName = row.code === undefined ? row.title : `${row.code} ${row.title}`
  return open.map((column) => {
    const named = [...column.groups.map(({ title }) => title), column.title].join(' · ')
    const title = `${row.code ?? row.title} · ${named}`
    const rules = row.cells[column.key] ?? column
    const groups = [...above, rowName]
    const source = { sheet, key: `${block.key}.${row.key}.${column.key}`, name: [...groups, named].join(' · '), rules }
    const shown = { title, groups, width: Math.min(30, columnWidth(title, column.width)), source }
    return { column: shown, rules, block: block.key, row: row.key, key: column.key }
  })
}
