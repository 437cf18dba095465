import ExcelJS from 'exceljs'
import type { CompiledBlock, CompiledForm, FormData } from '@tabel/engine'
import { columnsOf, linesOf, organisationColumns } from './block-table.ts'
import { ResultSheet } from './result-sheet.ts'
import { SheetNames } from './sheet-names.ts'

/** What one organisation submitted. */
export interface SubmittedForm {
  readonly organisation: { readonly login: string; readonly name: string }
  /** ISO time in UTC. */
  readonly submittedAt: string
  /** Submitted data, computed values included. */
  readonly data: FormData
}

/**
 * Writes submitted forms as a workbook: a worksheet for each table, one line per row of each organisation, and a last
 * worksheet «Сведения о выгрузке» that states how many lines there must be (Manual §3.3, Рис. 24: «Экспорт результатов»).
 *
 * Text stays text, so that nothing a school typed can become a formula.
 *
 * @param forms read once, in order; never held in memory as a whole.
 * @param file path of the .xlsx to write.
 * @returns how many organisations and how many lines of data were written.
 */
export async function writeResults(
  form: CompiledForm,
  forms: AsyncIterable<SubmittedForm>,
  file: string,
): Promise<{ readonly organisations: number; readonly rows: number }> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: file, useStyles: true, useSharedStrings: false })
  const names = new SheetNames()
  const sheets = Object.values(form.blocks).map((block) => ({
    block,
    sheet: new ResultSheet(workbook, names, titleOf(form, block), [...organisationColumns, ...columnsOf(block)]),
  }))
  let organisations = 0
  for await (const submitted of forms) {
    organisations += 1
    const head = [submitted.organisation.login, submitted.organisation.name, moscowTime(submitted.submittedAt)]
    for (const { block, sheet } of sheets) for (const line of linesOf(block, submitted.data)) sheet.write([...head, ...line])
  }
  for (const { sheet } of sheets) sheet.close()

  const about = workbook.addWorksheet(names.take('Сведения о выгрузке'))
  about.getColumn(1).width = 44
  about.getColumn(2).width = 60
  about.addRow(['Форма', form.title])
  about.addRow(['Версия формы', form.version])
  about.addRow(['Организаций, сдавших отчет', organisations])
  for (const { block, sheet } of sheets) about.addRow([`Строк в таблице «${titleOf(form, block)}»`, sheet.lines])
  about.commit()
  await workbook.commit()
  return { organisations, rows: sheets.reduce((sum, { sheet }) => sum + sheet.lines, 0) }
}

/** The block's own title, or the title of its sheet. */
function titleOf(form: CompiledForm, block: CompiledBlock): string {
  return block.title ?? form.sheets.find((sheet) => sheet.key === block.sheet)?.title ?? block.key
}

const moscow = new Intl.DateTimeFormat('ru-RU', { timeZone: 'Europe/Moscow', dateStyle: 'short', timeStyle: 'short' })

function moscowTime(iso: string): string {
  return moscow.format(new Date(iso))
}
