import { FormSession, localPort } from '@tabel/engine'
import type { CellRef, FormData } from '@tabel/engine'
import { serveChecker } from '@tabel/engine/checker'
import { expect, test } from 'vitest'
import { formOf, mistakesOf } from '../../support/cells.ts'
import { idsOf, problemsOf } from '../../support/judging.ts'

const kinds = [
  { code: 'gym', title: 'Гимназия', level: 'oo' },
  { code: 'kol', title: 'Колледж', level: 'spo' },
  { code: 'old', title: 'Прежний' },
]
const blocks = (where: string, more: object = {}) => [
  {
    fields: 'org',
    items: [
      { key: 'level', title: 'Уровень', choices: ['oo', 'spo'] },
      { key: 'kind', title: 'Вид', choices: 'kinds', choicesWhere: where, ...more },
    ],
    checks: [{ id: 'after', assert: "LEFT(org.kind, 3) <> 'kol'" }],
  },
]
const form = formOf({ lists: { kinds }, blocks: blocks('kinds.level = org.level') })

test('a choice of the list that does not fit the other cells is refused, and checks over it wait', async () => {
  expect(await idsOf(form, { org: { level: 'oo', kind: 'gym' } })).toEqual([])
  expect(await idsOf(form, { org: { level: 'spo', kind: 'kol' } })).toEqual(['after@org//kind'])
  expect(await idsOf(form, { org: { level: 'oo', kind: 'kol' } })).toEqual(['choices@org//kind'])
  expect(await idsOf(form, { org: { level: 'oo' } })).toEqual([])
  const [problem] = await problemsOf(form, { org: { level: 'oo', kind: 'kol' } })
  expect(problem?.message).toBe('Значение «Колледж» здесь не подходит: выберите другое из списка')
})

test('a choice without the attribute never fits', async () => {
  expect(await idsOf(form, { org: { level: 'oo', kind: 'old' } })).toEqual(['choices@org//kind'])
})

const table = formOf({
  blocks: [
    {
      table: 'plan',
      columns: [
        { key: 'year', title: 'Год', type: 'integer' },
        { key: 'class', title: 'Класс', choices: 'classes[letter]', choicesWhere: 'classes.year = [@year]', codes: ['-'] },
        { key: 'any', title: 'Любой', choices: 'classes[letter]' },
      ],
      rows: { max: 9 },
    },
    {
      table: 'classes',
      columns: [
        { key: 'year', title: 'Год', type: 'integer' },
        { key: 'letter', title: 'Литера' },
      ],
      rows: { max: 9 },
    },
  ],
})

test('a column of a table may be given with the type that it has', () => {
  const letter = { key: 'letter', title: 'Литера', type: 'string' }
  const plan = { key: 'class', title: 'Класс', type: 'string', choices: 'classes[letter]' }
  const tables = { classes: letter, plan }
  const list = Object.entries(tables).map(([key, column]) => ({ table: key, columns: [column], rows: { max: 9 } }))
  expect(mistakesOf({ blocks: list })).toEqual([])
})

test('choices are what stands in another table, in the rows that fit', async () => {
  const classes = [
    { $id: 'x', year: 4, letter: 'А' },
    { $id: 'y', year: 5, letter: 'Б' },
  ]
  const plan = [
    { $id: 'a', year: 4, class: 'A' },
    { $id: 'b', year: 5, class: 'А' },
    { $id: 'c', year: 5, class: '-', any: 'Б' },
    { $id: 'd', year: 5, any: 'В' },
  ]
  expect(await idsOf(table, { classes, plan } as FormData)).toEqual(['choices@plan/b/class', 'choices@plan/d/any'])
})

test.each([
  ['kinds.lvl = org.level', {}, 'E_FIELD lvl'],
  ['kinds.level = 5', {}, 'E_TYPE kinds.level = 5'],
  ['kinds.level', {}, 'E_TYPE kinds.level'],
  ['TRUE', { choices: ['a', 'b'] }, 'E_LIST TRUE'],
  ['kinds.level = org.level', { several: true }, 'E_VALUE "several"'],
])('a mistake in a condition of choices: %s %o', (where, more, mistake) => {
  expect(mistakesOf({ lists: { kinds }, blocks: blocks(where, more) })).toEqual([mistake])
})

async function choices(of: typeof form, data: FormData, ref: CellRef): Promise<readonly string[]> {
  const [near, far] = localPort()
  serveChecker(far)
  const session = new FormSession(of, data, near, { today: '2026-04-22' })
  const found = await session.choicesAt(ref)
  session.close()
  return found.map(({ code, title }) => `${code} ${title}`)
}

test('a list is asked for what fits now: of a list, of a table, and of what does not depend', async () => {
  const kind = { block: 'org', row: null, column: 'kind' }
  expect(await choices(form, { org: { level: 'oo' } }, kind)).toEqual(['gym Гимназия'])
  expect(await choices(form, { org: { level: 'spo', kind: 'gym' } }, kind)).toEqual(['kol Колледж'])
  expect(await choices(form, {}, { ...kind, column: 'level' })).toEqual(['oo oo', 'spo spo'])
  const data = {
    plan: [{ $id: 'a', year: 5 }, { $id: 'b' }],
    classes: [
      { $id: 'x', year: 4, letter: 'А' },
      { $id: 'y', year: 5, letter: 'Б' },
      { $id: 'z', year: 5, letter: 'б' },
      { $id: 'w', year: 5, letter: 'В' },
    ],
  }
  const cell = (row: string, column: string) => ({ block: 'plan', row, column })
  expect(await choices(table, data, cell('a', 'class'))).toEqual(['Б Б', 'В В'])
  expect(await choices(table, data, cell('b', 'class'))).toEqual([])
  expect(await choices(table, data, cell('b', 'any'))).toEqual(['А А', 'Б Б', 'В В'])
})
