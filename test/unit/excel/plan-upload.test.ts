import { applyOps } from '@tabel/engine'
import type { CellRules, CellValue, CompiledForm, FormData } from '@tabel/engine'
import { FileRefused, planUpload, readWorkbook } from '@tabel/excel'
import type { UploadContext, UploadPlan } from '@tabel/excel'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { column, fields, fixed, form, table } from '../../support/forms.ts'
import { MarkedBook } from '../../support/marked-book.ts'
import { newForm, oldForm } from '../../support/two-versions.ts'
import { bookFile } from '../../support/zip-file.ts'

const sample: CompiledForm = form([
  fields('info', [
    column('name', { title: 'Название школы', type: 'string' }),
    column('held', { title: 'Дата проведения', type: 'date' }),
    column('sum', { title: 'Итог', computed: { expr: { op: 'number', value: 1 } } as never }),
    column('fixedBy', { title: 'Регион', type: 'string', editable: false }),
  ]),
  fixed(
    's1',
    [column('all', { title: 'Всего' }), column('girls', { title: 'Девочек' })],
    [
      { key: '101', title: 'Начальная', code: '101' },
      { key: '102', title: 'Основная', code: '102', blocked: ['girls'] },
    ],
  ),
  table(
    'pupils',
    [
      column('code', { title: 'Код', type: 'string' }),
      column('mark', { title: 'Балл' }),
      column('sex', {
        title: 'Пол',
        type: 'string',
        choices: [
          { code: 'm', title: 'Мужской' },
          { code: 'f', title: 'Женский' },
        ],
      }),
      column('share', { title: 'Доля', type: 'number' }),
    ],
    { keyColumn: 'code' },
  ),
])

const base: FormData = {
  info: { name: 'Лицей 1', held: '2026-04-21', fixedBy: 'Адыгея' },
  s1: { '101': { all: 10, girls: 4 } },
  pupils: [
    { $id: 'a', code: '001', mark: 5, sex: 'm' },
    { $id: 'b', code: '002', mark: 4, sex: 'f' },
    { $id: 'c', code: '003', mark: 3 },
  ],
}

async function plan(book: MarkedBook, more: Partial<UploadContext> = {}): Promise<UploadPlan> {
  return planUpload(await readWorkbook(await book.bytes()), context(more))
}

function context(more: Partial<UploadContext>): UploadContext {
  const carried = { form: sample, data: base }
  return { form: sample, organisation: null, collection: null, current: base, base: () => Promise.resolve(carried), ...more }
}

const told = ({ changes }: UploadPlan) => changes.map(({ place, was, becomes }) => `${place}: ${was} → ${becomes}`)

describe('a template that comes back', () => {
  test('untouched changes nothing', async () => {
    const found = await plan(new MarkedBook(sample, base))
    expect(found).toMatchObject({ changes: [], conflicts: [], added: [], missing: [], ignored: [], notices: [] })
    expect(found.ops()).toEqual([])
  })

  test('tells what was changed, where in the file and where in the form', async () => {
    const book = new MarkedBook(sample, base)
    book.cell('info', null, 'name').value = 'Лицей 2'
    book.cell('s1', '101', 'girls').value = 6
    book.cell('pupils', 'b', 'sex').value = 'мужской'
    book.cell('pupils', 'c', 'mark').value = null
    const found = await plan(book)
    expect(told(found)).toEqual([
      '«Название школы»: Лицей 1 → Лицей 2',
      'стр. 101, графа «Девочек»: 4 → 6',
      'строка 2 (код 002), графа «Пол»: Женский → Мужской',
      'строка 3 (код 003), графа «Балл»: 3 → ',
    ])
    expect(found.changes.map(({ address }) => address)).toEqual(['Лист!C1', 'Лист!D7', 'Лист!E12', 'Лист!D13'])
    expect(applyOps(sample, base, found.ops())).toMatchObject({
      info: { name: 'Лицей 2' },
      s1: { '101': { all: 10, girls: 6 } },
      pupils: [{ $id: 'a' }, { $id: 'b', sex: 'm' }, { $id: 'c', code: '003' }],
    })
  })

  test('names files and changes none: what is typed there, or taken out, is told as ignored', async () => {
    const orders = form([
      table('orders', [column('no', { title: 'Номер', type: 'string' }), column('scan', { title: 'Скан', type: 'file' })], {
        keyColumn: 'no',
      }),
    ])
    const scan = { $file: 'f1', name: 'приказ № 5.pdf', size: 5 }
    const data: FormData = {
      orders: [
        { $id: 'a', no: '1', scan },
        { $id: 'b', no: '2', scan },
      ],
    }
    const carried = { form: orders, current: data, base: () => Promise.resolve({ form: orders, data }) }
    const book = new MarkedBook(orders, data)
    expect(await plan(book, carried)).toMatchObject({ changes: [], ignored: [] })
    book.cell('orders', 'a', 'scan').value = 'другой.pdf'
    book.cell('orders', 'b', 'scan').value = null
    book.spareCell('orders', 0, 'no').value = '3'
    book.spareCell('orders', 0, 'scan').value = 'третий.pdf'
    const found = await plan(book, carried)
    const message = 'Файлы прикладывают на сайте: изменение не взято.'
    expect(found.ignored.map(({ text, message: said }) => [text, said])).toEqual([
      ['другой.pdf', message],
      ['', message],
      ['третий.pdf', message],
    ])
    expect(applyOps(orders, data, found.ops())).toMatchObject({ orders: [{ scan }, { scan }, { no: '3' }] })
  })

  test('finds its cells after sheets were renamed and rows and columns put in', async () => {
    const book = new MarkedBook(sample, base)
    book.cell('pupils', 'b', 'mark').value = 2
    const old = await book.bytes()
    // exceljs does not move defined names, Excel and LibreOffice do: the same is done here by hand.
    const moved = new ExcelJS.Workbook()
    await moved.xlsx.load(old.buffer as ArrayBuffer)
    const sheet = moved.getWorksheet('Лист')
    if (!sheet) throw new Error('no sheet')
    sheet.name = 'Мои данные'
    const names = moved.definedNames.model
    sheet.insertRow(1, ['Проверено', 'завучем'])
    moved.definedNames.model = names.map(({ name, ranges }) => ({
      name,
      ranges: ranges.map((range) =>
        range.replace(/^'?Лист'?/, "'Мои данные'").replace(/\$(\d+)/g, (_, row: string) => `$${Number(row) + 1}`),
      ),
    }))
    const found = await planUpload(await readWorkbook(new Uint8Array(await moved.xlsx.writeBuffer())), context({}))
    expect(told(found)).toEqual(['строка 2 (код 002), графа «Балл»: 4 → 2'])
    expect(found.ignored.map(({ address, text }) => `${address} ${text}`)).toEqual([
      'Мои данные!A1 Проверено',
      'Мои данные!B1 завучем',
    ])
  })

  test('adds rows where they stand, matches copies by key, and lists what is gone without removing it', async () => {
    const book = new MarkedBook(sample, base)
    const write = (row: number, values: Readonly<Record<string, ExcelJS.CellValue>>) => {
      for (const [key, value] of Object.entries(values)) book.spareCell('pupils', row, key).value = value
    }
    // A row copied with its hidden id: the first one counts, the copy is new.
    write(0, { code: '004', mark: 1 })
    const { sheet, row, column: place } = book.places.get('pupils/a/code') ?? raise()
    book.sheet(sheet).getCell(row + 3, 1).value = 'a'
    void place
    // A row typed anew with the code of one that was cleared.
    for (const key of ['code', 'mark', 'sex']) book.cell('pupils', 'c', key).value = null
    write(1, { code: '003', mark: 5 })
    const found = await plan(book)
    expect(found.added.map(({ text, address }) => `${address} ${text}`)).toEqual(['Лист!C14 004; 1', 'Лист!C15 003; 5'])
    expect(found.changes.map(({ cell }) => [cell.row, cell.column])).toEqual([
      ['c', 'code'],
      ['c', 'mark'],
    ])
    expect(applyOps(sample, base, found.ops())['pupils']).toMatchObject([
      { $id: 'a' },
      { $id: 'b' },
      { $id: 'c' },
      { code: '004', mark: 1 },
      { code: '003', mark: 5 },
    ])
  })

  test('lists rows that are gone, and takes them away only when told to', async () => {
    const fewer = { ...base, pupils: (base['pupils'] as readonly { $id: string }[]).slice(0, 2) } as FormData
    const found = await plan(new MarkedBook(sample, fewer))
    expect(found.missing.map(({ place, text }) => `${place}: ${text}`)).toEqual(['строка 3 (код 003): 003; 3'])
    expect(found.ops()).toEqual([])
    expect(found.ops({ removeMissing: true })).toEqual([{ remove: 'pupils', ids: ['c'] }])
  })

  test('leaves alone what others changed since, and asks where both did', async () => {
    const book = new MarkedBook(sample, base)
    book.cell('pupils', 'a', 'mark').value = 2
    book.cell('pupils', 'b', 'mark').value = 2
    const current = applyOps(sample, base, [
      { set: ['pupils', 'a', 'mark'], value: 3 },
      { set: ['info', null, 'name'], value: 'Лицей 9' },
      { insert: 'pupils', after: 'a', rows: [{ $id: 'new', code: '009' }] },
    ])
    const found = await plan(book, { current })
    expect(found.conflicts).toMatchObject([{ cell: { row: 'a', column: 'mark' }, was: '3', becomes: '2' }])
    expect(found.missing).toEqual([])
    const left = applyOps(sample, current, found.ops())
    expect(left).toMatchObject({ info: { name: 'Лицей 9' }, pupils: [{ mark: 3 }, { $id: 'new' }, { mark: 2 }, { $id: 'c' }] })
    expect(applyOps(sample, current, found.ops({ mine: new Set(['pupils/a/mark']) }))).toMatchObject({
      pupils: [{ mark: 2 }, {}, {}, {}],
    })
  })

  test('does not take what is closed or computed, and says so of what is closed', async () => {
    const book = new MarkedBook(sample, base)
    book.cell('info', null, 'fixedBy').value = 'Москва'
    book.cell('info', null, 'sum').value = 999
    book.cell('s1', '102', 'girls').value = 7
    const found = await plan(book)
    expect(found.ops()).toEqual([])
    expect(found.ignored).toMatchObject([
      { address: 'Лист!C4', text: 'Москва', message: expect.stringContaining('закрыта') as string },
    ])
  })

  test('says what should be looked at: formulas, errors, what Excel hides', async () => {
    const book = new MarkedBook(sample, base)
    book.cell('pupils', 'a', 'mark').value = { formula: '2+2', result: 4 }
    book.cell('pupils', 'b', 'mark').value = { formula: 'A1/0', result: { error: '#DIV/0!' } as never }
    book.cell('pupils', 'c', 'mark').value = { formula: '1+1' } as never
    book.sheet('Лист').getRow(book.places.get('pupils/c/code')?.row ?? 0).hidden = true
    const found = await plan(book)
    expect(found.notices.map(({ address, message }) => `${address} ${message.slice(0, 24)}`)).toEqual([
      'Лист!D11 В ячейке формула: взят е',
      'Лист!D12 В ячейке ошибка Excel вм',
      'Лист!C13 Строка скрыта в Excel, н',
      'Лист!D13 В ячейке формула без рез',
      'Лист!D13 Строка скрыта в Excel, н',
    ])
    expect(applyOps(sample, base, found.ops())['pupils']).toMatchObject([{ mark: 4 }, { mark: { $raw: '#ДЕЛ/0!' } }, {}])
  })
})

describe('a workbook of somebody’s own', () => {
  const own = (rows: readonly (readonly ExcelJS.CellValue[])[], name = 'Лист') => {
    const workbook = new ExcelJS.Workbook()
    workbook.addWorksheet(name).addRows(rows.map((row) => [...row]))
    return workbook.xlsx.writeBuffer().then((bytes) => readWorkbook(new Uint8Array(bytes)))
  }

  test('is matched by its headers where that is certain, and told where it is not', async () => {
    const book = await own([['Отчет школы'], ['Пол', 'Код', 'Балл', 'Доля'], ['женский', '002', 5, 0.5], ['', '077', 3, 1]])
    const found = await planUpload(book, context({}))
    expect(told(found)).toEqual(['строка 2 (код 002), графа «Балл»: 4 → 5', 'строка 2 (код 002), графа «Доля»:  → 0,5'])
    expect(found.added).toMatchObject([{ text: '077; 3; 1' }])
    expect(found.missing).toHaveLength(2)
    expect(found.notices.map(({ message }) => message.split('.')[0])).toEqual([
      'По заголовкам не найдено: лист «Лист»',
      'По заголовкам не найдено: лист «Лист»',
    ])
    expect(found.ignored).toMatchObject([{ text: 'Отчет школы' }])
  })

  test('with the same headers twice is not guessed', async () => {
    const twice = await own([
      ['Код', 'Балл', 'Пол', 'Доля', 'Код', 'Балл', 'Пол', 'Доля'],
      ['001', 1],
    ])
    await expect(planUpload(twice, context({}))).rejects.toMatchObject({ code: 'nothing-found' })
  })
})

describe('a workbook that does not belong here is refused', () => {
  const refused = async (meta: object, more: Partial<UploadContext> = {}): Promise<string> => {
    const error: unknown = await plan(new MarkedBook(sample, base, meta), more).catch((failure: unknown) => failure)
    if (error instanceof FileRefused) return `${error.code}: ${error.message}`
    throw error
  }

  test('of another form, organisation, collection, or of a program to come', async () => {
    const organisation = { login: 'edu010001', name: 'Школа 1' }
    const theirs = { organisation: 'edu010002', organisationName: 'Школа 2' }
    expect(await refused({ form: 'other' })).toMatch(/^other-form: .*другой формы \(other\).*«Малая форма»/u)
    expect(await refused(theirs, { organisation })).toMatch(
      /^other-organisation: .*Школа 2 \(edu010002\).*Школа 1 \(edu010001\)/u,
    )
    expect(await refused({ collection: 'c2' }, { collection: 'c1' })).toMatch(/^other-form: .*другого сбора/u)
    expect(await refused({ marks: 2 })).toMatch(/^not-a-workbook: .*более новой/u)
    expect(await refused({ formVersion: '0.9.0' }, { base: () => Promise.resolve(null) })).toMatch(
      /^other-version: .*0\.9\.0.*1\.0\.0/u,
    )
  })

  test('with nothing of the form in it', async () => {
    await expect(planUpload(await readWorkbook(bookFile()), context({}))).rejects.toMatchObject({ code: 'nothing-found' })
  })
})

test('a template of an earlier version of the form is taken over by its migrations', async () => {
  const before: FormData = { info: { a: 1 }, s1: { '101': { g3: 2, g4: 3 } }, list: [{ $id: 'x', score: 4, kind: 'gym' }] }
  const book = new MarkedBook(oldForm, before)
  book.cell('info', null, 'a').value = 9
  book.cell('list', 'x', 'score').value = 5
  book.spareCell('list', 0, 'score').value = 6
  const current: FormData = { info: { b: 1 }, s1: { '102': { g3: 2 } }, pupils: [{ $id: 'x', total: 4, kind: 'lyceum' }] }
  const found = await planUpload(await readWorkbook(await book.bytes()), {
    form: newForm,
    organisation: null,
    collection: null,
    current,
    base: () => Promise.resolve({ form: oldForm, data: before }),
  })
  expect(applyOps(newForm, current, found.ops())).toMatchObject({
    info: { b: 9 },
    s1: { '102': { g3: 2 } },
    pupils: [{ $id: 'x', total: 5, kind: 'lyceum' }, { total: 6 }],
  })
})

describe('what a cell of Excel means in a column', () => {
  const cases: readonly (readonly [string, Partial<CellRules>, ExcelJS.CellValue, string | null, CellValue])[] = [
    ['a number', { type: 'integer' }, 12, null, 12],
    ['a number with noise', { type: 'number' }, 0.1 + 0.2, null, 0.3],
    ['a fraction in whole numbers', { type: 'integer' }, 2.5, null, { $raw: '2,5' }],
    ['a comma', { type: 'number' }, '12,5', null, 12.5],
    ['spaces of thousands', { type: 'integer' }, '1\u00a0234', null, 1234],
    ['a minus of typesetters', { type: 'integer' }, '\u22125', null, -5],
    ['words beside a number', { type: 'integer' }, '5 чел.', null, { $raw: '5 чел.' }],
    ['a percentage in a column of %', { type: 'number', unit: '%' }, 0.15, '0%', 15],
    ['a percentage in a column of shares', { type: 'number' }, 0.15, '0%', 0.15],
    [
      'a date in a column of numbers',
      { type: 'integer' },
      new Date('2026-09-01T00:00:00Z'),
      'dd.mm.yyyy',
      { $raw: '01.09.2026' },
    ],
    ['a date', { type: 'date' }, new Date('2026-09-01T00:00:00Z'), 'dd.mm.yyyy', '2026-09-01'],
    ['a day without a format', { type: 'date' }, 46266, null, '2026-09-01'],
    ['a date as people write it', { type: 'date' }, '1.9.26', null, '2026-09-01'],
    ['a date of another program', { type: 'date' }, '2026-09-01T00:00:00.000Z', null, '2026-09-01'],
    ['no date', { type: 'date' }, '31.02.2026', null, { $raw: '31.02.2026' }],
    ['a time', { type: 'time' }, 0.354166666666667, 'hh:mm', '08:30'],
    ['a time as text', { type: 'time' }, '8-30', null, '08:30'],
    ['a code of digits', { type: 'string' }, '007', null, '007'],
    ['a number in a column of texts', { type: 'string' }, 50001, null, '50001'],
    ['yes', { type: 'boolean' }, true, null, true],
    ['yes in words', { type: 'boolean' }, 'Да', null, true],
    ['a choice by its title', { type: 'string', choices: [{ code: 'x', title: 'Первый' }] }, 'ПЕРВЫЙ', null, 'x'],
    ['a choice by its number', { type: 'integer', choices: [{ code: 2, title: 'Второй' }] }, 2, null, 2],
    ['a special code in Cyrillic', { type: 'integer', codes: ['X'] }, 'х', null, 'X'],
    [
      'several choices',
      {
        type: 'string',
        several: 2,
        choices: [
          { code: 'a', title: 'А' },
          { code: 'b', title: 'Б' },
        ],
      },
      'б; а',
      null,
      ['a', 'b'],
    ],
    ['money', { type: 'money' }, '1 234,50 руб.', null, 1234.5],
  ]
  test.each(cases)('%s', async (_, more, value, format, expected) => {
    const small = form([fields('info', [column('a', { ...more, title: 'Поле' })])])
    const book = new MarkedBook(small, {})
    const cell = book.cell('info', null, 'a')
    cell.value = value
    if (format !== null) cell.numFmt = format
    const found = await planUpload(await readWorkbook(await book.bytes()), {
      form: small,
      organisation: null,
      collection: null,
      current: {},
      base: () => Promise.resolve(null),
    })
    expect(found.changes.map((change) => change.value)).toEqual([expected])
  })
})

function raise(): never {
  throw new Error('no such place')
}
