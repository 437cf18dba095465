import type { DynamicRow, FormData } from '@tabel/engine'
import { expect, test } from 'vitest'
import { formOf, mistakesOf } from '../../support/cells.ts'
import { problemsOf } from '../../support/judging.ts'

const row = (id: string, cells: object): DynamicRow => ({ $id: id, ...cells }) as DynamicRow
const text = (key: string, title: string) => ({ key, title, type: 'string' })
const whole = (key: string, title: string) => ({ key, title, type: 'integer' })
const blocks = (checks: readonly object[], of: readonly object[] = []) => [
  {
    table: 'classes',
    title: 'Классы',
    rows: { max: 20 },
    columns: [text('letter', 'Класс'), whole('total', 'Итого'), whole('seats', 'Мест')],
    checks,
  },
  {
    table: 'pupils',
    rows: { max: 50 },
    columns: [
      text('class', 'Класс'),
      { key: 'points', title: 'Балл', type: 'number' },
      { key: 'left', title: 'Выбыл', type: 'boolean' },
      ...of,
    ],
  },
]
const total = { id: 'sum', rule: 'groupSum', columns: ['letter'], in: 'pupils[class]', of: 'points', equals: '[@total]' }
const said = async (checks: readonly object[], data: FormData) =>
  (await problemsOf(formOf({ blocks: blocks(checks) }), data)).map(({ id, message }) => `${id} ${message}`)
const pupils = [
  row('p1', { class: '4А', points: 10.1 }),
  row('p2', { class: 'Б', points: 0.2 }),
  row('p3', { class: '4a', points: 9.9, left: true }),
  row('p4', { class: 'Б', points: 0.1 }),
]

test('the sum of the rows with a key equals a cell of its row, whatever the script of the key', async () => {
  const classes = [row('a', { letter: '4А', total: 21 }), row('b', { letter: 'Б', total: 0 }), row('c', { letter: 'В' })]
  expect(await said([total], { classes, pupils })).toEqual([
    'sum@classes/a/total «4А»: сумма графы «Балл» – 20, а «Итого» – 21: разница 1',
    'sum@classes/b/total «Б»: сумма графы «Балл» – 0,3, а «Итого» – 0: разница 0,3',
  ])
})

test('decimals are added as on paper, and a tolerance allows a difference', async () => {
  const equals = [{ ...total, equals: '0.3' }]
  expect(await said(equals, { classes: [row('b', { letter: 'Б' })], pupils })).toEqual([])
  const near = [{ ...total, equals: '[@total]', tolerance: 0.5 }]
  expect(await said(near, { classes: [row('b', { letter: 'Б', total: 0 })], pupils })).toEqual([])
})

test('rows are counted, those that a condition lets count; a table holds no more than it has room for', async () => {
  const checks = [
    { id: 'room', rule: 'groupCount', columns: ['letter'], in: 'pupils[class]', where: 'NOT([@left])', atMost: '[@seats]' },
    { id: 'few', rule: 'groupCount', columns: ['letter'], in: 'pupils[class]', atLeast: '3', severity: 'warning' },
  ]
  const classes = [row('a', { letter: '4А', seats: 1 }), row('b', { letter: 'Б', seats: 1 })]
  expect(await said(checks, { classes, pupils })).toEqual([
    'few@classes/a/letter «4А»: строк – 2, а нужно не меньше 3: разница 1',
    'few@classes/b/letter «Б»: строк – 2, а нужно не меньше 3: разница 1',
    'room@classes/b/seats «Б»: строк – 2, а «Мест» – можно не больше 1: разница 1',
  ])
})

test('a rule waits while a cell it adds up or compares cannot be read', async () => {
  const classes = [row('a', { letter: '4А', total: 1 }), row('b', { letter: 'Б', total: { $raw: 'много' } })]
  const unread = [...pupils, row('p5', { class: '4А', points: { $raw: 'десять' } })]
  expect((await said([total], { classes, pupils: unread })).map((one) => one.split(' ')[0])).toEqual([
    'type@classes/b/total',
    'type@pupils/p5/points',
  ])
})

test('a total over its own table and over a source', async () => {
  const form = formOf({
    sources: { prev: { previous: true } },
    blocks: [
      {
        table: 't',
        rows: { max: 9 },
        columns: [text('code', 'Код'), whole('points', 'Балл')],
        checks: [
          { id: 'own', rule: 'groupSum', columns: ['code'], in: 't[code]', of: 'points', atMost: '10' },
          { id: 'all', rule: 'covers', columns: ['code'], in: '$prev.t[code]', where: '[@points] > 0' },
        ],
      },
    ],
  })
  const prev = { t: 'абвгд'.split('').map((code, at) => ({ code, points: at })) }
  const t = [row('x', { code: 'б', points: 6 }), row('y', { code: 'Б', points: 6 }), row('z', { code: 'г' })]
  const data = { t, $sources: { prev } } as unknown as FormData
  expect((await problemsOf(form, data)).map(({ id, message }) => `${id} ${message}`)).toEqual([
    'all@t Нет 2 строк: в; д',
    'own@t/x/code «б»: сумма графы «Балл» – 12, а можно не больше 10: разница 2',
    'own@t/y/code «Б»: сумма графы «Балл» – 12, а можно не больше 10: разница 2',
  ])
})

test.each<[string, object, string]>([
  ['nothing to compare with', { ...total, equals: undefined }, 'E_MISSING {'],
  ['two relations', { ...total, atMost: '3' }, 'E_VALUE {'],
  ['a sum of texts', { ...total, of: 'class' }, 'E_TYPE "class"'],
  ['an unknown column of the other table', { ...total, of: 'pints' }, 'E_COLUMN pints'],
  ['a text for a number', { ...total, equals: "'много'" }, "E_TYPE 'много'"],
  ['no column to add up', { ...total, of: undefined }, 'E_MISSING {'],
  ['a key of another rule', { ...total, rule: 'groupCount' }, 'E_UNKNOWN_KEY "of"'],
  ['a misspelt condition', { ...total, where: '[@lft]' }, 'E_COLUMN lft'],
  ['a condition that is none', { ...total, where: '[@points]' }, 'E_TYPE [@points]'],
  ['keys of other types', { ...total, in: 'pupils[points]' }, 'E_TYPE "pupils[points]"'],
  [
    'when for the whole table',
    { rule: 'covers', columns: ['letter'], in: 'pupils[class]', when: 'TRUE' },
    'E_UNKNOWN_KEY "when"',
  ],
])('an author writes %s', (_what, check, mistake) => {
  expect(mistakesOf({ blocks: blocks([check]) })).toEqual([mistake])
})
