import type { CompiledForm } from '../model/compiled-form.ts'
import type { FormData } from '../model/data.ts'
import type { Problem } from '../model/problem.ts'
import { findBlock, sheetOrder } from './form-index.ts'
import { placesIn, rowsIn } from './read.ts'

/**
 * Compares problems as people read a form: by sheet, table, row and column; what is said of a whole sheet, table or row
 * comes before what is said of its cells. Problems of one place are ordered by id.
 */
export function problemOrder(form: CompiledForm, data: FormData): (a: Problem, b: Problem) => number {
  const sheets = new Map(form.sheets.map((sheet, place) => [sheet.key, place]))
  const blocks = new Map(sheetOrder(form).map((block, place) => [block.key, place]))
  return (a, b) => {
    if (a.at.block !== b.at.block) {
      const sheet = (sheets.get(a.sheet) ?? 0) - (sheets.get(b.sheet) ?? 0)
      return sheet || (blocks.get(a.at.block ?? '') ?? -1) - (blocks.get(b.at.block ?? '') ?? -1)
    }
    const row = a.at.row === b.at.row ? 0 : rowPlace(form, data, a.at) - rowPlace(form, data, b.at)
    const column = a.at.column === b.at.column ? 0 : columnPlace(form, a.at) - columnPlace(form, b.at)
    return row || column || (a.id < b.id ? -1 : Number(a.id > b.id))
  }
}

function rowPlace(form: CompiledForm, data: FormData, { block, row }: Problem['at']): number {
  if (block === null || row === null) return -1
  const found = findBlock(form, block)
  const places = found?.block.kind === 'fixed' ? found.rows : placesIn(rowsIn(data, block))
  return places.get(row) ?? -1
}

function columnPlace(form: CompiledForm, { block, column }: Problem['at']): number {
  return block === null || column === null ? -1 : (findBlock(form, block)?.columns.get(column) ?? -1)
}

/** Two lists that are each in order, as one. */
export function mergeSorted<T>(one: readonly T[], other: readonly T[], order: (a: T, b: T) => number): readonly T[] {
  if (other.length === 0) return one
  if (one.length === 0) return other
  const merged: T[] = []
  let next = 0
  for (const item of one) {
    for (let late = other[next]; late !== undefined && order(late, item) < 0; late = other[++next]) merged.push(late)
    merged.push(item)
  }
  return [...merged, ...other.slice(next)]
}
