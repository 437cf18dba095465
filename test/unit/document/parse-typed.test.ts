import { formatValue, parseTyped } from '@tabel/engine'
import type { CellRules, CellValue } from '@tabel/engine'
import { expect, test } from 'vitest'
import { rules } from '../../support/forms.ts'

const integer = rules()
const number = rules({ type: 'number' })
const text = rules({ type: 'string' })
const date = rules({ type: 'date' })
const flag = rules({ type: 'boolean' })
const points = rules({ minimum: 0, maximum: 2, codes: ['X', 'N'] })
const sex = rules({
  type: 'string',
  choices: [
    { code: 'm', title: 'мужской' },
    { code: 'f', title: 'женский' },
  ],
})
const mark = rules({ choices: [2, 3, 4, 5].map((code) => ({ code, title: String(code) })) })

const cases: readonly (readonly [string, CellRules, string, CellValue])[] = [
  ['an integer', integer, '12', 12],
  ['thousands parted by spaces of any kind', integer, '1 000\u00A0000', 1_000_000],
  ['a narrow space', integer, '12\u202F500', 12_500],
  ['a real minus sign', integer, '−5', -5],
  ['a plus sign', integer, '+5', 5],
  ['a whole number written with a fraction', integer, '12,0', 12],
  ['a number below zero that is zero', integer, '-0', 0],
  ['a fraction in a column of integers', integer, '12,5', { $raw: '12,5' }],
  ['words beside a number', integer, '5 чел.', { $raw: '5 чел.' }],
  ['two numbers', integer, '5 6', { $raw: '5 6' }],
  ['more digits than a number can hold', integer, '12345678901234567890', { $raw: '12345678901234567890' }],
  ['blank text', integer, ' \u00A0 ', null],
  ['a decimal comma', number, '12,5', 12.5],
  ['a decimal point', number, '12.5', 12.5],
  ['a fraction without a whole', number, ',5', 0.5],
  ['a percent', number, '15%', 0.15],
  ['a percent in a column of percents', rules({ type: 'number', unit: '%' }), '15 %', 15],
  ['an exponent', number, '1e5', { $raw: '1e5' }],
  ['a code of digits in a column of texts', text, ' 007 ', '007'],
  ['decomposed text', text, 'и\u0306од', 'йод'],
  ['nbsp within text', text, 'а\u00A0б', 'а б'],
  ['a short date', date, '1.9.26', '2026-09-01'],
  ['a full date', date, '01.09.2026', '2026-09-01'],
  ['an ISO date', date, '2026-09-01', '2026-09-01'],
  ['a date of the last century', date, '31/12/99', '1999-12-31'],
  ['29 February of a leap year', date, '29.02.2028', '2028-02-29'],
  ['29 February of another year', date, '29.02.2026', { $raw: '29.02.2026' }],
  ['a month of words', date, '1 сентября', { $raw: '1 сентября' }],
  ['yes', flag, 'Да', true],
  ['no', flag, 'нет', false],
  ['neither', flag, 'может быть', { $raw: 'может быть' }],
  ['a code typed in Cyrillic and small', points, 'х', 'X'],
  ['a number where codes are allowed', points, '2', 2],
  ['another letter', points, 'Y', { $raw: 'Y' }],
  ['a choice by its title', sex, 'Женский', 'f'],
  ['a choice by its code', sex, 'M', 'm'],
  ['no choice of the list', sex, 'другой', 'другой'],
  ['a choice that is a number', mark, '4', 4],
  ['a number that is no choice', mark, '7', 7],
]

test.each(cases)('%s', (_, cell, typed, value) => {
  expect(parseTyped(cell, typed)).toEqual(value)
})

test.each(cases)('what is shown of %s is read as the same', (_, cell, typed) => {
  const value = parseTyped(cell, typed)
  expect(parseTyped(cell, formatValue(cell, value))).toEqual(value)
})

test('unreadable text is kept up to a thousand characters, never half a character', () => {
  const kept = parseTyped(integer, `${'а'.repeat(999)}😀 хвост`)
  expect(kept).toEqual({ $raw: 'а'.repeat(999) })
})

test.each([
  [number, 12.5, '12,5'],
  [number, -1000.25, '-1000,25'],
  [number, 0.1 + 0.2, '0,3'],
  [date, '2026-04-21', '21.04.2026'],
  [date, 'скоро', 'скоро'],
  [flag, true, 'да'],
  [sex, 'f', 'женский'],
  [integer, { $raw: '5 чел.' }, '5 чел.'],
  [integer, null, ''],
] as const)('%#. a value is shown as people write it', (cell, value, shown) => {
  expect(formatValue(cell, value)).toBe(shown)
})
