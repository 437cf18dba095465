import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CellRules, CompiledColumn, CompiledForm, FormData } from '@tabel/engine'
import { writeResults } from '@tabel/excel'
import type { SubmittedForm } from '@tabel/excel'
import ExcelJS from 'exceljs'
import { branchesForm } from '../../support/copies.ts'
import { readZip } from '../../support/read-zip.ts'
import { newForm } from '../../support/two-versions.ts'
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
        {
          ...column('b', 'Второе', 'integer', ['Задания']),
          choices: [{ code: 1, title: 'верно' }],
          codes: ['X'],
          unit: 'балл',
          hint: { kind: 'info', text: 'Номер варианта' },
        },
        column('day', 'Дата', 'date'),
      ],
    },
    totals: {
      kind: 'fixed',
      key: 'totals',
      sheet: 't',
      freeze: 0,
      numbered: true,
      columns: [column('all', 'Всего', 'integer'), column('came', 'из них пришли', 'integer')],
      rows: [
        { key: 'r1', code: '101', title: 'Мальчики', level: 0, groups: [], blocked: ['came'], cells: {} },
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

const organisation = ['Логин', 'Организация', 'Сдано (московское время)']

/** All lines of a worksheet, empty cells as null. */
function lines(workbook: ExcelJS.Workbook, name: string): unknown[][] {
  const sheet = workbook.getWorksheet(name)!
  return Array.from({ length: sheet.rowCount }, (_, row) =>
    Array.from({ length: sheet.columnCount }, (_, column) => sheet.getCell(row + 1, column + 1).value),
  )
}

const submitted = (login: string, data: FormData): SubmittedForm => ({
  organisation: { login, name: `Школа ${login}` },
  submittedAt: '2026-04-21T20:30:00Z',
  formVersion: '1.0.0',
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
  // Three pupils, and a line for each organisation.
  expect(count).toEqual({ organisations: 2, rows: 5 })

  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(file)
  expect(workbook.worksheets.map((sheet) => sheet.name)).toEqual([
    'Список 2026 27',
    'Итоги',
    'Итоги (2)',
    'Описание граф',
    'Сведения о выгрузке',
  ])

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

  // Rows that the form names are columns, crossed-out cells are none.
  const totals = workbook.worksheets[1]!
  expect(totals.getRow(1).values).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    '101 Мальчики',
    '102 Девочки',
    '102 Девочки',
  ])
  expect(totals.getRow(2).values).toEqual([undefined, ...organisation, '101 · Всего', '102 · Всего', '102 · из них пришли'])
  expect(totals.getRow(3).values).toEqual([undefined, 'edu010001', 'Школа edu010001', '21.04.2026, 23:30', 5])
  expect(totals.getRow(4).values).toEqual([undefined, 'edu010002', 'Школа edu010002', '21.04.2026, 23:30'])

  expect(lines(workbook, 'Итоги (2)').slice(1)).toEqual([
    [null, 'Организаций, сдавших отчет', null, 2, null],
    ['Список: 2026/27', 'Задания · Первое', 'pupils.a', 2, 1],
    ['Список: 2026/27', 'Задания · Второе', 'pupils.b', 1, 2],
    ['Итоги', '101 Мальчики · Всего', 'totals.r1.all', 1, 5],
    ['Итоги', '102 Девочки · Всего', 'totals.r2.all', 0, 0],
    ['Итоги', '102 Девочки · из них пришли', 'totals.r2.came', 0, 0],
  ])
  expect(lines(workbook, 'Описание граф')[3]).toEqual([
    'Список: 2026/27',
    'Список: 2026/27',
    'pupils.b',
    'Задания · Второе',
    'целое число',
    '1 – верно; X',
    'балл',
    'Номер варианта',
  ])
  expect(lines(workbook, 'Сведения о выгрузке').slice(1)).toEqual([
    ['Форма', 'Ученики'],
    ['Версия формы', '1.0.0'],
    ['Организаций, сдавших отчет', 2],
    ['Строк в таблице «Список: 2026/27»', 3],
    ['Строк в таблице «Итоги»', 2],
  ])
})

test('a file is told by its name and its id', async () => {
  const file = join(folder, 'files.xlsx')
  const pupils = form.blocks['pupils']
  if (pupils?.kind !== 'dynamic') throw new Error('no table of pupils')
  const columns = [column('name', 'Имя', 'string'), column('scan', 'Скан', 'file')]
  const scan = { $file: 'f1', name: 'приказ.pdf', size: 5 }
  const written = { ...form, blocks: { ...form.blocks, pupils: { ...pupils, columns } } }
  await writeResults(written, of(submitted('edu010001', { pupils: [{ $id: 'a', name: 'Юля', scan }] })), file)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(file)
  expect(lines(workbook, 'Список 2026 27').at(-1)?.slice(-2)).toEqual(['Юля', 'приказ.pdf (f1)'])
})

test('tables with the same title get different sheets', async () => {
  const file = join(folder, 'same.xlsx')
  const { pupils } = form.blocks
  await writeResults({ ...form, blocks: { pupils: pupils!, more: { ...pupils!, key: 'more' } } }, of(), file)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(file)
  expect(workbook.worksheets.map((sheet) => sheet.name).slice(0, 2)).toEqual(['Список 2026 27', 'Список 2026 27 (2)'])
})

test('blocks of one sheet whose rows the form names share a line, each under its title', async () => {
  const file = join(folder, 'shared.xlsx')
  const { totals } = form.blocks
  const info: CompiledForm['blocks'][string] = {
    kind: 'fields',
    key: 'info',
    sheet: 't',
    title: 'О школе',
    columns: [column('staff', 'Учителей', 'integer')],
  }
  await writeResults(
    { ...form, blocks: { info, totals: { ...totals!, title: 'Ученики' } } },
    of(submitted('edu1', { info: { staff: 7 }, totals: { r1: { all: 3 }, r2: { came: 4 } } })),
    file,
  )
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(file)
  const sheet = workbook.getWorksheet('Итоги')!
  expect(['D1', 'E1', 'G1', 'E2', 'F2', 'G2'].map((at) => sheet.getCell(at).value)).toEqual([
    'О школе',
    'Ученики',
    'Ученики',
    '101 Мальчики',
    '102 Девочки',
    '102 Девочки',
  ])
  expect(sheet.getCell('G1').master.address).toBe('E1')
  expect(sheet.getRow(4).values).toEqual([undefined, 'edu1', 'Школа edu1', '21.04.2026, 23:30', 7, 3, undefined, 4])
})

test('submissions of an earlier version stand in the columns of this one, and it is said how many', async () => {
  const file = join(folder, 'versions.xlsx')
  const old = { ...submitted('edu1', { list: [{ $id: 'a', score: 5, note: 'x' }], info: { a: 1 } }), formVersion: '1.0.0' }
  const today = { ...submitted('edu2', { pupils: [{ $id: 'b', total: 6 }], info: { b: 2 } }), formVersion: '2.0.0' }
  await writeResults(newForm, of(old, today), file)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(file)
  const about = lines(workbook, 'Сведения о выгрузке')
  expect(about).toContainEqual(['Отчетов, перенесенных из версии 1.0.0', 1])
  const totals = lines(workbook, 'Итоги')
  expect(totals.map(([, , key, filled, sum]) => [key, filled, sum])).toContainEqual(['pupils.total', 2, 11])
  expect(totals.map(([, , key, filled, sum]) => [key, filled, sum])).toContainEqual(['info.b', 2, 3])
})

test('a reading that fails leaves no file and no pieces', async () => {
  const file = join(folder, 'broken.xlsx')
  async function* broken(): AsyncGenerator<SubmittedForm> {
    yield submitted('edu1', {})
    throw new Error('the database is gone')
  }
  await expect(writeResults(form, broken(), file)).rejects.toThrow('the database is gone')
  expect((await readdir(folder)).filter((name) => name.startsWith('broken'))).toEqual([])
})

test('as CSV: a file for each table, as Excel in Russian opens it, where no text is a formula', async () => {
  const file = join(folder, 'results.zip')
  const name = '=HYPERLINK("x";"y")'
  await writeResults(
    form,
    of(
      submitted('edu1', {
        pupils: [
          { $id: 'a', name, a: -0.5, day: '2026-04-21' },
          { $id: 'b', name: 'две\nстроки' },
        ],
      }),
    ),
    file,
    'csv',
  )
  const files = await readZip(file)
  expect([...files.keys()]).toEqual([
    'Список 2026 27.csv',
    'Итоги.csv',
    'Итоги (2).csv',
    'Описание граф.csv',
    'Сведения о выгрузке.csv',
  ])
  expect(files.get('Список 2026 27.csv')).toBe(
    [
      '\uFEFFЛогин;Организация;Сдано (московское время);Имя;Задания · Первое;Задания · Второе;Дата',
      `edu1;Школа edu1;21.04.2026, 23:30;"'=HYPERLINK(""x"";""y"")";-0,5;;21.04.2026`,
      'edu1;Школа edu1;21.04.2026, 23:30;"две\nстроки";;;',
      '',
    ].join('\r\n'),
  )
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
  const shown = (name: string) =>
    workbook
      .getWorksheet(name)
      ?.getSheetValues()
      .map((row) => Array.from(row as unknown[]).filter((_, at) => at > 0 && at !== 2 && at !== 3))
  expect(shown('Кадры')?.slice(1)).toEqual([
    ['Логин', 'Филиалы', 'teachers', 'others', 'all', 'load'],
    ['edu1', 'Северный', 2, undefined, 2],
    ['edu2', 'Южный', 3, undefined, 3],
  ])
  expect(shown('План')?.slice(2)).toEqual([
    ['edu1', 'Северный', 'Крыша', true],
    ['edu2', 'Южный', 'Крыша', true],
  ])
  expect(shown('Уроки')?.slice(1)).toEqual([
    ['Логин', 'День', 'sum', 'said'],
    ['edu1', 'пн', 4],
    ['edu2', 'пн', 4],
  ])
  expect(shown('Уроки Классы')?.slice(1)).toEqual([
    ['Логин', 'День', 'sum', 'Классы', 'Уроков', 'free'],
    ['edu1', 'пн', 4, '1А', 4, 4],
    ['edu2', 'пн', 4, '1А', 4, 4],
  ])
  // The two blocks of fields that nobody filled are lines too.
  expect(rows).toBe(2 * 9)
})
