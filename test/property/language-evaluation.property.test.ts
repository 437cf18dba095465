import type { FormData } from '@tabel/engine'
import { judge } from '@tabel/engine/checker'
import { compileForm } from '@tabel/engine/compile'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formSource } from '../support/form-source.ts'

const call = (name: string, ...args: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...args).map((texts) => `${name}(${texts.join(', ')})`)
const operator = (left: fc.Arbitrary<string>, signs: readonly string[], right: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(left, fc.constantFrom(...signs), right).map(([a, sign, b]) => `(${a} ${sign} ${b})`)

const ranges = ['[all]', '[@all:free]', '[@all,task]', '[all:task]', '[task]', 'meals[day]', '[@all]', 'info.listed']
const equal = ['=', '<>']
const compared = [...equal, '<', '<=', '>', '>=']

/** Formulas whose types go together. */
const formulas = fc.letrec<{ number: string; text: string; truth: string; day: string }>((tie) => {
  const [number, text, truth, day] = [tie('number'), tie('text'), tie('truth'), tie('day')]
  const depth = { maxDepth: 3, depthIdentifier: 'formula' } as const
  const range = fc.constantFrom(...ranges)
  return {
    number: fc.oneof(
      depth,
      fc.constantFrom('[@all]', '[@free]', '-[@mark]', 'info.listed', '$const.max', '1', '2.5', '0'),
      operator(number, ['+', '-', '*', '/', '^'], number),
      operator(day, ['-'], day),
      number.map((one) => `-${one}`),
      number.map((one) => `${one}%`),
      fc.constantFrom('SUM', 'MIN', 'MAX', 'AVERAGE', 'MEDIAN', 'COUNT', 'COUNTA').chain((name) => call(name, range, number)),
      call('COUNTIF', range, fc.oneof(number, text)),
      call('COUNTIFS', fc.constant('[all]'), number, fc.constant('[task]'), text),
      call('SUMIFS', fc.constant('[all]'), fc.constant('[name]'), text, fc.constant('[mark]'), number),
      call('IF', truth, number, number),
      call('ROUND', number, fc.constantFrom('0', '1', '-1')),
      call('MOD', number, number),
      call('ABS', number),
      call('LEN', fc.oneof(text, number)),
      call('NUM', fc.constantFrom('[@task]', '[@name]', '[@all]')),
      fc.constantFrom('YEAR', 'MONTH', 'DAY', 'WEEKDAY').chain((name) => call(name, day)),
    ),
    text: fc.oneof(
      depth,
      fc.constantFrom('[@name]', "'X'", "''", "'>5'", "'а*'", "'it''s'", "'=1'"),
      operator(fc.oneof(text, number), ['&'], fc.oneof(text, number)),
      fc.constantFrom('LEFT', 'RIGHT').chain((name) => call(name, text, fc.constantFrom('0', '1', '3'))),
      fc.constantFrom('UPPER', 'LOWER', 'TRIM', 'CONCATENATE').chain((name) => call(name, text)),
      call('IF', truth, text, text),
    ),
    truth: fc.oneof(
      depth,
      fc.constantFrom("[@task] = 'X'", 'TRUE', 'FALSE'),
      operator(number, compared, number),
      operator(text, compared, text),
      operator(day, compared, day),
      fc.constantFrom('AND', 'OR', 'IMPLIES').chain((name) => call(name, truth, truth)),
      call('NOT', truth),
      fc
        .constantFrom('FILLED', 'EMPTY', 'ISNUMBER', 'ISTEXT', 'ISBLANK')
        .chain((name) => call(name, fc.oneof(number, text, day))),
      call('IN', text, text, text),
      call('EXACT', text, text),
    ),
    day: fc.oneof(
      depth,
      fc.constantFrom('[@day]', '$const.from', 'TODAY()', 'DATE(2024, 2, 29)'),
      operator(day, ['+', '-'], fc.constantFrom('1', '30')),
    ),
  }
})

const data: FormData = {
  info: { listed: 3 },
  meals: [
    { $id: 'a', all: 5, free: 2, mark: 4, task: 1, name: 'Иван', day: '2026-04-21' },
    { $id: 'b', all: -1, task: 'X', name: '>5', day: '2024-02-29' },
    { $id: 'c', name: 'it\'s "х"' },
  ],
}

/** Formulas that were written rightly, but which the checker could not read. */
async function unreadable(written: readonly string[]): Promise<readonly string[]> {
  const checks = written.map((assert, place) => ({ id: `c${place}`, assert, empty: 'zero' }))
  const { form, diagnostics } = compileForm(formSource({ checks }))
  expect(diagnostics.map(({ message, path }) => `${message}: ${written[Number(path[5])] ?? ''}`)).toEqual([])
  if (!form) return []
  const { problems } = await judge(form, data, { today: '2026-04-22' })
  // Division by zero, a root of -1, a power too large and the like are in the data; what is not a formula is in the compiler.
  return problems
    .filter(({ formError, message }) => formError && !/#(?:DIV\/0|NUM|VALUE)!/u.test(message))
    .map(({ check, message }) => `${written[Number(check.slice(1))] ?? ''}: ${message}`)
}

test('a formula whose types go together compiles, and what compiles the checker can compute', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        formulas.truth.filter((one) => one.length <= 300),
        { minLength: 30, maxLength: 30 },
      ),
      async (written) => {
        expect(await unreadable(written)).toEqual([])
      },
    ),
    { numRuns: 40 },
  )
})
