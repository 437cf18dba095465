import { isRaw, parseTyped } from '@tabel/engine'
import type { BlockData, Cells, CellValue, CompiledBlock, DynamicRow, FormData } from '@tabel/engine'
import type { RegistryRow } from '../../storage/registries.ts'

type Row = Readonly<Record<string, unknown>>

/** Rows of a registry as a block of a form reads them: the columns it names, each as its type. What is not of the type is empty. */
export function registryContent(block: CompiledBlock, rows: readonly RegistryRow[]): BlockData {
  const read = (row: RegistryRow): Cells =>
    cells(block, (column) => {
      const value = parseTyped(column, row[column.key] ?? '')
      return isRaw(value) ? null : value
    })
  if (block.kind === 'fields') return read(rows[0] ?? {})
  if (block.kind === 'dynamic') return rows.map(read) as readonly Cells[] as readonly DynamicRow[]
  return {}
}

/** A block of a submitted report as another form reads it: the columns and rows that it names. */
export function submittedContent(block: CompiledBlock, content: FormData[string] | undefined): BlockData | undefined {
  if (content === undefined) return undefined
  const pick = (row: Row): Cells => cells(block, ({ key }) => (row[key] ?? null) as CellValue)
  if (block.kind === 'fields') return Array.isArray(content) ? undefined : pick(content as Row)
  if (block.kind === 'dynamic') {
    if (!Array.isArray(content)) return undefined
    return (content as readonly DynamicRow[]).map((row): DynamicRow => ({ ...pick(row), $id: row.$id }) as DynamicRow)
  }
  const rows = content as Readonly<Record<string, Row>>
  return Object.fromEntries(block.rows.flatMap(({ key }) => (rows[key] ? [[key, pick(rows[key])] as const] : [])))
}

/** Values of single fields: those that the block names. */
export function fieldsContent(block: CompiledBlock, values: Readonly<Record<string, CellValue>>): Cells {
  return cells(block, ({ key }) => values[key] ?? null)
}

function cells(block: CompiledBlock, read: (column: CompiledBlock['columns'][number]) => CellValue): Cells {
  const found = block.columns.flatMap((column) => {
    const value = read(column)
    return value === null ? [] : [[column.key, value] as const]
  })
  return Object.fromEntries(found)
}
