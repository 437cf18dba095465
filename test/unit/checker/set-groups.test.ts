import type { DynamicRow } from '@tabel/engine'
import { expect, test } from 'vitest'
import { formOf, mistakesOf } from '../../support/cells.ts'
import { problemsOf } from '../../support/judging.ts'

const rows = (...cells: readonly object[]): readonly DynamicRow[] =>
  cells.map((one, at) => ({ $id: `r${at + 1}`, ...one }) as DynamicRow)
const column = (key: string, title: string, type: string) => ({ key, title, type })
const tableOf = (columns: readonly object[], check: object) => [
  { table: 't', rows: { max: 20 }, columns, checks: [{ id: 'c', ...check }] },
]
const said = async (blocks: readonly object[], ...cells: readonly object[]) =>
  (await problemsOf(formOf({ blocks }), { t: rows(...cells) })).map(({ id, message }) => `${id.slice(2)}: ${message}`)

const lessons = (type: string, more: object = {}) =>
  tableOf([column('room', 'Кабинет', 'string'), column('from', 'Начало', type), column('to', 'Конец', type)], {
    rule: 'noOverlap',
    columns: ['room'],
    from: 'from',
    to: 'to',
    ...more,
  })

test('intervals of one group do not overlap; touching ends do no harm', async () => {
  const times = [
    { room: '1', from: '09:00', to: '10:00' },
    { room: '1', from: '10:00', to: '11:00' },
    { room: '2', from: '09:30', to: '10:30' },
    { room: '1', from: '10:45', to: '10:50' },
    { room: '1', to: '10:50' },
  ]
  expect(await said(lessons('time'), ...times)).toEqual([
    't/r2/from: Пересекается со строкой 4: 10:45 – 10:50',
    't/r4/from: Пересекается со строкой 2: 10:00 – 11:00',
  ])
  expect((await said(lessons('time', { touching: false }), ...times)).map((one) => one.split(':')[0])).toEqual([
    't/r1/from',
    't/r2/from',
    't/r4/from',
  ])
})

test('days are whole: one that ends where another begins overlaps it, and what has no end goes on', async () => {
  const days = [
    { room: '1', from: '2026-09-01', to: '2026-09-10' },
    { room: '1', from: '2026-09-10', to: '2026-09-12' },
    { room: '2', from: '2026-09-01' },
    { room: '2', from: '2027-01-01', to: '2027-01-02' },
    { room: '3', from: '2026-09-02', to: '2026-09-01' },
  ]
  expect(await said(lessons('date'), ...days)).toEqual([
    't/r1/from: Пересекается со строкой 2: 10.09.2026 – 12.09.2026',
    't/r2/from: Пересекается со строкой 1: 01.09.2026 – 10.09.2026',
    't/r3/from: Пересекается со строкой 4: 01.01.2027 – 02.01.2027',
    't/r4/from: Пересекается со строкой 3: 01.09.2026 – без конца',
    't/r5/to: «Конец» (01.09.2026) раньше, чем «Начало» (02.09.2026)',
  ])
  expect((await said(lessons('date', { touching: true }), ...days)).length).toBe(3)
})

const money = tableOf(
  [
    column('account', 'Счет', 'string'),
    ...[
      ['start', 'На начало'],
      ['in', 'Поступило'],
      ['out', 'Израсходовано'],
      ['end', 'На конец'],
    ].map(([key = '', title = '']) => column(key, title, 'money')),
  ],
  { rule: 'balance', columns: ['account'], opening: 'start', plus: ['in'], minus: ['out'], closing: 'end', atLeast: '0' },
)

test('a balance adds up in each row, is carried over within its account, and one mistake is one problem', async () => {
  expect(
    await said(
      money,
      { account: 'А', start: 0.1, in: 0.2, end: 0.3 },
      { account: 'Б', start: 5, out: 7, end: -2 },
      { account: 'А', start: 0.3, in: 10, out: 1, end: 9.4 },
      { account: 'А', start: 9.4, end: 9.4 },
      { account: 'А', start: 9, end: 9 },
    ),
  ).toEqual([
    't/r2/end: «На конец» (-2) не может быть меньше 0',
    't/r3/end: «На конец» (9,4) должно равняться 0,3 + 10 − 1 = 9,3: разница 0,1',
    't/r5/start: «На начало» (9) должно равняться графе «На конец» строки 4 (9,4)',
  ])
})

test('a row that cannot be read is passed over', async () => {
  expect(
    (
      await said(
        money,
        { account: 'А', start: 0, in: 5, end: 5 },
        { account: 'А', start: 5, in: { $raw: 'пять' }, end: 5 },
        { account: 'А', start: 9, end: 9 },
      )
    ).map((one) => one.split(':')[0]),
  ).toEqual(['pe@t/r2/in'])
})

const places = (ties: string) =>
  tableOf([column('points', 'Балл', 'integer'), column('place', 'Место', 'integer')], {
    rule: 'rank',
    by: 'points',
    place: 'place',
    ties,
  })
const results = [
  { points: 9, place: 1 },
  { points: 7, place: 2 },
  { points: 7, place: 2 },
  { points: 5, place: 3 },
  { place: 9 },
  { points: 1 },
]

test.each([
  ['same', ['t/r4/place: «Место» (3): при «Балл» 5 должно быть 4']],
  ['dense', []],
  ['order', ['t/r3/place: «Место» (2): такое место уже занято', 't/r4/place: «Место» (3): при «Балл» 5 должно быть 4']],
])('places of equal numbers: %s', async (ties, expected) => {
  expect(await said(places(ties), ...results)).toEqual(expected)
})

test.each<[string, readonly object[], string]>([
  ['an interval of texts', lessons('string'), 'E_TYPE "from"'],
  [
    'a balance of nothing',
    tableOf([column('a', 'А', 'integer')], { rule: 'balance', opening: 'a', closing: 'a' }),
    'E_MISSING {',
  ],
  [
    'a limit in words',
    tableOf([column('a', 'А', 'integer')], { rule: 'balance', opening: 'a', closing: 'a', plus: ['a'], atLeast: 'ноль' }),
    'E_VALUE "ноль"',
  ],
  ['a place that is no number', tableOf([column('a', 'А', 'string')], { rule: 'rank', by: 'a', place: 'a' }), 'E_TYPE "a"'],
  ['a column that is not there', tableOf([column('a', 'А', 'integer')], { rule: 'rank', by: 'a', place: 'b' }), 'E_COLUMN b'],
])('an author writes %s', (_what, blocks, mistake) => {
  expect(mistakesOf({ blocks })[0]).toBe(mistake)
})
