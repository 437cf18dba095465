import { ownersIn } from '@tabel/engine'
import type { Cells, CompiledBlock, CompiledColumn, CompiledForm, DynamicRow, FormData } from '@tabel/engine'
import type { TableValue } from '../writer/table-file.ts'
import { columnWidth, tableValue } from './cell-value.ts'
import type { ResultColumn, ResultTable } from './result-table.ts'
import { blockTitle, sheetTitle, tableName, withoutPlaces } from './titles.ts'

const rowColumns: readonly ResultColumn[] = [
  { title: 'Строка', groups: [], width: 10 },
  { title: 'Наименование строки', groups: [], width: 36 },
]

/** A table to which people add rows: one line for each row. */
export function rowTable(form: CompiledForm, block: CompiledBlock): ResultTable {
  const columns = block.columns.filter(({ repeat }) => repeat === undefined)
  return {
    title: blockTitle(form, block),
    columns: [...placeColumns(form, block), ...columns.map((column) => resultColumn(form, block, column))],
    lines: function* (data) {
      for (const { place, cells } of rowsOf(form, block, data)) yield [...place, ...valuesOf(columns, cells)]
    },
  }
}

/** The columns of a block that are repeated for the rows of another table: one line for each row and the one it is said of. */
export function memberTable(form: CompiledForm, block: CompiledBlock, table: string): ResultTable {
  const columns = block.columns.filter(({ repeat }) => repeat?.table === table)
  // The first columns of a row tell people which row it is.
  const named = block.kind === 'dynamic' ? block.columns.filter(({ repeat }) => repeat === undefined).slice(0, 2) : []
  return {
    title: `${blockTitle(form, block)}: ${tableName(form, table)}`,
    columns: [
      ...placeColumns(form, block),
      ...named.map(({ title, width }) => ({ title, groups: [], width: columnWidth(title, width) })),
      { title: tableName(form, table), groups: [], width: 20 },
      ...columns.map((column) => resultColumn(form, block, column, column.groups.length - 1)),
    ],
    lines: function* (data) {
      const members = ownersIn(form, data, table)
      for (const { place, cells } of rowsOf(form, block, data))
        for (const { id, name } of members) {
          const copies = columns.map((column) => ({ ...column, key: column.key.replace('~*', `~${id}`) }))
          if (copies.some(({ key }) => (cells[key] ?? null) !== null))
            yield [...place, ...valuesOf(named, cells), name, ...valuesOf(copies, cells)]
        }
    },
  }
}

function resultColumn(
  form: CompiledForm,
  block: CompiledBlock,
  column: CompiledColumn,
  depth = column.groups.length,
): ResultColumn {
  const title = withoutPlaces(column.title)
  const groups = column.groups.slice(0, Math.max(0, depth)).map((group) => group.title)
  const name = [...groups, title].join(' · ')
  const source = { sheet: sheetTitle(form, block.sheet), key: `${block.key}.${column.key}`, name, rules: column }
  return { title, groups, width: columnWidth(title, column.width), source }
}

/** What stands before the cells of a row: the row a copy belongs to, the code and title of a row that the form names. */
function placeColumns(form: CompiledForm, block: CompiledBlock): readonly ResultColumn[] {
  const owner = block.repeat === undefined ? [] : [{ title: tableName(form, block.repeat), groups: [], width: 24 }]
  return [...owner, ...(block.kind === 'fixed' ? rowColumns : [])]
}

interface Row {
  readonly place: readonly TableValue[]
  readonly cells: Cells
}

function* rowsOf(form: CompiledForm, block: CompiledBlock, data: FormData): Generator<Row> {
  if (block.repeat === undefined) yield* rowsIn(block, data, block.key, [])
  else for (const { id, name } of ownersIn(form, data, block.repeat)) yield* rowsIn(block, data, `${block.key}~${id}`, [name])
}

function* rowsIn(block: CompiledBlock, data: FormData, key: string, place: readonly TableValue[]): Generator<Row> {
  const content = data[key]
  if (content === undefined) return
  if (block.kind === 'fields') yield { place, cells: content as Cells }
  else if (block.kind === 'dynamic') for (const row of content as readonly DynamicRow[]) yield { place, cells: row }
  else {
    const rows = content as Readonly<Record<string, Cells>>
    for (const row of block.rows) yield { place: [...place, row.code ?? row.key, row.title], cells: rows[row.key] ?? {} }
  }
}

function valuesOf(columns: readonly CompiledColumn[], cells: Cells): readonly TableValue[] {
  return columns.map((column) => tableValue(column, cells[column.key] ?? null))
}
