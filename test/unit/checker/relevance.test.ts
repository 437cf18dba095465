import type { FormData } from '@tabel/engine'
import { Checker } from '@tabel/engine/checker'
import { expect, test } from 'vitest'
import { formOf, mistakesOf } from '../../support/cells.ts'
import { idsOf } from '../../support/judging.ts'
import { School } from '../../support/school.ts'

const form = formOf({
  sheets: [
    {
      sheet: 'main',
      title: 'Лист',
      blocks: [
        {
          fields: 'info',
          items: [
            { key: 'level', title: 'Уровень', choices: ['oo', 'spo'] },
            { key: 'boarding', title: 'Интернат', type: 'boolean' },
            { key: 'dorm', title: 'Мест', type: 'integer', required: true, maximum: 100, applies: 'info.boarding' },
            { key: 'half', title: 'Половина', type: 'number', computed: 'info.dorm / 2', applies: 'info.boarding' },
          ],
        },
        { note: 'Только для СПО', visible: "info.level = 'spo'" },
        {
          table: 't',
          columns: [
            { key: 'g3', title: 'Гр. 3', type: 'integer', required: true },
            { key: 'g4', title: 'Гр. 4', type: 'integer', visible: 'info.boarding' },
          ],
          rows: [
            { key: '1', title: 'Всего' },
            { key: '2', title: 'СПО', applies: "info.level = 'spo'" },
          ],
          checks: [
            { id: 'single', assert: '[#1,g3] >= [#2,g3]' },
            { id: 'sum', assert: 'SUM([#1:#2,g3]) = 7' },
          ],
        },
        {
          table: 'd',
          columns: [
            { key: 'kind', title: 'Вид', choices: ['x', 'other'] },
            { key: 'text', title: 'Иное', required: true, unique: true, applies: "[@kind] = 'other'" },
          ],
          rows: { max: 9 },
        },
      ],
    },
    {
      sheet: 'board',
      title: 'Интернат',
      applies: 'info.boarding',
      blocks: [
        {
          fields: 'b',
          items: [{ key: 'n', title: 'Число', type: 'integer', required: true }],
          checks: [{ id: 'most', assert: 'b.n > 5' }],
        },
      ],
    },
  ],
})

const row = (id: string, cells: object) => ({ $id: id, ...cells })

test('what does not apply has no problems, counts as empty and takes no part in checks of single cells', async () => {
  const data = { info: { level: 'oo', boarding: false, dorm: 999 }, t: { 1: { g3: 7 }, 2: { g3: 9 } }, b: { n: 3 } }
  expect(await idsOf(form, data)).toEqual([])
})

test('the same data have their problems as soon as they apply', async () => {
  const data = { info: { level: 'spo', boarding: true, dorm: 999 }, t: { 1: { g3: 7 }, 2: { g3: 9 } }, b: { n: 3 } }
  expect(await idsOf(form, data)).toEqual(['maximum@info//dorm', 'single@t/1/g3', 'sum@t/1/g3', 'most@b//n'])
})

test('a column is opened by a cell of its row', async () => {
  const d = [
    row('a', { kind: 'x', text: 'было' }),
    row('b', { kind: 'other' }),
    row('c', { kind: 'other', text: 'было' }),
    row('e', { kind: 'x', text: 'было' }),
  ]
  const data = { info: { level: 'oo', boarding: false }, t: { 1: { g3: 7 } }, d } as unknown as FormData
  expect(await idsOf(form, data)).toEqual(['required@d/b/text'])
})

test('a person who changes their mind sees sheets, rows and cells come and go, and keeps what was typed', async () => {
  const school = new School(form, { t: { 1: { g3: 7 }, 2: { g3: 0 } } })
  const titles = () => school.session.shown.sheets.map((sheet) => sheet.title)
  const rows = () => {
    const block = school.session.shown.blocks['t']
    return block?.kind === 'fixed' ? block.rows.map((one) => one.key) : []
  }
  school.type('info', null, 'boarding', 'нет')
  await school.judged()
  expect([titles(), rows(), school.session.shown.sheets[0]?.items.length]).toEqual([['Лист'], ['1'], 3])
  school.type('info', null, 'boarding', 'да')
  school.type('info', null, 'level', 'spo')
  school.type('info', null, 'dorm', '50')
  await school.judged()
  expect([titles(), rows(), school.session.shown.sheets[0]?.items.length]).toEqual([['Лист', 'Интернат'], ['1', '2'], 4])
  expect(school.shows({ block: 'info', row: null, column: 'half' })).toBe('25')
  school.type('info', null, 'boarding', 'нет')
  await school.judged()
  expect(school.session.value({ block: 'info', row: null, column: 'dorm' })).toBeNull()
  expect(school.session.isLocked({ block: 'info', row: null, column: 'dorm' })).toBe(true)
  school.type('info', null, 'boarding', 'да')
  await school.judged()
  expect(school.shows({ block: 'info', row: null, column: 'dorm' })).toBe('50')
  expect(await school.problems()).toEqual(['required at b//n'])
})

test('what is hidden still counts', async () => {
  const hidden = formOf({
    blocks: [
      {
        fields: 'f',
        items: [{ key: 'a', title: 'А', type: 'integer', visible: false, required: true }],
        checks: [{ id: 'c', assert: 'f.a > 3' }],
      },
    ],
  })
  expect(await idsOf(hidden, { f: { a: 1 } })).toEqual(['c@f//a'])
  expect(await idsOf(hidden, {})).toEqual(['required@f//a'])
})

test('what decides for another decides in turn', async () => {
  const chain = formOf({
    blocks: [
      {
        fields: 'f',
        items: [
          { key: 'a', title: 'А', type: 'boolean' },
          { key: 'b', title: 'Б', type: 'boolean', applies: 'f.a' },
          { key: 'c', title: 'В', type: 'integer', applies: 'f.b', required: true },
          { key: 'd', title: 'Г', type: 'integer', applies: 'FILLED(f.c)', required: true },
        ],
      },
    ],
  })
  expect(await idsOf(chain, { f: { a: true, b: true, c: 5 } })).toEqual(['required@f//d'])
  expect(await idsOf(chain, { f: { a: false, b: true, c: 5 } })).toEqual([])
})

test('relevance that goes round in a circle is refused, with the way round', () => {
  const items = [
    { key: 'a', title: 'А', type: 'boolean', applies: 'f.b' },
    { key: 'b', title: 'Б', type: 'boolean', applies: 'f.a' },
  ]
  expect(mistakesOf({ blocks: [{ fields: 'f', items }] })).toEqual(['E_CYCLE "f.b"'])
})

test('a formula of relevance that gives an error is an error of the form', async () => {
  const items = [
    { key: 'a', title: 'А', type: 'integer' },
    { key: 'b', title: 'Б', type: 'integer', applies: '1 / f.a > 1' },
  ]
  expect(await idsOf(formOf({ blocks: [{ fields: 'f', items }] }), { f: { a: 0, b: 1 } })).toEqual(['applies@f//b'])
})

test('a condition that is an empty cell does not hold, wherever it stands', async () => {
  const flag = { key: 'yes', title: 'Да', type: 'boolean' }
  const form = formOf({
    blocks: [
      { fields: 'f', items: [flag, { key: 'n', title: 'n', type: 'integer' }] },
      { note: 'Да', visible: 'f.yes' },
      {
        table: 't',
        columns: [flag],
        rows: [{ key: 'r', title: 'r' }],
        checks: [{ id: 'must', assert: '[@yes]', when: 'f.n = 1' }],
      },
    ],
  })
  expect(await idsOf(form, { f: { n: 1 } })).toEqual(['must@t/r/yes'])
  const checker = new Checker(form, {}, { today: '2026-04-22' })
  expect(checker.judge(0).flags.set.map(({ flag: name, block }) => `${name} ${block ?? ''}`)).toEqual(['hidden #1'])
  checker.close()
})

test('one cell of a table with named rows may not apply', async () => {
  const table = formOf({
    blocks: [
      { fields: 'info', items: [{ key: 'old', title: 'Старшие', type: 'boolean' }] },
      {
        table: 't',
        columns: [
          { key: 'a', title: 'А', type: 'integer', required: true },
          { key: 'b', title: 'Б', type: 'integer', applies: 'info.old' },
        ],
        rows: [
          { key: 'r1', title: '1' },
          { key: 'r2', title: '2', cells: { a: { applies: 'info.old' }, b: { applies: true } } },
        ],
        checks: [{ id: 'sum', assert: 'SUM([#r1:#r2,a:b]) = 5' }],
      },
    ],
  })
  const data = { t: { r1: { a: 1, b: 10 }, r2: { a: 20, b: 4 } } }
  expect(await idsOf(table, data)).toEqual([])
  expect(await idsOf(table, { t: { r1: { a: 1 }, r2: { b: 4 } } })).toEqual([])
  expect(await idsOf(table, { ...data, info: { old: true } })).toEqual(['sum@t/r1/a'])
})

const item = { key: 'a', title: 'А', type: 'integer' }

test.each([
  ['a sheet', { sheets: [{ sheet: 's', title: 'S', applies: 'f.a <> 1', blocks: [{ fields: 'f', items: [item] }] }] }],
  ['a block', { blocks: [{ fields: 'f', applies: 'f.a <> 1', items: [item] }] }],
  [
    'a copy',
    {
      blocks: [
        { table: 't', columns: [item], rows: { max: 3 } },
        { fields: 'f', repeat: 't', applies: 'f.a <> 1', items: [item] },
      ],
    },
  ],
  [
    'a table, through a copy for its rows',
    {
      blocks: [
        { table: 't', columns: [item], rows: { max: 3 }, applies: 'SUM(f~*[a]) < 5' },
        { fields: 'f', repeat: 't', items: [item] },
      ],
    },
  ],
])('%s whose relevance goes round in a circle is refused where that is said', (_, parts) => {
  expect(mistakesOf(parts)).toEqual([expect.stringMatching(/^E_CYCLE "(f\.a <> 1|SUM\(f~\*\[a\]\) < 5)"$/u)])
})

test('what is repeated for the rows of a table does not apply where the table does not', async () => {
  const repeated = formOf({
    blocks: [
      { fields: 'info', items: [{ key: 'has', title: 'Есть филиалы', type: 'boolean' }] },
      { table: 't', applies: 'info.has', columns: [item], rows: { max: 3 } },
      { fields: 'f', repeat: 't', items: [{ ...item, required: true }] },
      {
        table: 'm',
        rows: { max: 3 },
        columns: [item, { repeat: 't', as: 'r', columns: [{ ...item, key: 'b', required: true }] }],
      },
    ],
  })
  const data = { t: [{ $id: 'x', a: 1 }], m: [{ $id: 'y', a: 1 }] }
  expect(await idsOf(repeated, data)).toEqual([])
  expect(await idsOf(repeated, { ...data, info: { has: true } })).toEqual(['required@f~x//a', 'required@m/y/b~x'])
})
