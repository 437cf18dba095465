import { readZip } from './read-zip.ts'

/** A cell as the XML of a worksheet says it: value and style. */
export interface SheetCell {
  readonly value: string | number | boolean
  readonly style: number
}

const unescaped = (xml: string): string =>
  xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/_x([\dA-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** Reads a worksheet of our own writing by hand, so that no library mends what is wrong. @returns cells by address. */
export async function readSheet(file: string, number = 1): Promise<ReadonlyMap<string, SheetCell>> {
  const parts = await readZip(file)
  const texts = [...(parts.get('xl/sharedStrings.xml') ?? '').matchAll(/<si><t xml:space="preserve">([^<]*)<\/t><\/si>/g)]
  const shared = texts.map(([, text]) => unescaped(text ?? ''))
  const xml = parts.get(`xl/worksheets/sheet${number}.xml`) ?? ''
  const cells = new Map<string, SheetCell>()
  for (const [, at, style, type, content] of xml.matchAll(/<c r="([A-Z]+\d+)"(?: s="(\d+)")?(?: t="(\w+)")?>(.*?)<\/c>/gsu)) {
    const text = (content ?? '').replaceAll(/<[^>]*>/g, '')
    const value =
      type === 's' ? shared[Number(text)]! : type === 'inlineStr' ? unescaped(text) : type === 'b' ? text === '1' : Number(text)
    cells.set(at!, { value, style: Number(style ?? 0) })
  }
  return cells
}
