import { placeName } from '@tabel/engine'
import { judge } from '@tabel/engine/checker'
import { expect, test } from 'vitest'
import { formOf, mistakesOf } from '../../support/cells.ts'
import { idsOf, problemsOf } from '../../support/judging.ts'

const columns = (more: object = {}) => [
  { key: 'class', title: 'Класс' },
  {
    repeat: 'subjects',
    as: 's',
    defaults: { type: 'integer', minimum: 0 },
    columns: [
      { key: 'wrote', title: 'Писали', hint: 'Писали {s}' },
      { key: 'passed', title: 'Сдали', ...more },
      { key: 'share', title: 'Доля', type: 'number', computed: 'IF([@wrote~{s}] > 0, [@passed~{s}] / [@wrote~{s}], 0)' },
    ],
  },
  { key: 'all', title: 'Всего', type: 'integer', computed: 'SUM([@wrote~*])' },
]
const lists = { subjects: { rus: 'Русский язык', mat: 'Математика' } }
const blocks = (checks: readonly unknown[], more?: object) => [{ table: 't', columns: columns(more), rows: { max: 9 }, checks }]

test('columns are repeated for a list: one, all of a kind, all of a member', async () => {
  const form = formOf({
    lists,
    blocks: blocks([
      { id: 'one', assert: '[@passed~rus] <= [@wrote~rus]' },
      { id: 'member', assert: 'SUM([@*~mat]) < 100', at: '[@wrote~mat]' },
      { id: 'kind', assert: 'SUM([passed~*]) <= 10', at: 't[passed~rus]' },
    ]),
  })
  const block = form.blocks['t']
  expect(block?.columns.map(({ key, title, groups }) => `${key} ${groups.map((group) => group.title).join()} ${title}`)).toEqual([
    'class  Класс',
    'wrote~rus Русский язык Писали',
    'passed~rus Русский язык Сдали',
    'share~rus Русский язык Доля',
    'wrote~mat Математика Писали',
    'passed~mat Математика Сдали',
    'share~mat Математика Доля',
    'all  Всего',
  ])
  expect(block?.columns[4]?.hint?.text).toBe('Писали Математика')
  const data = { t: [{ $id: 'a', class: '4А', 'wrote~rus': 5, 'passed~rus': 6, 'wrote~mat': 90, 'passed~mat': 45 }] }
  expect(await idsOf(form, data)).toEqual(['kind@t/a/passed~rus', 'one@t/a/passed~rus', 'member@t/a/wrote~mat'])
  const { computed } = await judge(form, data, { today: '2026-04-22' })
  expect(computed.map(({ column, value }) => `${column} ${JSON.stringify(value)}`)).toEqual([
    'share~rus 1.2',
    'share~mat 0.5',
    'all 95',
  ])
})

test.each([
  ['[@passed~fiz] > 1', 'E_COLUMN passed~fiz'],
  ['SUM([@pased~*]) > 1', 'E_COLUMN pased~*'],
  ['SUM([@*~fiz]) > 1', 'E_COLUMN *~fiz'],
  ['[@passed] > 1', 'E_COLUMN passed'],
])('a family that is not there: %s', (assert, mistake) => {
  expect(mistakesOf({ lists, blocks: blocks([assert]) })).toEqual([mistake])
})

test('a mistake in a repeated formula is said once, where it was written', () => {
  expect(mistakesOf({ lists, blocks: blocks([], { computed: '[@wrote~{s}] + [@rwote~{s}]' }) })).toEqual(['E_COLUMN rwote~{s}'])
})

test('members must have names that can stand in formulas', () => {
  expect(mistakesOf({ lists: { subjects: ['Русский язык'] }, blocks: blocks([]) })[0]).toBe('E_KEY "subjects"')
  expect(mistakesOf({ blocks: blocks([]) })[0]).toBe('E_LIST "subjects"')
})

test('a repeated column is named with what it is repeated for', async () => {
  const form = formOf({ lists, blocks: blocks([{ id: 'one', assert: '[@passed~mat] <= [@wrote~mat]' }]) })
  const data = { t: [{ $id: 'a', 'wrote~mat': 5, 'passed~mat': 6 }] }
  const [problem] = await problemsOf(form, data)
  expect(problem?.message).toBe('«Математика: Сдали» (6) не должно быть больше, чем «Математика: Писали» (5): разница 1')
  expect(placeName(form, data, problem?.at ?? { block: null, row: null, column: null })).toBe(
    'строка 1, графа «Математика: Сдали»',
  )
})

test('rows that the form names differ in one column of a family or in all of them', () => {
  const form = formOf({
    lists,
    blocks: [
      {
        table: 't',
        columns: columns().filter((one) => !('key' in one) || one.key !== 'class'),
        rows: [
          {
            key: 'r1',
            title: '1',
            blocked: ['passed~*'],
            cells: { 'wrote~*': { maximum: 9, hint: 'до 9: {s}' }, 'wrote~mat': { maximum: 5 } },
          },
          { key: 'r2', title: '2', cells: { 'share~*': { computed: '[#r1,wrote~{s}] * 2' } } },
        ],
      },
    ],
  })
  const [first, second] = form.blocks['t']?.kind === 'fixed' ? form.blocks['t'].rows : []
  expect(first?.blocked).toEqual(['passed~rus', 'passed~mat'])
  expect(Object.entries(first?.cells ?? {}).map(([key, { maximum, hint }]) => [key, maximum, hint?.text])).toEqual([
    ['wrote~rus', 9, 'до 9: Русский язык'],
    ['wrote~mat', 5, 'Писали Математика'],
  ])
  expect(second?.cells['share~mat']?.computed?.text).toBe('[#r1,wrote~mat] * 2')
})
