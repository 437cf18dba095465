import { dateSerial, isIsoDate } from '../../document/calendar.ts'
import { canonicalKey } from '../../document/canonical-key.ts'

/** A value of a cell as functions see it; null is an empty cell, undefined an error. */
export type Plain = number | string | boolean | null | undefined

/** Marks a criterion that is a value to be equal to and no pattern. No text of a cell begins so. */
export const exactly = '\u0001'

/** What a criterion asks of a cell: to have this key, or to pass this test. */
export type Criterion = { readonly key: string } | { readonly test: (value: Plain) => boolean }

const operators = /^(<=|>=|<>|=|<|>)([\s\S]*)$/u
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/iu

/** When two cells are the same for a criterion: numbers by value, texts by canonicalKey, `12` the text as 12 the number, `012` not. */
export function criterionKey(value: Plain): string {
  if (value === undefined) return 'error'
  if (value === null) return 'empty'
  if (typeof value === 'boolean') return value ? 'true' : 'false'
  if (typeof value === 'number') return `#${Number(value.toPrecision(14))}`
  return isPlainNumber(value) ? `#${value}` : `"${canonicalKey(value)}`
}

function isPlainNumber(text: string): boolean {
  return text.length <= 15 && String(Number(text)) === text
}

/**
 * Reads a criterion as Excel does: an operator at its very beginning, `*`, `?` and `~` in texts, an ISO date for a day; an empty
 * cell asks for nothing and matches nothing.
 */
export function readCriterion(criterion: Plain): Criterion {
  if (criterion === null || criterion === undefined) return { test: () => false }
  if (typeof criterion !== 'string') return { key: criterionKey(criterion) }
  if (criterion.startsWith(exactly)) return { key: criterionKey(criterion.slice(exactly.length)) }
  const [, operator = '=', operand = criterion] = operators.exec(criterion) ?? []
  const number = decimal.test(operand) ? Number(operand) : isIsoDate(operand) ? dateSerial(operand) : null
  if (operator !== '=' && operator !== '<>') return { test: comparison(operator, operand, number) }
  const equal = equality(operand, number)
  if (operator === '=') return equal
  return { test: (value) => ('key' in equal ? criterionKey(value) !== equal.key : !equal.test(value)) }
}

function equality(operand: string, number: number | null): Criterion {
  if (operand === '') return { key: 'empty' }
  // 5 and 5.0 are one number; 05 is a code, and so is what has more digits than a number.
  if (number !== null && operand.length <= 15 && !/^[+-]?0\d/u.test(operand)) return { key: criterionKey(number) }
  if (/^(?:true|false)$/iu.test(operand)) return { key: operand.toLowerCase() }
  if (!/[*?~]/u.test(operand)) return { key: criterionKey(operand) }
  const pattern = wildcards(canonicalKey(operand))
  return { test: (value) => typeof value === 'string' && pattern.test(canonicalKey(value)) }
}

/** `*` is any text, `?` exactly one character, `~` takes the next of these as it is. */
function wildcards(text: string): RegExp {
  const source = text.replace(/~([*?~])|([*?])|([.+^${}()|[\]\\/~-])/gu, (_, escaped?: string, wild?: string, plain?: string) => {
    if (wild !== undefined) return wild === '*' ? '[\\s\\S]*' : '[\\s\\S]'
    const literal = escaped ?? plain ?? ''
    return literal === '~' || literal === '-' ? literal : `\\${literal}`
  })
  return new RegExp(`^${source}$`, 'u')
}

function comparison(operator: string, operand: string, number: number | null): (value: Plain) => boolean {
  if (number === null) {
    const key = canonicalKey(operand)
    return (value) => typeof value === 'string' && holds(operator, canonicalKey(value).localeCompare(key, 'ru'))
  }
  return (value) => typeof value === 'number' && holds(operator, value - number)
}

function holds(operator: string, difference: number): boolean {
  if (operator === '<') return difference < 0
  if (operator === '<=') return difference <= 0
  return operator === '>' ? difference > 0 : difference >= 0
}
