import { FileRefused, readWorkbook } from '@tabel/excel'
import type { ReadBook } from '@tabel/excel'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { bookFile, bookParts, zipFile } from '../../support/zip-file.ts'

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
  const utf16 = (text: string) => Buffer.from(text, 'utf16le')
  const ole = (stream: string) => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), utf16(stream)])
  test.each([
    ['an empty file', new Uint8Array(), /^empty: Файл пуст/],
    ['blank text', Buffer.from('\n  \n'), /^empty: Файл пуст/],
    ['an old workbook', ole('Workbook'), /^xls: .*\.xls\).*Сохранить как/],
    ['a workbook with a password', ole('EncryptedPackage'), /^encrypted: .*паролем/],
    ['a document of another program', ole('WordDocument'), /^not-a-workbook: /],
    ['a LibreOffice table', zipFile([{ name: 'mimetype', content: 'x' }]), /^not-a-workbook: /],
    ['a PDF', Buffer.from('%PDF-1.7\n'), /^pdf: .*PDF/],
    ['a page called .xls', Buffer.from('<html><table><tr><td>1</td></tr></table></html>'), /^html: .*под видом/],
    [
      'XML of 2003',
      Buffer.from('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
      /^xml-spreadsheet: /,
    ],
    ['CSV', Buffer.from('Код;Балл\n1;2'), /^text: .*\.csv/],
    ['an archive of something else', zipFile([{ name: 'a.txt', content: 'a' }]), /^not-a-workbook: /],
    [
      'a document of Word',
      bookFile({ contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml' }),
      /^not-a-workbook: /,
    ],
    ['a binary workbook', bookFile({ contentType: 'application/vnd.ms-excel.sheet.binary.macroEnabled.main' }), /^xlsb: /],
    ['half a file', bookFile().subarray(0, 300), /^broken: /],
  ])('%s', async (_, bytes, expected) => {
    expect(await refusal(bytes)).toMatch(expected)
  })
})

describe('a file that is built to harm is refused, or read for what it is', () => {
  const spaces = (count: number) => ' '.repeat(count)
  const row = (inside: string) => `<sheetData><row r="1">${inside}</row></sheetData>`
  test.each([
    [
      'four gigabytes of nothing',
      () => zipFile([...bookParts(), { name: 'xl/media/a', content: spaces(2e6), claimedSize: 4e9 }]),
    ],
    ['a part packed a thousand times', () => zipFile([...bookParts(), { name: 'xl/worksheets/a.xml', content: spaces(9e6) }])],
    ['a size that is not the truth', () => bookFile({ more: [], sheet: '<sheetData/>' + spaces(3e5) })],
    ['two parts of one name', () => zipFile([...bookParts(), { name: 'XL/Workbook.xml', content: '<workbook/>' }])],
    [
      'two thousand parts',
      () => zipFile([...bookParts(), ...[...Array(2000).keys()].map((n) => ({ name: `a${n}`, content: '' }))]),
    ],
    ['an encrypted part', () => zipFile([...bookParts(), { name: 'a', content: 'a', encrypted: true }])],
    ['another way of packing', () => zipFile([...bookParts(), { name: 'a', content: 'a', method: 12 }])],
    [
      'a document type',
      () =>
        zipFile(
          bookParts().map((part) =>
            part.name.includes('sheet1') ? { ...part, content: `<!DOCTYPE a [<!ENTITY b "c">]>${part.content as string}` } : part,
          ),
        ),
    ],
    ['a text without an end', () => bookFile({ sheet: row(`<c t="inlineStr"><is><t>${'а'.repeat(2e5)}</t></is></c>`) })],
    ['an attribute without an end', () => bookFile({ sheet: `<sheetData a="${'а'.repeat(2e5)}"/>` })],
    ['deep nesting', () => bookFile({ sheet: '<a>'.repeat(200) + '</a>'.repeat(200) })],
    ['a row beyond the last', () => bookFile({ sheet: '<sheetData><row r="2000000"/></sheetData>' })],
    ['a column beyond the last', () => bookFile({ sheet: row('<c r="XFE1"><v>1</v></c>') })],
    ['no XML at all', () => bookFile({ sheet: '<sheetData><row' })],
    ['a text that is not there', () => bookFile({ sheet: row('<c t="s"><v>5</v></c>'), strings: '<si><t>a</t></si>' })],
  ])('%s', async (_, make) => {
    expect(await refusal(make())).toMatch(/^(suspicious|too-large|broken|encrypted): [А-Я]/u)
  })

  const one = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
  test.each([
    ['validation of every cell', `${one}<dataValidations><dataValidation sqref="A1:XFD1048576"/></dataValidations>`, ''],
    ['a merge of every cell', `${one}<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`, ''],
    ['two billion columns', `<cols><col min="1" max="2000000000" hidden="1"/></cols>${one}`, ''],
    ['a name of every cell', one, '<definedNames><definedName name="a">Лист1!$A$1:$XFD$1048576</definedName></definedNames>'],
  ])('%s', async (_, sheet, book) => {
    expect(await cells(bookFile({ sheet, book }))).toEqual(['R1C1=1 (number)'])
  })

  test('a sheet with a number of two billion', async () => {
    const sheetTag = '<sheet name="Лист1" sheetId="2000000000" r:id="rId1"/>'
    expect(await cells(bookFile({ sheet: one, sheetTag }))).toEqual(['R1C1=1 (number)'])
  })
})
