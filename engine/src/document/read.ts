import type { CompiledBlock, CompiledForm } from '../model/compiled-form.ts'
import type { CellRef, CellValue, Cells, DynamicRow, FormData } from '../model/data.ts'
import { findBlock } from './form-index.ts'

const noRows: readonly DynamicRow[] = []
const noCells: Cells = {}

/** Rows of a dynamic table; none when the data hold something else there. */
export function rowsIn(data: FormData, block: string): readonly DynamicRow[] {
  const rows = data[block]
  return Array.isArray(rows) ? (rows as readonly DynamicRow[]) : noRows
}

/** Cells of a fields block (`row` null) or of a row of a table; undefined when a row that people add is not there. */
export function cellsIn(data: FormData, block: CompiledBlock, row: string | null): Cells | undefined {
  if (block.kind === 'dynamic') {
    const rows = rowsIn(data, block.key)
    return rows[placesIn(rows).get(row ?? '') ?? -1]
  }
  const content = data[block.key]
  if (content === undefined || Array.isArray(content)) return noCells
  if (block.kind === 'fields') return content as Cells
  return (content as Readonly<Record<string, Cells>>)[row ?? ''] ?? noCells
}

/** What a cell holds; null for a cell that is empty or not there. */
export function readCell(form: CompiledForm, data: FormData, ref: CellRef): CellValue {
  const found = findBlock(form, ref.block)
  if (!found?.columns.has(ref.column)) return null
  return cellsIn(data, found.block, ref.row)?.[ref.column] ?? null
}

const places = new WeakMap<readonly DynamicRow[], ReadonlyMap<string, number>>()

/** Zero-based places of rows by `$id`. Made once per array, so that looking up a row does not search. */
export function placesIn(rows: readonly DynamicRow[]): ReadonlyMap<string, number> {
  let found = places.get(rows)
  if (!found) {
    found = new Map(rows.map((row, place) => [row.$id, place]))
    places.set(rows, found)
  }
  return found
}

/** Tells that `copy` has the same rows at the same places as `rows`, so that its index need not be made again. */
export function samePlaces(rows: readonly DynamicRow[], copy: readonly DynamicRow[]): void {
  places.set(copy, placesIn(rows))
}
