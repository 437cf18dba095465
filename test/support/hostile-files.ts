import { bookFile, bookParts, zipFile } from './zip-file.ts'

/** A file that is built to harm, or that is no workbook. */
export interface HostileFile {
  readonly name: string
  readonly make: () => Uint8Array
  /** What a reader does with it: refuses it with this code, or reads the one cell that it holds. */
  readonly outcome: RegExp | 'read'
}

const spaces = (count: number): string => ' '.repeat(count)
const row = (inside: string): string => `<sheetData><row r="1">${inside}</row></sheetData>`
const one = row('<c r="A1"><v>1</v></c>')
const many = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join('')
/** Texts that pack about ten times: enough to be believed. */
const word = (index: number): string => ((index * 2_654_435_761) % 4_294_967_296).toString(36)
const page = many(15_000, (index) => `${word(index % 4096)} `).slice(0, 100_000)
/** Long texts, none like another. */
const words = (from: number): string => `${page.slice(from)}${page.slice(0, from)}`
const utf16 = (text: string): Uint8Array => Buffer.from(text, 'utf16le')
const ole = (stream: string): Uint8Array =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), utf16(stream)])
const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
const binaryType = 'application/vnd.ms-excel.sheet.binary.macroEnabled.main'
const sheetPart = (file: string): string => `<sheet name="${file}" sheetId="1" r:id="rId1"/>`

/** What is not a workbook that can be read. */
export const otherFiles: readonly HostileFile[] = [
  { name: 'an empty file', outcome: /^empty: Файл пуст/, make: () => new Uint8Array() },
  { name: 'blank text', outcome: /^empty: Файл пуст/, make: () => Buffer.from('\n  \n') },
  { name: 'an old workbook', outcome: /^xls: .*\.xls\).*Сохранить как/, make: () => ole('Workbook') },
  { name: 'a workbook with a password', outcome: /^encrypted: .*паролем/, make: () => ole('EncryptedPackage') },
  { name: 'a document of another program', outcome: /^not-a-workbook: /, make: () => ole('WordDocument') },
  {
    name: 'a LibreOffice table',
    outcome: /^not-a-workbook: /,
    make: () => zipFile([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' }]),
  },
  { name: 'a PDF', outcome: /^pdf: .*PDF/, make: () => Buffer.from('%PDF-1.7\n') },
  {
    name: 'a page called .xls',
    outcome: /^html: .*под видом/,
    make: () => Buffer.from('<html><table><tr><td>1</td></tr></table></html>'),
  },
  {
    name: 'XML of 2003',
    outcome: /^xml-spreadsheet: /,
    make: () => Buffer.from('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
  },
  { name: 'CSV', outcome: /^text: .*\.csv/, make: () => Buffer.from('Код;Балл\n1;2') },
  { name: 'an archive of something else', outcome: /^not-a-workbook: /, make: () => zipFile([{ name: 'a.txt', content: 'a' }]) },
  { name: 'a document of Word', outcome: /^not-a-workbook: /, make: () => bookFile({ contentType: wordType }) },
  { name: 'a binary workbook', outcome: /^xlsb: /, make: () => bookFile({ contentType: binaryType }) },
  { name: 'half a file', outcome: /^broken: /, make: () => bookFile().subarray(0, 300) },
  { name: 'more than a file may be', outcome: /^too-large: /, make: () => Buffer.concat([bookFile(), Buffer.alloc(11e6, 7)]) },
]

const refused = /^(suspicious|too-large|broken|encrypted): [А-Я]/u

/** Small files with something in them that no workbook has. */
export const harmfulFiles: readonly HostileFile[] = [
  {
    name: 'four gigabytes of nothing',
    outcome: refused,
    make: () => zipFile([...bookParts(), { name: 'xl/media/a', content: spaces(2e6), claimedSize: 4e9 }]),
  },
  {
    name: 'a part packed a thousand times',
    outcome: refused,
    make: () => zipFile([...bookParts(), { name: 'xl/worksheets/a.xml', content: spaces(9e6) }]),
  },
  {
    name: 'a size that is not the truth',
    outcome: refused,
    make: () =>
      zipFile(
        bookParts({ sheet: one + spaces(3e5) }).map((part) =>
          part.name.includes('sheet1') ? { ...part, claimedSize: 1000 } : part,
        ),
      ),
  },
  {
    name: 'two parts of one name',
    outcome: refused,
    make: () => zipFile([...bookParts(), { name: 'XL/Workbook.xml', content: '<workbook/>' }]),
  },
  {
    name: 'two thousand parts',
    outcome: refused,
    make: () => zipFile([...bookParts(), ...[...Array(2000).keys()].map((n) => ({ name: `a${n}`, content: '' }))]),
  },
  {
    name: 'an encrypted part',
    outcome: refused,
    make: () => zipFile([...bookParts(), { name: 'a', content: 'a', encrypted: true }]),
  },
  {
    name: 'another way of packing',
    outcome: refused,
    make: () => zipFile([...bookParts(), { name: 'a', content: 'a', method: 12 }]),
  },
  {
    name: 'a document type with an entity',
    outcome: refused,
    make: () =>
      zipFile(
        bookParts().map((part) =>
          part.name.includes('sheet1') ? { ...part, content: `<!DOCTYPE a [<!ENTITY b "c">]>${part.content as string}` } : part,
        ),
      ),
  },
  {
    name: 'a text without an end',
    outcome: refused,
    make: () => bookFile({ sheet: row(`<c t="inlineStr"><is><t>${'а'.repeat(2e5)}</t></is></c>`) }),
  },
  {
    name: 'an attribute without an end',
    outcome: refused,
    make: () => bookFile({ sheet: `<sheetData a="${'а'.repeat(2e5)}"/>` }),
  },
  { name: 'deep nesting', outcome: refused, make: () => bookFile({ sheet: '<a>'.repeat(200) + '</a>'.repeat(200) }) },
  {
    name: 'a row beyond the last',
    outcome: refused,
    make: () => bookFile({ sheet: '<sheetData><row r="2000000"/></sheetData>' }),
  },
  { name: 'a column beyond the last', outcome: refused, make: () => bookFile({ sheet: row('<c r="XFE1"><v>1</v></c>') }) },
  { name: 'no XML at all', outcome: refused, make: () => bookFile({ sheet: '<sheetData><row' }) },
  {
    name: 'a text that is not there',
    outcome: refused,
    make: () => bookFile({ sheet: row('<c t="s"><v>5</v></c>'), strings: '<si><t>a</t></si>' }),
  },
  {
    name: 'a dimension of every cell',
    outcome: 'read',
    make: () => bookFile({ sheet: `<dimension ref="A1:XFD1048576"/>${one}` }),
  },
  {
    name: 'validation of every cell',
    outcome: 'read',
    make: () => bookFile({ sheet: `${one}<dataValidations><dataValidation sqref="A1:XFD1048576"/></dataValidations>` }),
  },
  {
    name: 'a merge of every cell',
    outcome: 'read',
    make: () => bookFile({ sheet: `${one}<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>` }),
  },
  {
    name: 'two billion columns',
    outcome: 'read',
    make: () => bookFile({ sheet: `<cols><col min="1" max="2000000000" hidden="1"/></cols>${one}` }),
  },
  {
    name: 'a name of every cell',
    outcome: 'read',
    make: () =>
      bookFile({ sheet: one, book: '<definedNames><definedName name="a">Лист1!$A$1:$XFD$1048576</definedName></definedNames>' }),
  },
  {
    name: 'a sheet with a number of two billion',
    outcome: 'read',
    make: () => bookFile({ sheet: one, sheetTag: '<sheet name="Лист1" sheetId="2000000000" r:id="rId1"/>' }),
  },
  {
    name: 'macros',
    outcome: 'read',
    make: () => bookFile({ sheet: one, contentType: 'application/vnd.ms-excel.sheet.macroEnabled.main+xml' }),
  },
]

const cell = (index: number): string =>
  `<c r="${String.fromCharCode(65 + (index % 26))}${(index % 1_000_000) + 1}" s="${index % 9}"/>`

/** Files that hold much of something: each is packed as much as a real one, so that nothing but counting stops it. */
export const largeFiles: readonly HostileFile[] = [
  {
    name: 'a million empty cells',
    outcome: refused,
    make: () => bookFile({ sheet: `<sheetData><row>${many(1_200_000, cell)}</row></sheetData>` }),
  },
  {
    name: 'a million empty rows, hidden',
    outcome: refused,
    make: () =>
      bookFile({
        sheet: `<sheetData>${many(1_100_000, (n) => `<row r="${(n % 1_000_000) + 1}" ht="${n % 97}" hidden="1"/>`)}</sheetData>`,
      }),
  },
  {
    name: 'half a million cells',
    outcome: refused,
    make: () =>
      bookFile({
        sheet: `<sheetData>${many(5_200, (n) => `<row>${many(100, (m) => `<c><v>${(n * 7919 + m * 104_729) % 1_000_003}</v></c>`)}</row>`)}</sheetData>`,
      }),
  },
  {
    name: 'a million hidden columns',
    outcome: refused,
    make: () =>
      bookFile({
        sheet: `<cols>${many(1_000_000, (n) => `<col min="${(n % 16_000) + 1}" max="${(n % 16_000) + 2}" hidden="1"/>`)}</cols>${one}`,
      }),
  },
  {
    name: 'half a million shared texts',
    outcome: refused,
    make: () => bookFile({ sheet: one, strings: many(520_000, (n) => `<si><t>${word(n)}</t></si>`) }),
  },
  {
    name: 'twenty megabytes of long shared texts',
    outcome: refused,
    make: () => bookFile({ sheet: one, strings: many(200, (n) => `<si><t>${words(n)}</t></si>`) }),
  },
  {
    name: 'one text of sixty long runs',
    outcome: refused,
    make: () => bookFile({ sheet: one, strings: `<si>${many(60, (n) => `<r><t>${words(n)}</t></r>`)}</si>` }),
  },
  {
    name: 'one cell of sixty long runs',
    outcome: refused,
    make: () => bookFile({ sheet: row(`<c t="inlineStr"><is>${many(60, (n) => `<r><t>${words(n)}</t></r>`)}</is></c>`) }),
  },
  {
    name: 'sixty thousand merges',
    outcome: refused,
    make: () =>
      bookFile({ sheet: `${one}<mergeCells>${many(60_000, (n) => `<mergeCell ref="A${n + 1}:B${n + 1}"/>`)}</mergeCells>` }),
  },
  {
    name: 'a hundred thousand validations',
    outcome: 'read',
    make: () =>
      bookFile({
        sheet: `${one}<dataValidations>${many(100_000, (n) => `<dataValidation sqref="A${n + 1}"/>`)}</dataValidations>`,
      }),
  },
  {
    name: 'thirty thousand names',
    outcome: refused,
    make: () =>
      bookFile({
        sheet: one,
        book: `<definedNames>${many(30_000, (n) => `<definedName name="n${n}">Лист1!$A$${n + 1}</definedName>`)}</definedNames>`,
      }),
  },
  {
    name: 'a million formats',
    outcome: refused,
    make: () => bookFile({ sheet: one, styles: `<cellXfs>${many(1_000_000, (n) => `<xf numFmtId="${n}"/>`)}</cellXfs>` }),
  },
  {
    name: 'two hundred sheets that are one and the same part',
    outcome: refused,
    make: () =>
      bookFile({
        sheetTag: many(190, (n) => sheetPart(`Лист${n}`)),
        sheet: `<sheetData><row>${many(40_000, cell)}</row></sheetData>`,
      }),
  },
  {
    name: 'a million content types',
    outcome: refused,
    make: () =>
      zipFile(
        bookParts({ sheet: one }).map((part) =>
          part.name.startsWith('[')
            ? {
                ...part,
                content: `<Types>${many(1_000_000, (n) => `<Override PartName="/${word(n)}" ContentType="a"/>`)}</Types>`,
              }
            : part,
        ),
      ),
  },
]

export const hostileFiles: readonly HostileFile[] = [...otherFiles, ...harmfulFiles, ...largeFiles]
