import { FileRefused } from './refusal.ts'

/** What a file is by its bytes; its name says nothing. */
export type FileKind = 'zip' | 'xls' | 'encrypted' | 'ole' | 'ods' | 'pdf' | 'html' | 'xml-spreadsheet' | 'text' | 'empty'

export function sniff(bytes: Uint8Array): FileKind {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.length === 0) return 'empty'
  if (file.length >= 8 && file.readUInt32BE(0) === 0xd0cf11e0) return sniffOle(file)
  if (file.length >= 30 && file.readUInt32LE(0) === 0x04034b50) {
    const name = file.toString('latin1', 30, 30 + file.readUInt16LE(26))
    return name === 'mimetype' && file.toString('latin1', 38, 110).includes('opendocument') ? 'ods' : 'zip'
  }
  const head = file
    .subarray(0, 2_048)
    .toString('utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (head === '') return 'empty'
  if (head.startsWith('%PDF')) return 'pdf'
  if (/^<(\?xml|!doctype|html|table|style|meta)/i.test(head)) {
    return /schemas-microsoft-com:office:spreadsheet|Excel\.Sheet/i.test(head) ? 'xml-spreadsheet' : 'html'
  }
  return 'text'
}

/** Old Excel files and packed secrets share a container; names of its streams tell which it is. */
function sniffOle(file: Buffer): FileKind {
  const has = (stream: string): boolean => file.includes(Buffer.from(stream, 'utf16le'))
  if (has('EncryptedPackage')) return 'encrypted'
  return has('Workbook') || has('Book') ? 'xls' : 'ole'
}

const save = 'Откройте его в Excel, выберите «Сохранить как» → «Книга Excel (.xlsx)» и загрузите новый файл.'

const refusals: Readonly<Record<Exclude<FileKind, 'zip'>, readonly [FileRefused['code'], string]>> = {
  empty: ['empty', 'Файл пуст. Выберите файл, который вы заполнили.'],
  xls: ['xls', `Это файл старого Excel (.xls). ${save}`],
  encrypted: [
    'encrypted',
    'Файл закрыт паролем. Снимите пароль в Excel («Файл» → «Сведения» → «Защита книги») и загрузите еще раз.',
  ],
  ole: ['not-a-workbook', 'Это не книга Excel, а другой документ. Загрузите файл .xlsx, который вы заполнили.'],
  ods: ['ods', 'Это таблица LibreOffice (.ods). Сохраните ее в формате «Excel 2007–365 (.xlsx)» и загрузите новый файл.'],
  pdf: ['pdf', 'Это файл PDF: читать из него данные нельзя. Загрузите заполненную книгу Excel (.xlsx).'],
  html: ['html', `Это веб-страница, сохраненная под видом книги Excel. ${save}`],
  'xml-spreadsheet': ['xml-spreadsheet', `Это «Таблица XML 2003». ${save}`],
  text: ['text', 'Это текстовый файл (.csv или .txt). Заполните шаблон в Excel и загрузите его в формате .xlsx.'],
}

/** @throws FileRefused when the file cannot be a workbook. */
export function requireZip(bytes: Uint8Array): void {
  const kind = sniff(bytes)
  if (kind !== 'zip') throw new FileRefused(...refusals[kind])
}
