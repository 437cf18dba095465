import type { CellRules } from '../model/compiled-form.ts'
import { isCodes, isFileRef, isRaw } from '../model/data.ts'
import type { CellValue } from '../model/data.ts'
import { canonicalKey } from './canonical-key.ts'
import { isIsoDate } from './calendar.ts'

/**
 * What people see in a cell: `12,5`, `21.04.2026`, `да`, the title of a choice; unreadable text as it was typed; an empty
 * cell is an empty text. Typing the same again gives the same value.
 */
export function formatValue(rules: CellRules, value: CellValue): string {
  if (value === null) return ''
  if (isRaw(value)) return value.$raw
  if (isFileRef(value)) return value.name
  if (isCodes(value)) return value.map((code) => formatValue(rules, code)).join('; ')
  if (rules.choices) {
    const key = canonicalKey(String(value))
    const choice = rules.choices.find((one) => canonicalKey(String(one.code)) === key)
    if (choice) return choice.title
  }
  if (typeof value === 'string' && rules.type === 'date') return formatDate(value)
  if (typeof value === 'number' && rules.type === 'money') return formatMoney(value)
  return formatScalar(value)
}

/** A value that belongs to no column: numbers with a comma, booleans in words, text as it is. */
export function formatScalar(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'да' : 'нет'
  return typeof value === 'number' ? formatNumber(value) : value
}

// Made once: making one costs more than formatting thousands of numbers.
const decimal = new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 15 })

/** A number with a decimal comma and without spaces between thousands; at most 15 significant digits. */
export function formatNumber(value: number): string {
  if (Number.isSafeInteger(value)) return String(value)
  return decimal.format(Number(value.toPrecision(15))).replace('.', ',')
}

const roubles = new Intl.NumberFormat('ru', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** Money with kopecks and thousands apart: 1 234,50. What is finer than a kopeck is shown as it is, to be mended. */
export function formatMoney(value: number): string {
  if (Math.abs(value * 100 - Math.round(value * 100)) > 1e-6 * Math.max(1, Math.abs(value))) return formatNumber(value)
  return roubles.format(value).replace(/\s/gu, ' ').replace('\u2212', '-')
}

/** An ISO date as people write it; any other text as it is. */
export function formatDate(iso: string): string {
  return isIsoDate(iso) ? `${iso.slice(8)}.${iso.slice(5, 7)}.${iso.slice(0, 4)}` : iso
}
