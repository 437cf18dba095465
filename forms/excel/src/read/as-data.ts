import { formFor } from '@tabel/engine'
import type { CellValue, Cells, CompiledForm, DynamicRow, FormData } from '@tabel/engine'
import { rowsOf } from './difference.ts'
import type { Filled, FilledBlock, FilledCell } from './filled.ts'

/** Ids of rows that a person added, until they get one of their own. */
const added = 'added-'

/** What a workbook holds, as data of the form that it was made for; where it has no place for something, what it carried. */
export function dataOf(form: CompiledForm, { blocks }: Filled, base: FormData): FormData {
  const data: Record<string, unknown> = { ...base }
  for (const { block, rows } of blocks) {
    const kind = form.blocks[block]?.kind ?? formFor(form, base).blocks[block]?.kind
    if (kind === 'dynamic')
      data[block] = rows.map(({ id, line, cells }): DynamicRow => ({ ...cellsOf(cells), $id: id ?? `${added}${line}` }))
    else if (kind === 'fixed') data[block] = Object.fromEntries(rows.map(({ id, cells }) => [id ?? '', cellsOf(cells)]))
    else data[block] = cellsOf(rows[0]?.cells ?? [])
  }
  return data as FormData
}

/** Data as a workbook of this form would hold them; only rows that were there before have an id. */
export function filledOf(form: CompiledForm, data: FormData, before: FormData): readonly FilledBlock[] {
  return Object.values(form.blocks).flatMap((block): readonly FilledBlock[] => {
    const content = data[block.key]
    if (content === undefined) return []
    const keys = block.columns.map(({ key }) => key)
    if (block.kind === 'fields')
      return [{ block: block.key, rows: [{ id: null, line: 0, cells: filledCells(keys, content as Cells) }] }]
    if (block.kind === 'fixed')
      return [
        {
          block: block.key,
          rows: block.rows.map(({ key }) => ({
            id: key,
            line: 0,
            cells: filledCells(keys, (content as Readonly<Record<string, Cells>>)[key] ?? {}),
          })),
        },
      ]
    const known = new Set(rowsOf(before, block.key).map(({ $id }) => $id))
    const rows = rowsOf(data, block.key).map((row) => ({
      id: known.has(row.$id) ? row.$id : null,
      line: 0,
      cells: filledCells(keys, row),
    }))
    return [{ block: block.key, rows }]
  })
}

function filledCells(keys: readonly string[], cells: Cells): readonly FilledCell[] {
  return keys.map((column) => ({ column, value: cells[column] ?? null, address: '' }))
}

function cellsOf(cells: readonly FilledCell[]): Record<string, CellValue> {
  return Object.fromEntries(cells.flatMap(({ column, value }) => (value === null ? [] : [[column, value]])))
}
