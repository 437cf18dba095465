import type { CompiledBlock, CompiledColumn, CompiledForm, DynamicBlock, FixedBlock } from '../model/compiled-form.ts'
import type { FormData } from '../model/data.ts'
import type { Place } from '../model/problem.ts'
import { formFor } from './copies/form-for.ts'
import { findBlock } from './form-index.ts'
import { formatValue } from './format-value.ts'
import { cellsIn, placesIn, rowsIn } from './read.ts'

/**
 * Names a place as people find it on the sheet: «строка 3 (код участника 10001), графа «Пол»», «стр. 101, гр. 3», «Дата».
 * It may stand within a sentence and has no stop. Row numbers begin with 1 and are those of these data. The sheet is not named.
 */
export function placeName(whole: CompiledForm, data: FormData, place: Place): string {
  const form = formFor(whole, data)
  const block = place.block === null ? undefined : findBlock(form, place.block)?.block
  if (!block) return 'весь лист'
  const column = place.column === null ? null : columnName(block, place.column)
  const row = place.row === null || block.kind === 'fields' ? null : rowName(data, block, place.row)
  return [row, column].filter((part) => part !== null).join(', ') || tableName(form, block)
}

/** The title of a sheet; its key when the form has no such sheet. */
export function sheetTitle(form: CompiledForm, key: string): string {
  return form.sheets.find((sheet) => sheet.key === key)?.title ?? key
}

function tableName(form: CompiledForm, block: CompiledBlock): string {
  return block.title ? `таблица «${block.title}»` : `лист «${sheetTitle(form, block.sheet)}»`
}

/** The title of a column; of a repeated one with what it is repeated for: «Физика: Балл». */
export function columnTitle(column: Pick<CompiledColumn, 'key' | 'title' | 'groups'>): string {
  const group = column.key.includes('~') ? column.groups.at(-1)?.title : undefined
  return group ? `${group}: ${column.title}` : column.title
}

/** A column or field: its number where columns are numbered, else its title. */
export function columnName(block: CompiledBlock, key: string): string {
  const column = block.columns.find((one) => one.key === key)
  if (!column) return key
  if (block.kind === 'fields') return `«${column.title}»`
  return column.code ? `гр. ${column.code}` : `графа «${columnTitle(column)}»`
}

/** A row: its code or title where the form names it, else its number and what stands in its key column. */
function rowName(data: FormData, block: FixedBlock | DynamicBlock, row: string): string {
  if (block.kind === 'fixed') return fixedRowName(block, row)
  const place = placesIn(rowsIn(data, block.key)).get(row)
  if (place === undefined) return 'удаленная строка'
  const column = block.columns.find((one) => one.key === block.keyColumn)
  const value = column ? (cellsIn(data, block, row)?.[column.key] ?? null) : null
  if (!column || value === null) return `строка ${place + 1}`
  return `строка ${place + 1} (${lowerFirst(column.title)} ${formatValue(column, value)})`
}

/** A row that the form names: «стр. 101» or «строка «Всего»». */
export function fixedRowName(block: FixedBlock, row: string): string {
  const found = block.rows.find((one) => one.key === row)
  if (!found) return row
  return found.code ? `стр. ${found.code}` : `строка «${found.title}»`
}

/** The text with a small first letter, unless it begins with an abbreviation. */
export function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)
}
