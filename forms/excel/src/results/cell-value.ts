import { formatValue, isCodes, isFileRef, isRaw } from '@tabel/engine'
import type { CellRules, CellValue } from '@tabel/engine'
import type { TableValue } from '../writer/table-file.ts'

/** A value of the form as a cell of a table takes it; choices stay codes, which the description of the columns explains. */
export function tableValue(rules: CellRules, value: CellValue): TableValue {
  if (isRaw(value)) return value.$raw
  if (isCodes(value)) return value.join('; ')
  // The id is the way to the file: two schools may call theirs alike.
  if (isFileRef(value)) return `${formatValue(rules, value)} (${value.$file})`
  if (rules.type === 'date' && typeof value === 'string') {
    const date = new Date(`${value}T00:00:00Z`)
    return Number.isNaN(date.valueOf()) ? value : date
  }
  return value
}

/** Width of a column in characters: as the form says, or enough for the title. */
export function columnWidth(title: string, pixels: number | undefined): number {
  return Math.min(60, Math.max(10, pixels === undefined ? title.length + 2 : Math.round(pixels / 7)))
}
