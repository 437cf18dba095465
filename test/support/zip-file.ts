import { crc32 } from 'node:zlib'
import { deflateRawSync } from 'node:zlib'

/** A part of a zip file, written by hand: also one that lies about itself. */
export interface ZipPart {
  readonly name: string
  readonly content: string | Uint8Array
  /** What the table of contents says of its size, when it is not the truth. */
  readonly claimedSize?: number
  readonly method?: number
  readonly encrypted?: boolean
}

/** A zip file with exactly these parts, also two of one name. */
export function zipFile(parts: readonly ZipPart[]): Uint8Array {
  const pieces: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let offset = 0
  for (const part of parts) {
    const content = typeof part.content === 'string' ? Buffer.from(part.content) : part.content
    const packed = deflateRawSync(content)
    const name = Buffer.from(part.name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(part.encrypted ? 0x801 : 0x800, 2)
    common.writeUInt16LE(part.method ?? 8, 4)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(part.claimedSize ?? content.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), common, name, packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), common, rest, name]))
    pieces.push(local)
    offset += local.length
  }
  const table = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(table.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...pieces, table, end])
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'

/** What stands in a workbook written by hand. */
export interface BookSketch {
  /** XML inside `<worksheet>`. */
  readonly sheet?: string
  /** XML inside `<workbook>` behind the sheets. */
  readonly book?: string
  readonly strings?: string
  readonly styles?: string
  readonly sheetPart?: string
  readonly contentType?: string
  readonly sheetTag?: string
  readonly more?: readonly ZipPart[]
}

/** The parts of a workbook with one sheet «Лист1». */
export function bookParts({
  sheet = '<sheetData/>',
  book = '',
  strings,
  styles,
  sheetPart = 'xl/worksheets/sheet1.xml',
  contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
  sheetTag = '<sheet name="Лист1" sheetId="1" r:id="rId1"/>',
  more = [],
}: BookSketch = {}): readonly ZipPart[] {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`
  const parts: ZipPart[] = [
    {
      name: '[Content_Types].xml',
      content: `<Types xmlns="${packages}/content-types"><Override PartName="/xl/workbook.xml" ContentType="${contentType}"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `<Relationships xmlns="${packages}/relationships">${relation('r', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheetTag}</sheets>${book}</workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="${packages}/relationships">${relation('rId1', 'worksheet', `/${sheetPart}`)}${
        strings === undefined ? '' : relation('rId2', 'sharedStrings', 'sharedStrings.xml')
      }${styles === undefined ? '' : relation('rId3', 'styles', 'styles.xml')}</Relationships>`,
    },
    { name: sheetPart, content: `<worksheet xmlns="${main}">${sheet}</worksheet>` },
  ]
  if (strings !== undefined) parts.push({ name: 'xl/sharedStrings.xml', content: `<sst xmlns="${main}">${strings}</sst>` })
  if (styles !== undefined) parts.push({ name: 'xl/styles.xml', content: `<styleSheet xmlns="${main}">${styles}</styleSheet>` })
  return [...parts, ...more]
}

export function bookFile(sketch: BookSketch = {}): Uint8Array {
  return zipFile(bookParts(sketch))
}
