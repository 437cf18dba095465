import { dateSerial, isIsoDate, serialDate } from '../document/calendar.ts'
import type { CellRules, CompiledForm } from '../model/compiled-form.ts'
import { fractionTime, isTime, timeFraction } from '../document/time-of-day.ts'
import { isCodes, isFileRef, isRaw } from '../model/data.ts'
import type { CellValue, Scalar } from '../model/data.ts'
import { isFailure } from './workbook.ts'
import type { Content, Result } from './workbook.ts'

/**
 * What the engine is given for a value: dates as day numbers, times as parts of a day, several codes as `;a;b;`, a file as its
 * name, unreadable text as an empty cell (checks over it wait).
 */
export function contentOf(rules: CellRules, value: CellValue): Content {
  if (value === null || isRaw(value)) return null
  if (isCodes(value)) return { text: `;${value.join(';')};` }
  if (isFileRef(value)) return { text: value.name }
  if (typeof value !== 'string') return value
  if (rules.type === 'time' && isTime(value)) return timeFraction(value)
  return rules.type === 'date' && isIsoDate(value) ? dateSerial(value) : { text: value }
}

/** A result as the value of a cell of this type; an error is an empty cell. */
export function valueOf(rules: Pick<CellRules, 'type'>, result: Result): CellValue {
  if (isFailure(result) || result === '') return null
  if (rules.type === 'time' && typeof result === 'number') return fractionTime(result)
  return rules.type === 'date' && typeof result === 'number' ? serialDate(result) : result
}

/** Constants of a form as formulas see them, dates as day numbers; `instead` stands in for some. */
export function constantsOf(
  form: CompiledForm,
  instead: Readonly<Record<string, Scalar>> = {},
): Readonly<Record<string, Scalar>> {
  return Object.fromEntries(
    Object.entries(form.constants).map(([name, constant]) => {
      const value = instead[name] ?? constant.value
      if (constant.type === 'time' && typeof value === 'string') return [name, timeFraction(value)]
      return [name, constant.type === 'date' && typeof value === 'string' ? dateSerial(value) : value]
    }),
  )
}
