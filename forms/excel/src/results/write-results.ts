import ExcelJS from 'exceljs'
import type { CompiledForm, FormData } from '@tabel/engine'
import { organisationColumns, resultTables } from './block-table.ts'
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
  const sheets = resultTables(form).map((table) => ({
    table,
    sheet: new ResultSheet(workbook, names, table.title, [...organisationColumns, ...table.columns]),
  }))
  let organisations = 0
  for await (const submitted of forms) {
    organisations += 1
    const head = [submitted.organisation.login, submitted.organisation.name, moscowTime(submitted.submittedAt)]
    for (const { table, sheet } of sheets) for (const line of table.lines(submitted.data)) sheet.write([...head, ...line])
  }
  for (const { sheet } of sheets) sheet.close()

  const about = workbook.addWorksheet(names.take('Сведения о выгрузке'))
  about.getColumn(1).width = 44
  about.getColumn(2).width = 60
  about.addRow(['Форма', form.title])
  about.addRow(['Версия формы', form.version])
  about.addRow(['Организаций, сдавших отчет', organisations])
  for (const { table, sheet } of sheets) about.addRow([`Строк в таблице «${table.title}»`, sheet.lines])
  about.commit()
  await workbook.commit()
  return { organisations, rows: sheets.reduce((sum, { sheet }) => sum + sheet.lines, 0) }
}

const moscow = new Intl.DateTimeFormat('ru-RU', { timeZone: 'Europe/Moscow', dateStyle: 'short', timeStyle: 'short' })

function moscowTime(iso: string): string {
  return moscow.format(new Date(iso))
}
