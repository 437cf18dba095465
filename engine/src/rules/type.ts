import { isIsoDate } from '../document/calendar.ts'
import { formatValue } from '../document/format-value.ts'
import type { CellRules } from '../model/compiled-form.ts'
import { isTime } from '../document/time-of-day.ts'
import { isCodes, isFileRef, isRaw } from '../model/data.ts'
import type { CellRule, Filled } from './cell-rule.ts'
import { expected } from './expected.ts'

/** The value is of the type of its column; text that could not be read as that type is not. */
export const typeRule: CellRule = {
  name: 'type',
  message: (rules, value) => (isOfType(rules, value) ? null : advice(rules, value)),
}

function isOfType(rules: CellRules, value: Filled): boolean {
  if (rules.several !== undefined) return isCodes(value)
  switch (rules.type) {
    case 'integer':
      return Number.isInteger(value)
    case 'number':
    case 'money':
      return typeof value === 'number'
    case 'time':
      return typeof value === 'string' && isTime(value)
    case 'file':
      return isFileRef(value)
    case 'date':
      return typeof value === 'string' && isIsoDate(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'string':
      return typeof value === 'string'
  }
}

function advice(rules: CellRules, value: Filled): string {
  if (rules.type === 'file') return `Приложите ${expected(rules)}`
  const text = isRaw(value) ? value.$raw : formatValue(rules, value)
  const numeric = rules.type === 'integer' || rules.type === 'number' || rules.type === 'money'
  const digits = text.replace(/\D/gu, '').length
  if (numeric && digits > 15) return `Слишком длинное число: введите ${expected(rules)}, не больше 15 цифр`
  // «5 чел.», «около 12»: the number is there, something stands beside it.
  if (numeric && digits > 0 && /\p{L}/u.test(text) && !rules.codes) return 'Это не число: оставьте только цифры'
  if (rules.type === 'time' && digits > 0) return `Такого времени нет или оно записано иначе: введите ${expected(rules)}`
  if (rules.type === 'date' && digits > 0) return `Такой даты нет или она записана иначе: введите ${expected(rules)}`
  return `Введите ${expected(rules)}`
}
