import { readdir, readFile } from 'node:fs/promises'
import { withSources } from '@tabel/engine'
import type { CompiledForm, ComputedCell, FormData, SourceData } from '@tabel/engine'
import { judge } from '@tabel/engine/checker'
import { compileForm } from '@tabel/engine/compile'
import { buildTemplate, marksVersion, planUpload, readWorkbook, TemplateMaker } from '@tabel/excel'
import type { WorkbookMeta } from '@tabel/excel'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { libraryForm } from '../../support/school.ts'

const names = ['olimpiada', 'oo1-klassy', 'pitanie', 'uchebny-plan', 'vpr-fsr-ma4', 'vpr-zayavka']

function metaOf(form: CompiledForm): WorkbookMeta {
  return {
    marks: marksVersion,
    form: form.form,
    formVersion: form.version,
    formHash: '',
    collection: '',
    organisation: '',
    organisationName: '',
    draftVersion: 0,
    madeAt: '2026-11-27T00:00:00.000Z',
  }
}

async function template(form: CompiledForm, data: FormData, computed: readonly ComputedCell[] = []): Promise<ExcelJS.Workbook> {
  const bytes = await buildTemplate(form, { meta: metaOf(form), data, computed })
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load(bytes.buffer as ArrayBuffer)
  return workbook
}

/** A form of one table with a number, a text, a yes-or-no and a computed column. */
function formOf(computed: string, assert = '[@a] <= [@b]'): CompiledForm {
  const source = {
    form: 'live',
    version: '1.0.0',
    title: 'Живая форма',
    constants: { day: { type: 'date', value: '2026-09-01' }, least: 3 },
    sheets: [
      {
        sheet: 's',
        title: 'Лист',
        blocks: [
          {
            table: 't',
            rows: { max: 20 },
            columns: [
              { key: 'a', title: 'А', type: 'number' },
              { key: 'b', title: 'Б', type: 'number' },
              { key: 'c', title: 'В', type: 'string' },
              { key: 'd', title: 'Г', type: 'date' },
              { key: 'e', title: 'Д', type: 'number', computed },
            ],
            checks: [{ id: 'C1', assert, message: 'Не так: {[@a]}' }],
          },
        ],
      },
    ],
  }
  const { form, diagnostics } = compileForm(JSON.stringify(source))
  if (form === null) throw new Error(diagnostics.map(({ message }) => message).join('; '))
  return form
}

const formulaOf = (cell: ExcelJS.Cell | undefined): string => cell?.formula ?? ''

test('a computed cell is a formula in every row, also in those that are to be filled, and shows what it holds', async () => {
  const form = formOf('[@a] + 2 * [@b]')
  const data: FormData = { t: [{ $id: 'r', a: 1, b: 2 }] }
  const { computed } = await judge(form, data, { today: '2026-04-22' })
  const sheet = (await template(form, data, computed)).getWorksheet('Лист')
  const cells = [5, 6, 24].map((row) => sheet?.getCell(`G${row - 2}`))
  expect(formulaOf(cells[0])).toContain("('Лист'!$C3+(2*'Лист'!$D3))")
  expect(cells[0]?.result).toBe(5)
  expect(cells.map((cell) => cell?.type)).toEqual([
    ExcelJS.ValueType.Formula,
    ExcelJS.ValueType.Formula,
    ExcelJS.ValueType.Formula,
  ])
  expect(cells[0]?.protection?.locked ?? true).toBe(true)
})

test.each([
  ['NUM([@a])', "IF(ISNUMBER('Лист'!$C3),'Лист'!$C3,0)"],
  ["IF([@c] = 'Да', 1, 0)", '="да")'],
  ['COUNTIF([a], [@a])', "SUMPRODUCT(1*('Лист'!$C$3:$C$22='Лист'!$C3)*('Лист'!$C$3:$C$22<>\"\"))"],
  ["COUNTIF([a], '>5')", 'COUNTIFS(\'Лист\'!$C$3:$C$22,">5")'],
  ['FULLYEARS([@d], $const.day)', "YEAR(46266)-YEAR('Лист'!$F3)"],
  ['IF(IN([@a], 1, 2), 1, 0)', "OR(('Лист'!$C3=1),('Лист'!$C3=2))"],
  ['WORKDAYS([@d], $const.day)', "NETWORKDAYS('Лист'!$F3,46266)"],
  ['IFS([@a] > 1, 1, [@b] > 1, 2)', "IF(('Лист'!$C3>1),1,IF(('Лист'!$D3>1),2,NA()))"],
])('%s is written with functions that Excel has', async (computed, written) => {
  const sheet = (await template(formOf(computed), {})).getWorksheet('Лист')
  expect(formulaOf(sheet?.getCell('G3'))).toContain(written)
})

test('what Excel cannot compute stays as it was computed, and is said to be checked when the workbook comes back', async () => {
  const form = formOf("MAXIFS([a], [c], 'x')")
  const data: FormData = { t: [{ $id: 'r', a: 7, c: 'x' }] }
  const { computed } = await judge(form, data, { today: '2026-04-22' })
  const workbook = await template(form, data, computed)
  expect(workbook.getWorksheet('Лист')?.getCell('G3').value).toBe(7)
  expect(linesOf(workbook)).toContainEqual(['проверяется при загрузке', 'Лист', '«Д»: вычисляется при загрузке', 'computed'])
})

/** State, sheet, sentence and check of the lines of «Ошибки»; a formula is «=». */
function linesOf(workbook: ExcelJS.Workbook): readonly (readonly string[])[] {
  const sheet = workbook.getWorksheet('Ошибки')
  const lines: string[][] = []
  sheet?.eachRow((row, number) => {
    const texts = [1, 2, 4, 5].map((column) => (row.getCell(column).formula ? '=' : row.getCell(column).text))
    if (number > 27) lines.push(texts)
  })
  return lines
}

test('«Ошибки» has a line for every row of a table, with a formula that tells whether it is wrong and a link to the cell', async () => {
  const workbook = await template(formOf('1'), { t: [{ $id: 'r', a: 1 }] })
  const lines = linesOf(workbook).filter(([, , , check]) => check === 'C1')
  expect(lines).toEqual(Array.from({ length: 20 }, () => ['=', 'Лист', '=', 'C1']))
  const sheet = workbook.getWorksheet('Ошибки')
  const first = 28 + linesOf(workbook).findIndex(([, , , check]) => check === 'C1')
  expect(formulaOf(sheet?.getCell(`C${first}`))).toContain('HYPERLINK("#"&')
  expect(formulaOf(sheet?.getCell(`D${first}`))).toContain('"Не так: "&')
  expect(formulaOf(sheet?.getCell(`F${first}`))).toContain("('Лист'!$C3<='Лист'!$D3)")
  expect(formulaOf(sheet?.getCell('A2'))).toContain('"Ошибок: "&SUMIF(')
})

test('a sheet of the form that is called «Ошибки» too keeps its place, and comes back', async () => {
  const form = formOf('1')
  const named = { ...form, sheets: form.sheets.map((sheet) => ({ ...sheet, title: 'Ошибки' })) }
  const data: FormData = { t: [{ $id: 'r', a: 1, b: 2 }] }
  const bytes = await buildTemplate(named, { meta: metaOf(form), data })
  const base = () => Promise.resolve({ form: named, data })
  const plan = await planUpload(await readWorkbook(bytes), {
    form: named,
    organisation: null,
    collection: null,
    current: data,
    base,
  })
  expect([plan.ops(), plan.ignored, plan.notices]).toEqual([[], [], []])
  expect(plan.addresses.get('t/r/a')).toBe('Ошибки (2)!C3')
})

describe.each(names)('the template of %s', (name) => {
  test('names every check of the form on «Ошибки», those that Excel cannot ask as such', async () => {
    const form = await libraryForm(name)
    const own = form.checks.filter(({ copyOf, sheet }) => {
      return copyOf === undefined && form.sheets.find(({ key }) => key === sheet)?.filledBy === undefined
    })
    const valid = new URL(`../../../forms/library/${name}/cases/valid.json`, import.meta.url)
    const { data } = JSON.parse(await readFile(valid, 'utf8')) as { readonly data: FormData }
    const lines = linesOf(await template(form, data))
    const told = new Set(lines.map(([, , , check]) => check))
    expect(own.map(({ id }) => id).filter((id) => !told.has(id))).toEqual([])
    const untold = lines.filter(([state]) => state === 'проверяется при загрузке').map(([, , , check]) => check)
    const expected: Readonly<Record<string, readonly string[]>> = { olimpiada: ['M04'] }
    expect(untold.filter((check) => own.some(({ id }) => id === check))).toEqual(expected[name] ?? [])
  }, 60_000)

  test('is for the next organisation what it would be for the first', async () => {
    const form = await libraryForm(name)
    const maker = new TemplateMaker(form)
    const folder = new URL(`../../../forms/library/${name}/cases/`, import.meta.url)
    const files = (await readdir(folder)).sort().filter((_, place) => place % 4 === 0)
    for (const file of [...files, ...files.slice(0, 2)]) {
      const one = JSON.parse(await readFile(new URL(file, folder), 'utf8')) as {
        readonly data: FormData
        readonly sources?: SourceData
      }
      const data = withSources(one.data, one.sources ?? {})
      const [next, first] = await Promise.all([
        maker.make({ meta: metaOf(form), data }),
        buildTemplate(form, { meta: metaOf(form), data }),
      ])
      expect([file, Buffer.compare(next, first)]).toEqual([file, 0])
    }
  }, 60_000)

  test('marks wrong cells of its sheets by formulas', async () => {
    const workbook = await template(await libraryForm(name), {})
    type Formatted = {
      readonly conditionalFormattings: readonly { readonly rules: readonly { readonly formulae?: readonly string[] }[] }[]
    }
    const marked = workbook.worksheets.filter(({ state, name: sheet }) => state === 'visible' && sheet !== 'Ошибки')
    for (const sheet of marked) {
      const formulas = (sheet as never as Formatted).conditionalFormattings.flatMap(({ rules }) =>
        rules.flatMap(({ formulae }) => formulae ?? []),
      )
      expect([sheet.name, formulas.some((formula) => formula.startsWith("'_лист"))]).toEqual([sheet.name, true])
    }
  }, 60_000)
})
