import type ExcelJS from 'exceljs'
import { columnName } from '../read/sheet.ts'
import { unzipped } from './parts/archive.ts'
import { paint } from './paint.ts'
import type { Looks } from './paint.ts'

/** A worksheet before its cells are written. */
export interface FrameSheet {
  readonly name: string
  readonly state: 'visible' | 'veryHidden'
  /** Widths in characters, by column. */
  readonly widths: ReadonlyMap<number, number>
  readonly hiddenColumns: readonly number[]
  readonly frozen: { readonly rows: number; readonly columns: number } | null
  readonly hasNotes: boolean
  readonly filters: boolean
}

/**
 * The workbook without cells: what is the same for every organisation. exceljs makes it once; cells are put into its parts by
 * `parts/`, which costs a tenth of what exceljs takes for them.
 */
export interface Frame {
  readonly archive: Uint8Array
  /** XML of each worksheet before its cells, and behind them. */
  readonly sheets: readonly { readonly before: string; readonly protection: string; readonly after: string }[]
  readonly workbook: string
  /** Numbers of looks in styles.xml. */
  readonly styles: ReadonlyMap<string, number>
}

/** Makes the frame. @param looks of all cells that there may be. @param madeAt ISO time that the file says of itself. */
export async function makeFrame(sheets: readonly FrameSheet[], looks: readonly Looks[], madeAt: string): Promise<Frame> {
  // Whoever reads does without it: it would take a third of the memory that a reader has.
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  workbook.created = workbook.modified = new Date(madeAt)
  workbook.calcProperties.fullCalcOnLoad = true
  for (const sheet of sheets) await addSheet(workbook, sheet)
  const [first] = workbook.worksheets
  if (!first) throw new Error('a template has a sheet at least')
  for (const [place, one] of looks.entries()) paint(first.getCell(1, place + 1), one)
  first.addConditionalFormatting({ ref: 'A1', rules: [format('FFFFC7CE', 1), format('FFFFE8B3', 2)] })
  const archive = new Uint8Array(await workbook.xlsx.writeBuffer())
  const part = unzipped(archive)
  const xml = sheets.map((_, place) => part(`xl/worksheets/sheet${place + 1}.xml`))
  const numbers = new Map(
    [...(xml[0] ?? '').matchAll(/<c r="([A-Z]+)1"(?: s="(\d+)")?/g)].map(([, column, number]) => [column, Number(number ?? 0)]),
  )
  return {
    archive,
    sheets: xml.map(split),
    workbook: part('xl/workbook.xml').replace(/<definedNames>.*<\/definedNames>/s, ''),
    styles: new Map(looks.map((one, place) => [one.name, numbers.get(columnName(place + 1)) ?? 0])),
  }
}

function format(argb: string, priority: number): ExcelJS.ConditionalFormattingRule {
  return {
    type: 'expression',
    formulae: ['FALSE'],
    priority,
    style: { fill: { type: 'pattern', pattern: 'solid', bgColor: { argb } } },
  }
}

async function addSheet(workbook: ExcelJS.Workbook, frame: FrameSheet): Promise<void> {
  const { name, state, frozen, widths } = frame
  const sheet = workbook.addWorksheet(name, {
    state,
    views: frozen
      ? [{ state: 'frozen', xSplit: frozen.columns, ySplit: frozen.rows, showGridLines: false }]
      : [{ state: 'normal', showGridLines: false }],
    pageSetup: { orientation: 'landscape', paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  })
  for (const [column, width] of widths) sheet.getColumn(column).width = width
  for (const column of frame.hiddenColumns) sheet.getColumn(column).hidden = true
  if (frame.hasNotes) sheet.getCell('A1').note = ' '
  // Without a password: the server reads what is typed, whatever somebody has unlocked.
  if (state === 'visible')
    await sheet.protect('', {
      formatColumns: true,
      formatRows: true,
      selectLockedCells: true,
      selectUnlockedCells: true,
      ...(frame.filters ? { autoFilter: true } : {}),
    })
}

/** A worksheet around its cells. */
function split(xml: string): Frame['sheets'][number] {
  const cells = /<sheetData\/>|<sheetData>.*<\/sheetData>/s.exec(xml)
  if (!cells) throw new Error('a worksheet without cells')
  const before = xml.slice(0, cells.index).replace(/<dimension [^>]*\/>/, '')
  const rest = xml.slice(cells.index + cells[0].length)
  return {
    before,
    protection: /<sheetProtection [^>]*\/>/.exec(rest)?.[0] ?? '',
    after: rest.slice(rest.indexOf('<pageMargins')),
  }
}
