import type { ComputedCell } from '@tabel/engine'
import { columnName } from '../read/sheet.ts'
import { xmlText } from '../writer/cell-text.ts'
import { markName, metaSheet } from '../workbook/marks.ts'
import type { WorkbookMeta } from '../workbook/marks.ts'
import { faultsSheet } from './formulas/cell-lines.ts'
import { DataSheet } from './formulas/data-sheet.ts'
import type { PlainCell } from './formulas/data-sheet.ts'
import { Dictionaries } from './dictionaries.ts'
import { errorsHidden, errorsLooks, errorsSheet, errorsWidths, writeErrors } from './errors-sheet.ts'
import { formSheetXml } from './form-sheet.ts'
import type { Frame, FrameSheet, makeFrame } from './frame.ts'
import type { LaidSheet } from './layout.ts'
import { besideName } from './live-book.ts'
import type { LiveBook } from './live-book.ts'
import { looksOf } from './paint.ts'
import type { Looks } from './paint.ts'
import { noteBoxesXml, notesXml } from './parts/notes.ts'
import { SheetRows } from './parts/sheet-rows.ts'

/** Numbers of the formats of what is wrong, in the order in which the frame has them. */
const formats = { error: 0, warning: 1 } as const

/** Hidden worksheets behind those beside the sheets of the form. */
const hiddenSheets = [Dictionaries.sheet, DataSheet.sheet, faultsSheet, metaSheet] as const

/** Makes the frame of a workbook: the sheets of the form, «Ошибки», and what nobody sees. */
export function framed(laid: readonly LaidSheet[], make: typeof makeFrame): Promise<Frame> {
  const hidden = (name: string): FrameSheet => ({
    name,
    state: 'veryHidden',
    widths: new Map(),
    hiddenColumns: [],
    frozen: null,
    hasNotes: false,
    filters: false,
  })
  const sheets: FrameSheet[] = [
    ...laid.map(({ name, widths, frozen, cells }): FrameSheet => ({
      name,
      state: 'visible',
      widths,
      hiddenColumns: [1],
      frozen,
      hasNotes: cells.some(isNoted),
      filters: false,
    })),
    { ...hidden(errorsSheet), state: 'visible', widths: errorsWidths, hiddenColumns: errorsHidden, filters: true },
    ...laid.map((_, place) => hidden(besideName(place))),
    ...hiddenSheets.map(hidden),
  ]
  const looks = new Map<string, Looks>(errorsLooks.map((one) => [one.name, one]))
  for (const { cells } of laid)
    for (const cell of cells) {
      const one = looksOf(cell)
      looks.set(one.name, one)
    }
  return make(sheets, [...looks.values()], '2026-01-01T00:00:00.000Z')
}

interface Written {
  readonly frame: Frame
  readonly laid: readonly LaidSheet[]
  readonly book: LiveBook
  readonly computed: readonly ComputedCell[]
  readonly meta: WorkbookMeta
}

/** All parts that differ from school to school. */
export function partsOf({ frame, laid, book, computed, meta }: Written): ReadonlyMap<string, string> {
  const parts = new Map<string, string>()
  const results = new Map(computed.map((cell) => [`${cell.block}/${cell.row ?? ''}/${cell.column}`, cell.value]))
  const errors = writeErrors(book.lines, frame.styles, formats)
  const put = (place: number, cells: string, behind = ''): void => {
    const around = frame.sheets[place]
    if (around) parts.set(sheetPart(place), `${around.before}${cells}${around.protection}${behind}${around.after}`)
  }
  for (const [place, sheet] of laid.entries()) {
    const live = book.sheets[place]
    if (!live) continue
    const { cells, behind } = formSheetXml({
      sheet,
      live,
      results,
      styles: frame.styles,
      lists: book.lists,
      formats,
      markings: errors.markings,
    })
    put(place, cells, behind)
    const noted = sheet.cells
      .filter(isNoted)
      .map(({ row, column, hint = '' }) => ({ row, column, address: `${columnName(column)}${row}`, text: hint }))
    if (noted.length === 0) continue
    parts.set(`xl/comments${place + 1}.xml`, notesXml(noted)).set(`xl/drawings/vmlDrawing${place + 1}.vml`, noteBoxesXml(noted))
  }
  put(laid.length, errors.cells, `<autoFilter ref="${errors.filter}"/>${errors.behind}`)
  for (const [place, { besides }] of book.sheets.entries()) {
    const rows = new SheetRows()
    for (const fill of besides) rows.fill(fill)
    put(laid.length + 1 + place, rows.xml())
  }
  const first = 2 * laid.length + 1
  put(first, plainXml(book.lists.cells))
  put(first + 1, plainXml(book.data.cells))
  put(
    first + 2,
    plainXml(
      book.faults.lines.flatMap((line, row) => line.map((value, column) => ({ row: row + 1, column: column + 1, value }))),
    ),
  )
  parts.set(...metaPart(laid.length, meta))
  parts.set('xl/workbook.xml', frame.workbook.replace(/(?=<calcPr)/, namesXml(laid, errors.filter)))
  return parts
}

/** What a workbook says of itself, as the part that holds it. @param sheets how many sheets of the form there are. */
export function metaPart(sheets: number, meta: WorkbookMeta): readonly [part: string, xml: string] {
  const cells = Object.entries(meta).flatMap(([key, value], row): readonly PlainCell[] => [
    { row: row + 1, column: 1, value: key },
    { row: row + 1, column: 2, value: value as string | number },
  ])
  const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${plainXml(cells)}</worksheet>`
  return [sheetPart(2 * sheets + hiddenSheets.length), xml]
}

function isNoted({ role, hint }: LaidSheet['cells'][number]): boolean {
  return hint !== undefined && role !== 'typed'
}

function sheetPart(place: number): string {
  return `xl/worksheets/sheet${place + 1}.xml`
}

function plainXml(cells: readonly PlainCell[]): string {
  const rows = new SheetRows()
  for (const { row, column, value } of cells) rows.value(row, column, value)
  return rows.xml()
}

/** The names by which cells are found again, and that of what may be filtered. */
function namesXml(laid: readonly LaidSheet[], filter: string): string {
  const quotedName = (name: string): string => `'${name.replaceAll("'", "''")}'`
  const absolute = filter.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2')
  const names = laid.flatMap(({ name, marks }) =>
    marks.map(
      ({ mark, row, column }) =>
        `<definedName name="${markName(mark)}">${xmlText(quotedName(name))}!$${columnName(column)}$${row}</definedName>`,
    ),
  )
  const filtered = `<definedName name="_xlnm._FilterDatabase" localSheetId="${laid.length}" hidden="1">${quotedName(errorsSheet)}!${absolute}</definedName>`
  return `<definedNames>${filtered}${names.join('')}</definedNames>`
}
