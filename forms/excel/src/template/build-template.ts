import type { CompiledForm, FormData } from '@tabel/engine'
import ExcelJS from 'exceljs'
import { columnName } from '../read/sheet.ts'
import { markName, metaSheet } from '../workbook/marks.ts'
import type { WorkbookMeta } from '../workbook/marks.ts'
import { excelValue } from './cell-text.ts'
import { Dictionaries } from './dictionaries.ts'
import { layOut } from './layout.ts'
import type { LaidSheet } from './layout.ts'
import { paint } from './paint.ts'
import { rowHeights } from './row-heights.ts'
import { validationOf } from './validation.ts'

/** For whom a template is, and what stands in it already. */
export interface TemplateOptions {
  readonly meta: WorkbookMeta
  readonly data: FormData
}

/**
 * A form as a workbook to be filled in Excel: its sheets and hints, lists and limits, what is filled already, and marks by which every
 * cell is found again when the file comes back (see `workbook/marks.ts`). What is locked here is a help and no lock.
 *
 * @returns the bytes of an .xlsx; the same for the same input.
 */
export async function buildTemplate(form: CompiledForm, { meta, data }: TemplateOptions): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook()
  workbook.created = workbook.modified = new Date(meta.madeAt)
  const dictionaries = new Dictionaries()
  for (const sheet of layOut(form, data)) await writeSheet(workbook, sheet, dictionaries)
  dictionaries.write(workbook)
  writeMeta(workbook, meta)
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}

async function writeSheet(workbook: ExcelJS.Workbook, laid: LaidSheet, dictionaries: Dictionaries): Promise<void> {
  const { frozen } = laid
  const sheet = workbook.addWorksheet(laid.name, {
    views: frozen
      ? [{ state: 'frozen', xSplit: frozen.columns, ySplit: frozen.rows, showGridLines: false }]
      : [{ state: 'normal', showGridLines: false }],
    pageSetup: { orientation: 'landscape', paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  })
  for (const [column, width] of laid.widths) sheet.getColumn(column).width = width
  sheet.getColumn(1).hidden = true
  for (const [row, height] of rowHeights(laid)) sheet.getRow(row).height = height
  for (const cell of laid.cells) {
    const { row, column, role, rules, span, hint } = cell
    if (span && (span.rows > 1 || span.columns > 1)) sheet.mergeCells(row, column, row + span.rows - 1, column + span.columns - 1)
    const target = sheet.getCell(row, column)
    target.value = excelValue(rules, cell.value)
    paint(target, cell)
    if (hint !== undefined && role !== 'typed') target.note = hint
  }
  for (const { mark, row, column } of laid.marks)
    workbook.definedNames.add(`'${laid.name.replaceAll("'", "''")}'!$${columnName(column)}$${row}`, markName(mark))
  for (const { column, from, to, rules, title } of laid.ranges) {
    const validation = validationOf(rules, title, dictionaries.rangeOf(rules))
    if (validation) validations(sheet).add(`${columnName(column)}${from}:${columnName(column)}${to}`, validation)
  }
  // Without a password: the server reads what is typed, whatever somebody has unlocked.
  await sheet.protect('', { formatColumns: true, formatRows: true, selectLockedCells: true, selectUnlockedCells: true })
}

/** One validation for a whole column: cell by cell it costs seconds. The types of the library leave it out. */
function validations(sheet: ExcelJS.Worksheet): { add(range: string, validation: ExcelJS.DataValidation): void } {
  return (sheet as unknown as { readonly dataValidations: { add(range: string, validation: ExcelJS.DataValidation): void } })
    .dataValidations
}

function writeMeta(workbook: ExcelJS.Workbook, meta: WorkbookMeta): void {
  const sheet = workbook.addWorksheet(metaSheet, { state: 'veryHidden' })
  for (const pair of Object.entries(meta)) sheet.addRow(pair)
}
