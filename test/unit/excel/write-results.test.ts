import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CellRules, CompiledColumn, CompiledForm, FormData } from '@tabel/engine'
import { writeResults } from '@tabel/excel'
import type { SubmittedForm } from '@tabel/excel'
import ExcelJS from 'exceljs'
import { branchesForm } from '../../support/copies.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'

const rules: Omit<CellRules, 'type'> = { required: false, editable: true }
const column = (key: string, title: string, type: CellRules['type'], groups: string[] = []): CompiledColumn => ({
  ...rules,
  key,
  title,
  type,
  groups: groups.map((group) => ({ id: group, title: group })),
})

const form: CompiledForm = {
  format: 1,
  form: 'pupils',
  version: '1.0.0',
  title: 'Ученики',
  zone: 'moscow',
  constants: {},
  sheets: [
    { key: 's', title: 'Список: 2026/27', items: [{ kind: 'block', block: 'pupils' }] },
    { key: 't', title: 'Итоги', items: [{ kind: 'block', block: 'totals' }] },
  ],
  blocks: {
    pupils: {
      kind: 'dynamic',
      key: 'pupils',
      sheet: 's',
      freeze: 0,
      numbered: false,
      min: 0,
      max: 10,
      add: true,
      columns: [
        column('name', 'Имя', 'string'),
        column('a', 'Первое', 'integer', ['Задания']),
        column('b', 'Второе', 'integer', ['Задания']),
        column('day', 'Дата', 'date'),
      ],
    },
    totals: {
      kind: 'fixed',
      key: 'totals',
      sheet: 't',
      freeze: 0,
      numbered: true,
      columns: [column('all', 'Всего', 'integer')],
      rows: [
        { key: 'r1', code: '101', title: 'Мальчики', level: 0, groups: [], blocked: [], cells: {} },
        { key: 'r2', code: '102', title: 'Девочки', level: 0, groups: [], blocked: [], cells: {} },
      ],
    },
  },
  checks: [],
}

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabel-excel-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

async function* of(...forms: SubmittedForm[]): AsyncGenerator<SubmittedForm> {
  yield* forms
}

const submitted = (login: string, data: FormData): SubmittedForm => ({
  organisation: { login, name: `Школа ${login}` },
  submittedAt: '2026-04-21T20:30:00Z',
  data,
})

test('every row of every organisation stands in the sheet of its table, and the number of rows is stated', async () => {
  const file = join(folder, 'results.xlsx')
  const count = await writeResults(
    form,
    of(
      submitted('edu010001', {
        pupils: [{ $id: 'a', name: '=1+1', a: 1, b: 'X', day: '2026-04-21' }],
        totals: { r1: { all: 5 }, r2: { all: null } },
      }),
      submitted('edu010002', {
        pupils: [
          { $id: 'b', name: 'Ёж', a: 0 },
          { $id: 'c', name: 'Юля', b: 2 },
        ],
      }),
    ),
    file,
  )
  expect(count).toEqual({ organisations: 2, rows: 5 })

  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(file)
  expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['Список 2026 27', 'Итоги', 'Сведения о выгрузке'])

  const pupils = workbook.worksheets[0]!
  expect(pupils.getCell('E1').value).toBe('Задания')
  expect(pupils.getCell('F1').master.address).toBe('E1')
  expect(pupils.getRow(2).values).toEqual([
    undefined,
    'Логин',
    'Организация',
    'Сдано (московское время)',
    'Имя',
    'Первое',
    'Второе',
    'Дата',
  ])
  // Text that looks like a formula stays text, and the date is a date in Moscow's zone of submission.
  expect(pupils.getCell('D3').value).toBe('=1+1')
  expect(pupils.getCell('D3').type).toBe(ExcelJS.ValueType.String)
  expect(pupils.getCell('C3').value).toBe('21.04.2026, 23:30')
  expect(pupils.getCell('F3').value).toBe('X')
  expect(pupils.getCell('G3').value).toEqual(new Date('2026-04-21T00:00:00Z'))
  expect(pupils.rowCount).toBe(5)

  const totals = workbook.worksheets[1]!
  expect(totals.getRow(2).values).toEqual([undefined, 'edu010001', 'Школа edu010001', '21.04.2026, 23:30', '101', 'Мальчики', 5])
  expect(workbook.worksheets[2]!.getCell('B3').value).toBe(2)
  expect(workbook.worksheets[2]!.getCell('B4').value).toBe(3)
})

test('tables with the same title get different sheets', async () => {
  const file = join(folder, 'same.xlsx')
  const totals = form.blocks['totals']!
  await writeResults({ ...form, blocks: { totals, more: { ...totals, key: 'more' } } }, of(), file)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(file)
  expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual(['Итоги', 'Итоги (2)', 'Сведения о выгрузке'])
})

test('copies of a block are one worksheet with the row in front; repeated columns have a line for each row they are said of', async () => {
  const file = join(folder, 'copies.xlsx')
  const data = (branch: string, teachers: number): FormData => ({
    branches: [{ $id: 'a', name: branch, pupils: 5 }],
    classes: [
      { $id: 'x', class: '1А' },
      { $id: 'y', class: '1Б' },
    ],
    'staff~a': { teachers, all: teachers },
    'works~a': [{ $id: 'p', what: 'Крыша', done: true }],
    hours: [{ $id: 'm', day: 'пн', 'lessons~x': 4, 'free~x': 4, sum: 4 }],
  })
  const { rows } = await writeResults(
    branchesForm(),
    of(submitted('edu1', data('Северный', 2)), submitted('edu2', data('Южный', 3))),
    file,
  )
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(file)
  const lines = (name: string) =>
    workbook
      .getWorksheet(name)
      ?.getSheetValues()
      .map((row) => Array.from(row as unknown[]).filter((_, at) => at > 0 && at !== 2 && at !== 3))
  expect(lines('Кадры')?.slice(1)).toEqual([
    ['Логин', 'Филиалы', 'teachers', 'others', 'all', 'load'],
    ['edu1', 'Северный', 2, undefined, 2],
    ['edu2', 'Южный', 3, undefined, 3],
  ])
  expect(lines('План')?.slice(2)).toEqual([
    ['edu1', 'Северный', 'Крыша', true],
    ['edu2', 'Южный', 'Крыша', true],
  ])
  expect(lines('Уроки')?.slice(1)).toEqual([
    ['Логин', 'День', 'sum', 'said'],
    ['edu1', 'пн', 4],
    ['edu2', 'пн', 4],
  ])
  expect(lines('Уроки Классы')?.slice(1)).toEqual([
    ['Логин', 'День', 'sum', 'Классы', 'Уроков', 'free'],
    ['edu1', 'пн', 4, '1А', 4, 4],
    ['edu2', 'пн', 4, '1А', 4, 4],
  ])
  expect(rows).toBe(2 * 7)
})
