import { isIsoDate } from '../document/calendar.ts'
import { isTime } from '../document/time-of-day.ts'
import type { Constant } from '../model/compiled-form.ts'
import type { Context } from './context.ts'
import { Keys } from './keys.ts'

/** Reads the form's constants; a plain value is a number, a text or a truth value by itself. */
export function readConstants(context: Context): void {
  const keys = new Keys(context, 'Постоянная')
  for (const [key, source] of Object.entries(context.source.constants ?? {})) {
    const path = ['constants', key]
    keys.take(key, path)
    const constant: Constant = typeof source === 'object' ? source : { type: plainType(source), value: source }
    if (!fits(constant))
      context.report('E_VALUE', `Значение ${JSON.stringify(constant.value)} – не ${typeWords[constant.type]}`, [...path, 'value'])
    context.constants[key] = constant
  }
}

const typeWords = {
  integer: 'целое число',
  number: 'число',
  string: 'текст',
  boolean: 'true или false',
  date: 'дата вида 2026-04-20',
  time: 'время вида 08:30',
  money: 'число',
  file: 'значение',
} as const

function plainType(value: string | number | boolean): Constant['type'] {
  if (typeof value === 'number') return 'number'
  return typeof value === 'boolean' ? 'boolean' : 'string'
}

function fits({ type, value }: Constant): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value)
    case 'number':
    case 'money':
      return typeof value === 'number'
    case 'boolean':
      return typeof value === 'boolean'
    case 'date':
      return typeof value === 'string' && isIsoDate(value)
    case 'time':
      return typeof value === 'string' && isTime(value)
    case 'file':
      return false
    case 'string':
      return typeof value === 'string'
  }
}
