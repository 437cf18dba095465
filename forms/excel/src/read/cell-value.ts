import { formatValue, isRaw, parseTyped } from '@tabel/engine'
import type { CellRules, CellValue } from '@tabel/engine'
import type { ReadCell } from './sheet.ts'

const day = 24 * 60 * 60 * 1000
/** Excel takes 1900 for a leap year: before March of that year its days are one less. */
const leapMistake = 60
const lastDay = 2_958_465

/**
 * What a cell of a workbook means in a column with these rules: the same as if its text had been typed. What cannot be read is kept as
 * `{$raw}`, as it is shown.
 */
export function valueOf(rules: CellRules, cell: ReadCell, date1904: boolean): CellValue {
  const { value, kind } = cell
  if (value === null) return null
  if (kind === 'error') return { $raw: errorNames[String(value)] ?? String(value) }
  if (typeof value === 'boolean') return rules.type === 'boolean' ? value : parseTyped(rules, value ? 'да' : 'нет')
  if (typeof value === 'number') return numberValue(rules, value, kind, date1904)
  // A program may write a date as a text with its time.
  const text = rules.type === 'date' ? value.replace(/^(\d{4}-\d{2}-\d{2})T[\d:.Z+-]*$/, '$1') : value
  return parseTyped(rules, text)
}

function numberValue(rules: CellRules, value: number, kind: ReadCell['kind'], date1904: boolean): CellValue {
  if (rules.type === 'time' && kind !== 'date') return timeOf(value) ?? parseTyped(rules, plain(value))
  if (kind === 'date' || (rules.type === 'date' && kind !== 'percent')) {
    const date = dateOf(value, date1904)
    if (date === null) return { $raw: plain(value) }
    const shown = formatValue({ type: 'date', required: false, editable: true }, date)
    return rules.type === 'date' ? date : parseTyped(rules, shown)
  }
  if (kind === 'time') return parseTyped(rules, timeOf(value) ?? plain(value))
  if (kind === 'percent') {
    const shown = `${plain(value * 100)}%`
    const read = parseTyped(rules, shown)
    // A part of one, shown as a percentage, is what a column without a unit asks for.
    return isRaw(read) ? parseTyped(rules, plain(value)) : read
  }
  return parseTyped(rules, plain(value))
}

/** A number as people type it, without the noise of its sixteenth digit. */
function plain(value: number): string {
  return formatValue({ type: 'number', required: false, editable: true }, Number(value.toPrecision(15)))
}

function dateOf(serial: number, date1904: boolean): string | null {
  if (serial < (date1904 ? 0 : 1) || serial > lastDay) return null
  const start = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, serial < leapMistake ? 31 : 30)
  return new Date(start + Math.floor(serial) * day).toISOString().slice(0, 10)
}

function timeOf(value: number): string | null {
  if (value < 0 || value >= 1) return null
  const minutes = Math.round(value * 24 * 60)
  return minutes < 24 * 60
    ? `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
    : null
}

/** As a Russian Excel shows them. */
const errorNames: Readonly<Record<string, string>> = {
  '#DIV/0!': '#ДЕЛ/0!',
  '#N/A': '#Н/Д',
  '#NAME?': '#ИМЯ?',
  '#NULL!': '#ПУСТО!',
  '#NUM!': '#ЧИСЛО!',
  '#REF!': '#ССЫЛКА!',
  '#VALUE!': '#ЗНАЧ!',
}
