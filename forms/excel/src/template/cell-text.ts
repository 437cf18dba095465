import { formatValue, isCodes, isFileRef, isRaw } from '@tabel/engine'
import type { CellRules, CellValue } from '@tabel/engine'
import { dateSerial } from '@tabel/engine/formulas'

/** A value as Excel holds it: numbers as such, days as their numbers, everything else as people see it. */
export function excelValue(rules: CellRules | undefined, value: CellValue): string | number | null {
  if (value === null) return null
  if (!rules) return typeof value === 'number' || typeof value === 'string' ? plain(value) : null
  if (isRaw(value) || isCodes(value) || isFileRef(value) || rules.choices || typeof value === 'boolean')
    return plain(formatValue(rules, value))
  if (rules.type === 'date' && typeof value === 'string') {
    const serial = dateSerial(value)
    return Number.isNaN(serial) ? plain(value) : serial
  }
  return plain(value)
}

/** Without characters that a workbook cannot hold, and no more of them than a cell may have. */
function plain<T extends string | number>(value: T): T {
  return (
    typeof value === 'number' ? value : value.replace(/\p{Cc}/gu, (sign) => (kept.has(sign) ? sign : '')).slice(0, 32_767)
  ) as T
}

const kept = new Set(['\t', '\n', '\r'])

/** The number format of a column. */
export function numberFormat({ type, decimals, choices, codes }: CellRules): string {
  if (choices || codes) return 'General'
  switch (type) {
    case 'date':
      return 'dd.mm.yyyy'
    case 'integer':
      return '0'
    case 'money':
      return '#,##0.00'
    case 'number':
      return decimals === undefined ? 'General' : `0.${'0'.repeat(decimals)}`.replace(/\.$/, '')
    case 'string':
    case 'time':
      return '@'
    default:
      return 'General'
  }
}
