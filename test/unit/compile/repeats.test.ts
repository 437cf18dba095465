import { branchesSource } from '../../support/copies.ts'
import { formOf, mistakesOf } from '../../support/cells.ts'
import { submissionSchema } from '@tabel/engine/compile'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, test } from 'vitest'

const branches = {
  table: 'branches',
  columns: [
    { key: 'name', title: 'Филиал' },
    { key: 'n', title: 'N', type: 'integer' },
  ],
  rows: { max: 9 },
}
const staff = (more: object = {}) => ({
  fields: 'staff',
  repeat: 'branches',
  items: [{ key: 'count', title: 'Человек', type: 'integer' }],
  ...more,
})
const matrix = (more: object = {}, repeat = 'branches') => ({
  table: 't',
  rows: { max: 9 },
  columns: [
    { key: 'day', title: 'День' },
    {
      repeat,
      as: 'b',
      columns: [
        { key: 'n', title: 'N {b}', type: 'integer' },
        { key: 'm', title: 'M', type: 'integer' },
      ],
    },
    { key: 'sum', title: 'Всего', type: 'integer' },
  ],
  ...more,
})

test.each([
  ['no such table', [staff()], 'E_TABLE "branches"'],
  ['a table with named rows', [{ ...branches, rows: [{ key: 'a', title: 'А' }] }, staff()], 'E_TABLE "branches"'],
  [
    'a copy of a copy',
    [
      branches,
      { table: 'inner', repeat: 'branches', columns: [{ key: 'a', title: 'А' }], rows: { max: 2 } },
      staff({ repeat: 'inner' }),
    ],
    'E_VALUE "inner"',
  ],
  ['a title with what the row has not', [branches, staff({ title: 'Кадры {nam}' })], 'E_COLUMN "Кадры {nam}"'],
  ['all copies where one is meant', [branches, staff({ checks: ['staff~*.count > 0'] })], 'E_RANGE_SCALAR staff~*.count'],
  [
    'one where there are many',
    [branches, staff(), { fields: 'f', items: [{ key: 'a', title: 'А', type: 'integer', computed: 'staff.count' }] }],
    'E_CONTEXT staff',
  ],
  ['copies of what has none', [branches, staff({ checks: ['SUM(branches~*[n]) > 0'] })], 'E_CONTEXT branches~*'],
  ['copies in a function for one table', [branches, staff({ checks: ['MEDIAN(staff~*[count]) > 0'] })], 'E_RANGE staff~*[count]'],
  [
    'a place that is no place',
    [branches, staff({ checks: [{ assert: 'staff.count > 0', at: 'staff~*.count' }] })],
    'E_RANGE staff~*.count',
  ],
  ['columns for the rows of nothing', [matrix()], 'E_LIST "branches"'],
  [
    'columns for the rows of a copy',
    [{ ...branches, repeat: 'other' }, { ...branches, table: 'other' }, matrix()],
    'E_VALUE "branches"',
  ],
  ['a range that ends among copies', [branches, matrix({ checks: ['SUM([@n~*:sum]) > 0'] })], 'E_RANGE n~*:sum'],
  ['a rule over copied columns', [branches, matrix({ checks: [{ rule: 'unique', columns: ['n~*'] }] })], 'E_VALUE "n~*"'],
  [
    'two different families in one count',
    [
      branches,
      { ...branches, table: 'others' },
      {
        ...matrix({ checks: ['COUNTIFS([n~*], 1, [k~*], 2) > 0'] }),
        columns: [...matrix().columns, { repeat: 'others', as: 'o', columns: [{ key: 'k', title: 'K', type: 'integer' }] }],
      },
    ],
    'E_RANGE [k~*]',
  ],
  [
    'a circle through copies',
    [
      {
        ...branches,
        columns: [...branches.columns, { key: 'all', title: 'Все', type: 'integer', computed: 'SUM(staff~*[twice])' }],
      },
      staff({ items: [{ key: 'twice', title: 'Вдвое', type: 'integer', computed: 'branches[@all] * 2' }] }),
    ],
    'E_CYCLE "SUM(staff~*[twice])"',
  ],
])('%s is refused', (_, blocks, mistake) => {
  expect(mistakesOf({ blocks })).toEqual([mistake])
})

test('tables that are repeated for each other or for themselves are refused', () => {
  const computed = { key: 'a', title: 'А', type: 'integer', computed: 'SUM(one~*[a]) + SUM(two~*[a])' }
  const table = (key: string, repeat: string) => ({
    table: key,
    repeat,
    columns: [computed],
    rows: { max: 2 },
    applies: 'SUM(one~*[a]) > 0',
  })
  const codes = mistakesOf({ blocks: [table('one', 'two'), table('two', 'one'), table('three', 'three')] })
  expect(codes.filter((one) => one.startsWith('E_VALUE'))).toEqual(['E_VALUE "two"', 'E_VALUE "one"', 'E_VALUE "three"'])
})

test('what is repeated twice over is refused', () => {
  const sheets = [
    { sheet: 'main', title: 'Лист', blocks: [branches] },
    { sheet: 'other', title: 'Лист', repeat: 'branches', blocks: [staff()] },
  ]
  expect(mistakesOf({ sheets })).toEqual(['E_VALUE "branches"'])
})

test('so many copies that a school could not fill them are refused', () => {
  const many = {
    table: 'many',
    rows: { max: 2000 },
    repeat: 'branches',
    columns: Array.from({ length: 60 }, (_, at) => ({ key: `c${at}`, title: 'C' })),
  }
  expect(mistakesOf({ blocks: [branches, many] })).toEqual(['E_BUDGET ['])
})

test('the schema of a submission takes the copies of any rows', () => {
  const form = formOf(branchesSource)
  const ajv = new Ajv2020({ strict: false, formats: { date: true } })
  const [draft, final] = [ajv.compile(submissionSchema(form, 'draft')), ajv.compile(submissionSchema(form, 'final'))]
  const data = (more: object = {}) => ({
    branches: [{ $id: 'a', name: 'А' }],
    classes: [],
    total: {},
    hours: [{ $id: 'm', day: 'пн', 'lessons~x': 3, 'lessons~s:y': null }],
    'staff~a': { teachers: 1 },
    'works~a': [{ $id: 'p', what: 'Крыша' }],
    'sums~a': {},
    ...more,
  })
  expect(final(data())).toBe(true)
  expect(draft({ 'staff~k3f9': { teachers: { $raw: 'пять' } } })).toBe(true)
  expect(final(data({ 'staff~a': { teachers: 'пять' } }))).toBe(false)
  expect(final(data({ 'staff~': {} }))).toBe(false)
  expect(draft({ staff: { teachers: 1 } })).toBe(false)
  expect(draft({ hours: [{ $id: 'm', 'lessons~*': 3 }] })).toBe(false)
})
