import { FormDocument } from '@tabel/engine'
import type { FormData } from '@tabel/engine'
import { expect, test } from 'vitest'
import { formOf, mistakesOf } from '../../support/cells.ts'
import { idsOf, problemsOf } from '../../support/judging.ts'

const whole = (key: string, more: object = {}) => ({ key, title: `Графа ${key}`, type: 'integer', ...more })
const table = (check: object) => ({
  blocks: [
    {
      table: 't',
      columns: ['g3', 'g4', 'g5', 'g6'].map((key) => whole(key)),
      rows: [
        { key: '101', title: 'Всего' },
        { key: '102', title: 'Из них' },
      ],
      checks: [check],
    },
  ],
})
const data: FormData = { t: { '101': { g3: 1, g4: 2, g5: 3, g6: 4 }, '102': { g3: 1, g4: 3, g5: 3, g6: 9 } } }

test('one check for several places, respectively', async () => {
  const check = {
    id: 'R1',
    for: { a: ['g4', 'g5', 'g6'], b: ['g4', 'g3', 'g6'] },
    assert: '[#102,{a}] <= [#101,{b}]',
    message: 'Графа {a}: {[#102,{a}]} больше {[#101,{b}]}',
  }
  const form = formOf(table(check))
  expect(form.checks.map(({ id }) => id)).toEqual(['R1.1', 'R1.2', 'R1.3'])
  expect((await problemsOf(form, data)).map(({ id, message }) => `${id} ${message}`)).toEqual([
    'R1.1@t/102/g4 Графа g4: 3 больше 2',
    'R1.2@t/102/g5 Графа g5: 3 больше 1',
    'R1.3@t/102/g6 Графа g6: 9 больше 4',
  ])
})

test.each<[string, object, string]>([
  ['lists of different length', { for: { a: ['g3'], b: ['g3', 'g4'] }, assert: '[#101,{a}] = [#102,{b}]' }, 'E_VALUE {'],
  ['a name that stands nowhere', { for: { a: ['g3'], c: ['g4'] }, assert: '[#101,{a}] > 0' }, 'E_VALUE "c"'],
  ['a column that is not there', { for: { a: ['g3', 'g9'] }, assert: '1 < [#101,{a}]' }, 'E_COLUMN {a}'],
  ['a check of a later version', { since: '1.2.0', assert: '[#101,g3] > 0' }, 'E_VALUE "1.2.0"'],
])('an author writes %s', (_what, check, mistake) => {
  expect(mistakesOf(table(check))[0]).toBe(mistake)
})

const fixed = (fix: object) => ({
  blocks: [
    {
      fields: 'f',
      items: [
        { key: 'kind', title: 'Вид', choices: ['a', 'b'] },
        whole('n'),
        whole('m'),
        { key: 'd', title: 'Дата', type: 'date' },
        whole('c', { computed: 'f.n * 2' }),
      ],
      checks: [{ id: 'same', assert: 'f.n = f.m', since: '1.0.0', fix: { label: 'Взять n', cell: 'f.m', value: 'f.n', ...fix } }],
    },
  ],
})

test('a fix is what makes the problem go, and follows the values', async () => {
  const form = formOf(fixed({}))
  const document = new FormDocument(form, { f: { n: 5, m: 3 } })
  const [problem] = await problemsOf(form, document.data)
  expect(problem?.fix).toEqual({ label: 'Взять n', ops: [{ set: ['f', null, 'm'], value: 5 }] })
  document.apply(problem?.fix?.ops ?? [])
  expect(await idsOf(form, document.data)).toEqual([])
})

test.each<[string, object, string]>([
  ['a computed cell', { cell: 'f.c' }, 'E_BLOCKED f.c'],
  ['a value of another type', { value: "'много'" }, "E_TYPE 'много'"],
  ['a date for a number', { cell: 'f.d' }, 'E_TYPE f.n'],
  ['no cell', { cell: 'f.n + 1' }, 'E_TYPE f.n + 1'],
  ['a misspelt one', { cell: 'f.k' }, 'E_FIELD k'],
])('a fix that writes into %s', (_what, fix, mistake) => {
  expect(mistakesOf(fixed(fix))).toEqual([mistake])
})
