import type { ComputedCell } from '@tabel/engine'
import { columnName } from '../read/sheet.ts'
import { xmlText } from '../writer/cell-text.ts'
import { errorsSheet, markName, metaSheet } from '../workbook/marks.ts'
import type { WorkbookMeta } from '../workbook/marks.ts'
import { faultsSheet } from './formulas/cell-lines.ts'
import { DataSheet } from './formulas/data-sheet.ts'
import type { PlainCell } from './formulas/data-sheet.ts'
import { Dictionaries } from './dictionaries.ts'
import { errorsHidden, errorsLooks, errorsWidths, writeErrors } from './errors-sheet.ts'
import type { ErrorsSheet } from './errors-sheet.ts'
import { formSheetXml } from './form-sheet.ts'
import type { Frame, FrameSheet, makeFrame } from './frame.ts'
import type { LaidSheet } from './layout.ts'
import { besideName } from './live-book.ts'
import type { LiveBook } from './live-book.ts'
import { looksOf } from './paint.ts'
import type { Looks } from './paint.ts'
import { noteBoxesXml, notesXml } from './parts/notes.ts'
import type { Note } from './parts/notes.ts'
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

/** Parts that are the same for all organisations whose tables have as many rows. */
export interface Shared {
  readonly parts: ReadonlyMap<string, string>
  readonly markings: ErrorsSheet['markings']
}

/** Writes «Ошибки», the sheets that nobody sees, the notes, and the names of cells. */
export function sharedParts(frame: Frame, laid: readonly LaidSheet[], book: LiveBook): Shared {
  const parts = new Map<string, string>()
  const errors = writeErrors(book.lines, frame.styles, formats)
  const put = (place: number, cells: string, behind = ''): void =>
    void parts.set(sheetPart(place), around(frame, place, cells, behind))
  for (const [place, sheet] of laid.entries()) {
    const notes = notesOf(sheet)
    if (notes.length > 0)
      parts.set(`xl/comments${place + 1}.xml`, notesXml(notes)).set(`xl/drawings/vmlDrawing${place + 1}.vml`, noteBoxesXml(notes))
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
  const said = book.faults.lines.flatMap((line, row) =>
    line.map((value, column) => ({ row: row + 1, column: column + 1, value })),
  )
  put(first + 2, plainXml(said))
  parts.set('xl/workbook.xml', frame.workbook.replace(/(?=<calcPr)/, namesXml(laid, errors)))
  return { parts, markings: errors.markings }
}

/** Writes the sheets of the form with what is filled in. */
export function formParts(
  frame: Frame,
  laid: readonly LaidSheet[],
  { sheets, lists }: LiveBook,
  markings: ErrorsSheet['markings'],
  computed: readonly ComputedCell[],
): ReadonlyMap<string, string> {
  const results = new Map(computed.map((cell) => [`${cell.block}/${cell.row ?? ''}/${cell.column}`, cell.value]))
  return new Map(
    laid.flatMap((sheet, place) => {
      const live = sheets[place]
      if (!live) return []
      const { cells, behind } = formSheetXml({ sheet, live, results, styles: frame.styles, lists, formats, markings })
      return [[sheetPart(place), around(frame, place, cells, behind)] as const]
    }),
  )
}

function around({ sheets }: Frame, place: number, cells: string, behind: string): string {
  const { before = '', protection = '', after = '' } = sheets[place] ?? {}
  return `${before}${cells}${protection}${behind}${after}`
}

function notesOf({ cells }: LaidSheet): readonly Note[] {
  return cells
    .filter(isNoted)
    .map(({ row, column, hint = '' }) => ({ row, column, address: `${columnName(column)}${row}`, text: hint }))
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

/** The names by which cells are found again, and those of what may be filtered and what is printed. */
function namesXml(laid: readonly LaidSheet[], { filter, print }: ErrorsSheet): string {
  const quotedName = (name: string): string => `'${name.replaceAll("'", "''")}'`
  const own = (name: string, range: string): string =>
    `<definedName name="_xlnm.${name}" localSheetId="${laid.length}"${name === 'Print_Area' ? '' : ' hidden="1"'}>${quotedName(errorsSheet)}!${range.replace(/([A-Z]+)(\d+)/g, '$$$1$$$2')}</definedName>`
  const names = laid.flatMap(({ name, marks }) =>
    marks.map(
      ({ mark, row, column }) =>
        `<definedName name="${markName(mark)}">${xmlText(quotedName(name))}!$${columnName(column)}$${row}</definedName>`,
    ),
  )
  return `<definedNames>${own('_FilterDatabase', filter)}${own('Print_Area', print)}${names.join('')}</definedNames>`
}
