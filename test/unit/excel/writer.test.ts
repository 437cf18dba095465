import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTableFile } from '@tabel/excel/tables'
import type { TableColumn, TableValue } from '@tabel/excel/tables'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSheet } from '../../support/read-sheet.ts'
import { readZip } from '../../support/read-zip.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabel-writer-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

const column = (title: string, groups: readonly string[] = []): TableColumn => ({ title, groups, width: 12 })

async function write(
  rows: readonly (readonly TableValue[])[],
  columns = rows[0]?.map((_, at) => column(`c${at}`)) ?? [column('a')],
) {
  const path = join(folder, 'table.xlsx')
  const file = openTableFile(path, 'xlsx')
  const table = file.addTable('Лист', columns, 1)
  for (const row of rows) await table.write(row)
  await file.close()
  return { path, cutTexts: file.cutTexts }
}

/** What a half of a surrogate pair becomes: XML cannot hold it. */
const whole = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '\uFFFD')

/** A value as the sheet must hold it, with its address; nothing for an empty one. */
function shown(value: TableValue, column: number, row: number): readonly (readonly [string, unknown])[] {
  if (value === null || value === '') return []
  const at = `${String.fromCharCode(65 + column)}${row}`
  if (value instanceof Date) return [[at, (value.valueOf() - Date.UTC(1899, 11, 30)) / 864e5]]
  if (typeof value === 'string') return [[at, whole(value)]]
  return [[at, value === 0 ? 0 : value]]
}

test('any table of primitives comes back equal', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom(
        '<',
        '&',
        '"',
        '_x0041_',
        '_x',
        '\r',
        '\n',
        '\t',
        ' ',
        '\0',
        '\u{1F}',
        '\uD83D',
        '\uDE00',
        '\uFFFF',
        '=',
        'ё',
      ),
    }),
  )
  const day = fc.integer({ min: Date.UTC(1900, 2, 1) / 864e5, max: Date.UTC(9999, 11, 31) / 864e5 })
  const value = fc.oneof(
    text,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.integer(),
    fc.boolean(),
    day.map((days) => new Date(days * 864e5)),
    fc.constant(null),
  )
  const table = fc.integer({ min: 1, max: 6 }).chain((width) => fc.array(fc.array(value, { minLength: width, maxLength: width })))
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      const { path } = await write(rows)
      const cells = await readSheet(path)
      const found = [...cells].filter(([at]) => !/^[A-Z]1$/.test(at)).map(([at, { value: content }]) => [at, content])
      expect(found).toEqual(rows.flatMap((row, at) => row.flatMap((wanted, index) => shown(wanted, index, at + 2))))
    }),
    { numRuns: 60 },
  )
})

test('another program reads numbers, texts, dates and logic as what they are', async () => {
  const day = new Date('2026-04-21T00:00:00Z')
  const moment = new Date('2026-04-21T18:30:00Z')
  const { path } = await write([['Ёж <&>', 12.5, true, day, '007', moment]])
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  const sheet = workbook.getWorksheet('Лист')!
  expect(sheet.getRow(2).values).toEqual([undefined, 'Ёж <&>', 12.5, true, day, '007', moment])
  expect(sheet.getCell('D2').numFmt).toBe('dd.mm.yyyy')
  expect(sheet.getCell('F2').numFmt).toBe('dd.mm.yyyy hh:mm')
  expect(sheet.getCell('A1').font.bold).toBe(true)
  expect(sheet.getColumn(1).width).toBe(12)
  expect(sheet.views[0]).toMatchObject({ state: 'frozen', xSplit: 1, ySplit: 1 })
  expect(sheet.autoFilter).toBe('A1:F2')
})

test.for(['=1+1', '+7 900', '-', '@x', '\t1', '\r1'])(
  'the text %j is marked so that typing it again makes no formula',
  async (text) => {
    const { path } = await write([[text, 'обычный']])
    const cells = await readSheet(path)
    expect(cells.get('A2')).toEqual({ value: text, style: 3 })
    expect(cells.get('B2')?.style).toBe(0)
    expect((await readZip(path)).get('xl/styles.xml')).toContain('quotePrefix="1"/>')
  },
)

test('a text longer than a cell holds is cut at a whole character, and that is told', async () => {
  const { path, cutTexts } = await write([['а'.repeat(32_767), 'б'.repeat(32_765) + '😀😀']])
  const cells = await readSheet(path)
  expect(cells.get('A2')?.value).toBe('а'.repeat(32_767))
  expect(cells.get('B2')?.value).toBe('б'.repeat(32_765) + '…')
  expect(cutTexts).toBe(1)
})

test('headers of several levels are joined where neighbours share them', async () => {
  const columns = [column('школа'), column('a', ['Задания', '1']), column('b', ['Задания', '1']), column('c', ['Задания', '2'])]
  const { path } = await write([['x', 1, 2, 3]], columns)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  const sheet = workbook.getWorksheet('Лист')!
  expect(['B1', 'C1', 'D1', 'B2', 'C2', 'D2'].map((at) => sheet.getCell(at).master.address)).toEqual([
    'B1',
    'B1',
    'B1',
    'B2',
    'B2',
    'D2',
  ])
  expect(sheet.getRow(3).values).toEqual([undefined, 'школа', 'a', 'b', 'c'])
  expect(sheet.autoFilter).toBe('A3:D4')
})

test('a table that is longer than a worksheet goes on in the next one, under the same header', async () => {
  const path = join(folder, 'long.xlsx')
  const file = openTableFile(path, 'xlsx')
  const table = file.addTable('Результаты', [column('n')])
  for (let n = 1; n <= 1_048_577; n += 1) await table.write([n])
  await file.close()
  expect(table.lines).toBe(1_048_577)
  const parts = await readZip(path)
  expect(parts.get('xl/workbook.xml')?.match(/name="[^"]*"/g)).toEqual(['name="Результаты"', 'name="Результаты (2)"'])
  const last = parts.get('xl/worksheets/sheet1.xml')?.slice(-120)
  expect(last).toContain('<row r="1048576"><c r="A1048576"><v>1048575</v></c></row></sheetData>')
  const next = await readSheet(path, 2)
  expect([...next].map(([at, { value }]) => [at, value])).toEqual([
    ['A1', 'n'],
    ['A2', 1_048_576],
    ['A3', 1_048_577],
  ])
})

test('tables may grow side by side', async () => {
  const path = join(folder, 'two.xlsx')
  const file = openTableFile(path, 'xlsx')
  const tables = ['Один', 'Два'].map((title) => file.addTable(title, [column('n')]))
  for (let n = 0; n < 5_000; n += 1) for (const table of tables) await table.write([`${table.title} ${n}`])
  await file.close()
  for (const at of [0, 1]) expect((await readSheet(path, at + 1)).get('A5001')?.value).toBe(`${tables[at]!.title} 4999`)
})

test.for([[{}], [[1]], [{ formula: '1+1' }], [Number.NaN], [Infinity], [new Date(Number.NaN)]])(
  '%o is no value of a cell',
  async ([value]) => {
    const file = openTableFile(join(folder, 'refused.xlsx'), 'xlsx')
    const table = file.addTable('Лист', [column('a')])
    expect(() => table.write([value as TableValue])).toThrow(TypeError)
    await file.abort()
  },
)

test('nothing stands under the name before the file is whole, and nothing else after', async () => {
  const path = join(folder, 'named.xlsx')
  const file = openTableFile(path, 'xlsx')
  await file.addTable('Лист', [column('a')]).write([1])
  expect(await readdir(folder)).not.toContain('named.xlsx')
  await file.close()
  expect((await readdir(folder)).filter((name) => name.startsWith('named'))).toEqual(['named.xlsx'])
})
