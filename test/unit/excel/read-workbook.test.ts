import { FileRefused, readWorkbook } from '@tabel/excel'
import type { ReadBook } from '@tabel/excel'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { harmfulFiles, otherFiles } from '../../support/hostile-files.ts'
import { bookFile } from '../../support/zip-file.ts'

/** The cells of the first sheet, as `A1=text`. */
async function cells(bytes: Uint8Array): Promise<readonly string[]> {
  return shown(await readWorkbook(bytes))
}

function shown({ sheets }: ReadBook): readonly string[] {
  return (sheets[0]?.cells ?? []).map(
    ({ row, column, value, kind, formula }) => `R${row}C${column}=${formula ? '=' : ''}${value} (${kind})`,
  )
}

async function refusal(bytes: Uint8Array): Promise<string> {
  try {
    await readWorkbook(bytes)
    return 'is read'
  } catch (error) {
    if (error instanceof FileRefused) return `${error.code}: ${error.message}`
    throw error
  }
}

describe('a workbook is read', () => {
  test('that Excel’s own library wrote: texts, numbers, dates, booleans, errors, formulas', async () => {
    const workbook = new ExcelJS.Workbook()
    const sheet = workbook.addWorksheet('Участники')
    sheet.addRow(['Код', 12.5, new Date('2026-09-01T00:00:00Z'), true])
    sheet.getCell('C1').numFmt = 'dd.mm.yyyy'
    sheet.getCell('A3').value = { formula: 'B1*2', result: 25 }
    sheet.getCell('B3').value = { error: '#DIV/0!' }
    sheet.getCell('C3').value = { richText: [{ text: 'жирный' }, { font: { bold: true }, text: ' текст' }] }
    sheet.mergeCells('A5:C6')
    sheet.getRow(7).hidden = true
    sheet.getCell('A7').value = 'не видно'
    workbook.definedNames.add("'Участники'!$A$1", 'tabel.head.pupils.code')
    const book = await readWorkbook(new Uint8Array(await workbook.xlsx.writeBuffer()))
    expect(shown(book)).toEqual([
      'R1C1=Код (text)',
      'R1C2=12.5 (number)',
      'R1C3=46266 (date)',
      'R1C4=true (boolean)',
      'R3C1==25 (number)',
      'R3C2=#DIV/0! (error)',
      'R3C3=жирный текст (text)',
      'R7C1=не видно (text)',
    ])
    expect(book.names).toEqual([{ name: 'tabel.head.pupils.code', sheet: 'Участники', row: 1, column: 1 }])
    expect(book.sheets[0]).toMatchObject({
      name: 'Участники',
      merges: [{ top: 5, left: 1, bottom: 6, right: 3 }],
      hiddenRows: [7],
    })
  })

  test('wherever its sheet lies, and with prefixed names', async () => {
    const sheet = '<x:sheetData><x:row r="2"><x:c r="B2" t="inlineStr"><x:is><x:t>да</x:t></x:is></x:c></x:row></x:sheetData>'
    expect(await cells(bookFile({ sheet, sheetPart: 'xl/worksheets/Data.xml' }))).toEqual(['R2C2=да (text)'])
  })

  test('without addresses of rows and cells, and without how words are read aloud', async () => {
    const sheet = '<sheetData><row><c><v>1</v></c><c t="s"><v>0</v></c></row><row><c r="C2"><v>3</v></c></row></sheetData>'
    const strings = '<si><r><t>東</t></r><rPh sb="0" eb="1"><t>トウ</t></rPh><r><t>京_x0041_</t></r></si>'
    expect(await cells(bookFile({ sheet, strings }))).toEqual(['R1C1=1 (number)', 'R1C2=東京A (text)', 'R2C3=3 (number)'])
  })

  test('with a formula whose result was not saved, a text as a result, and days from 1904', async () => {
    const sheet =
      '<sheetData><row r="1"><c r="A1"><f>1+1</f></c><c r="B1" t="str"><f>A1</f><v>итог</v></c><c r="C1" s="1"><v>1</v></c></row></sheetData>'
    const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>'
    const book = await readWorkbook(bookFile({ sheet, styles, book: '<workbookPr date1904="1"/>' }))
    expect(book.date1904).toBe(true)
    expect(shown(book)).toEqual(['R1C1==null (text)', 'R1C2==итог (text)', 'R1C3=1 (date)'])
  })

  test('with macros, which are left alone', async () => {
    const contentType = 'application/vnd.ms-excel.sheet.macroEnabled.main+xml'
    expect(await readWorkbook(bookFile({ contentType }))).toMatchObject({ macros: true, sheets: [{ name: 'Лист1' }] })
  })

  test('with formats of dates and times in Russian, and numbers with words in quotes', async () => {
    const formats = ['дд.мм.гггг', 'чч:мм', '0" м"', '[Red]0.00', '0%', 'mmmm'].map(
      (code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${code.replaceAll('"', '&quot;')}"/>`,
    )
    const xfs = formats.map((_, index) => `<xf numFmtId="${200 + index}"/>`)
    const row = formats.map((_, index) => `<c s="${index}"><v>1</v></c>`)
    const styles = `<numFmts>${formats.join('')}</numFmts><cellXfs>${xfs.join('')}</cellXfs>`
    const book = await readWorkbook(bookFile({ sheet: `<sheetData><row>${row.join('')}</row></sheetData>`, styles }))
    expect(book.sheets[0]?.cells.map(({ kind }) => kind)).toEqual(['date', 'time', 'number', 'number', 'percent', 'date'])
  })
})

describe('a file that is no workbook is refused with what it is and what to do', () => {
  test.each(otherFiles.map((file) => [file.name, file] as const))('%s', async (_, { make, outcome }) => {
    expect(await refusal(make())).toMatch(outcome)
  })
})

describe('a file that is built to harm is refused, or read for what it is', () => {
  test.each(harmfulFiles.map((file) => [file.name, file] as const))('%s', async (_, { make, outcome }) => {
    const found = outcome === 'read' ? (await cells(make())).join() : await refusal(make())
    expect(found).toMatch(outcome === 'read' ? /^R1C1=1 \(number\)$/ : outcome)
  })
})
