import { metaSheet } from '../workbook/marks.ts'
import { columnOf, readSheet, rowOf } from './sheet.ts'
import type { SheetContent, Shared } from './sheet.ts'
import { usualLimits } from './limits.ts'
import type { ReadLimits } from './limits.ts'
import { FileRefused } from './refusal.ts'
import { readRelations } from './relations.ts'
import type { Relation } from './relations.ts'
import { readSharedStrings } from './shared-strings.ts'
import { requireZip } from './sniff.ts'
import { readStyles } from './styles.ts'
import { readPart } from './xml.ts'
import { Parts, suspicious } from './zip-guard.ts'

export interface ReadSheetOf extends SheetContent {
  readonly name: string
  readonly hidden: boolean
}

/** A defined name of a single cell. */
export interface NamedCell {
  readonly name: string
  readonly sheet: string
  /** Counted from 1. */
  readonly row: number
  readonly column: number
}

/** What a workbook says: values, not looks. Nothing in it is believed yet. */
export interface ReadBook {
  readonly sheets: readonly ReadSheetOf[]
  readonly names: readonly NamedCell[]
  /** Days are counted from 1904 instead of 1900. */
  readonly date1904: boolean
  /** It has macros; they are not looked at. */
  readonly macros: boolean
}

const notAWorkbook = (): FileRefused =>
  new FileRefused('not-a-workbook', 'Это не книга Excel. Загрузите файл .xlsx, который вы заполнили.')

/**
 * Reads a workbook cell by cell, whoever wrote it.
 *
 * @throws FileRefused when it is none, or is built to harm.
 */
export async function readWorkbook(bytes: Uint8Array, limits: ReadLimits = usualLimits): Promise<ReadBook> {
  requireZip(bytes)
  const parts = await Parts.open(bytes, limits)
  const types = await readTypes(parts, limits)
  const main = (await readRelations(parts, '', limits)).find(({ type }) => type === 'officeDocument')
  if (!main || !parts.has(main.part)) throw notAWorkbook()
  const type = types.get(`/${main.part}`.toLowerCase()) ?? ''
  if (type.includes('sheet.binary'))
    throw new FileRefused(
      'xlsb',
      'Это двоичная книга Excel (.xlsb). Сохраните ее как «Книга Excel (.xlsx)» и загрузите новый файл.',
    )
  if (type !== '' && !/spreadsheet|ms-excel/.test(type)) throw notAWorkbook()

  const relations = await readRelations(parts, main.part, limits)
  const book = await readBook(parts, main.part, limits)
  const partOf = (wanted: string): string | undefined => relations.find((one) => one.type === wanted)?.part
  const shared: Shared = {
    strings: await readSharedStrings(parts, partOf('sharedStrings'), limits),
    styles: await readStyles(parts, partOf('styles'), limits),
    cells: 0,
  }
  const sheets: ReadSheetOf[] = []
  for (const { name, hidden, relation } of book.sheets) {
    const found = worksheet(relations, relation)
    // A sheet with a chart alone has no cells.
    if (found)
      sheets.push({ ...(isScratch(name, hidden) ? nothing : await content(parts, found.part, shared, limits)), name, hidden })
  }
  return { sheets, names: book.names, date1904: book.date1904, macros: /macroEnabled/i.test(type) }
}

const nothing: SheetContent = { cells: [], merges: [], hiddenRows: [], hiddenColumns: [] }

/** What a template keeps for its formulas says nothing that a person has filled in, and is larger than all that they have. */
function isScratch(name: string, hidden: boolean): boolean {
  return hidden && name.startsWith('_') && name !== metaSheet
}

async function content(parts: Parts, part: string, shared: Shared, limits: ReadLimits): Promise<SheetContent> {
  const { cells, merges, hiddenRows, hiddenColumns } = await readSheet(parts, part, shared, limits)
  return { cells, merges, hiddenRows, hiddenColumns }
}

function worksheet(relations: readonly Relation[], id: string): Relation | undefined {
  return relations.find((one) => one.id === id && one.type === 'worksheet')
}

async function readTypes(parts: Parts, limits: ReadLimits): Promise<ReadonlyMap<string, string>> {
  const types = new Map<string, string>()
  const found = await readPart(parts, '[Content_Types].xml', limits, {
    opened(name, { PartName, ContentType }) {
      if (name !== 'Override' || !PartName) return
      if (types.size >= limits.parts) throw suspicious('слишком много частей')
      types.set(PartName.toLowerCase(), ContentType ?? '')
    },
  })
  if (!found) throw notAWorkbook()
  return types
}

interface Head {
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean; readonly relation: string }[]
  readonly names: readonly NamedCell[]
  readonly date1904: boolean
}

async function readBook(parts: Parts, part: string, limits: ReadLimits): Promise<Head> {
  const sheets: { name: string; hidden: boolean; relation: string }[] = []
  const names: NamedCell[] = []
  let date1904 = false
  let naming: string | null = null
  let target = ''
  let count = 0
  await readPart(parts, part, limits, {
    opened(element, attributes) {
      if (element === 'sheet') {
        if (sheets.length >= limits.sheets) throw suspicious('слишком много листов')
        const { name = '', state = 'visible', id = '' } = attributes
        sheets.push({ name, hidden: state !== 'visible', relation: id })
      } else if (element === 'workbookPr') date1904 = /^(1|true)$/.test(attributes['date1904'] ?? '')
      else if (element === 'definedName') {
        count += 1
        if (count > limits.names) throw suspicious('слишком много имен')
        naming = attributes['name'] ?? ''
        target = ''
      }
    },
    text(text) {
      if (naming !== null) target += text
    },
    closed(element) {
      if (element !== 'definedName' || naming === null) return
      const cell = namedCell(naming, target)
      if (cell) names.push(cell)
      naming = null
    },
  })
  return { sheets, names, date1904 }
}

/** `'Лист 1'!$B$4`; a name of more than one cell, or of nothing, is none of ours. */
function namedCell(name: string, target: string): NamedCell | null {
  const found = /^(?:'((?:[^']|'')+)'|([^'!]+))!(\$?[A-Z]{1,3}\$?\d{1,7})(?::(\$?[A-Z]{1,3}\$?\d{1,7}))?$/.exec(target.trim())
  if (!found) return null
  const [, quoted, bare, cell = '', end] = found
  if (end !== undefined && end.replaceAll('$', '') !== cell.replaceAll('$', '')) return null
  return { name, sheet: quoted?.replaceAll("''", "'") ?? bare ?? '', row: rowOf(cell), column: columnOf(cell) }
}
