import ExcelJS from 'exceljs'

/** A value of a cell: text stays text, whatever it begins with; the UTC figures of a date are the ones shown. */
export type TableCell = string | number | Date | null

export interface TableColumn {
  readonly title: string
  /** In characters. */
  readonly width: number
  /** Its values are moments. */
  readonly moment?: true
}

/** How many lines a worksheet holds below its header. */
const most = 1_048_575

/**
 * Writes one table as a workbook: a frozen header with a filter, one line per row. What does not fit into a worksheet goes on in
 * «… (2)».
 *
 * @param title of the worksheet, at most 25 characters.
 * @param rows read once, in order; never held in memory as a whole.
 * @param file path of the .xlsx to write.
 * @returns how many rows were written.
 */
export async function writeTable(
  title: string,
  columns: readonly TableColumn[],
  rows: AsyncIterable<readonly TableCell[]>,
  file: string,
): Promise<number> {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: file, useStyles: true, useSharedStrings: false })
  let written = 0
  let sheet = newSheet(workbook, title, columns)
  for await (const row of rows) {
    if (written > 0 && written % most === 0) {
      sheet.commit()
      sheet = newSheet(workbook, `${title} (${written / most + 1})`, columns)
    }
    sheet.addRow([...row]).commit()
    written += 1
  }
  sheet.commit()
  await workbook.commit()
  return written
}

function newSheet(
  workbook: ExcelJS.stream.xlsx.WorkbookWriter,
  title: string,
  columns: readonly TableColumn[],
): ExcelJS.Worksheet {
  const sheet = workbook.addWorksheet(title, {
    views: [{ state: 'frozen', ySplit: 1 }],
  })
  sheet.columns = columns.map((column) => ({
    header: column.title,
    width: column.width,
    style: column.moment ? { numFmt: 'dd.mm.yyyy hh:mm' } : {},
  }))
  sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: 1, column: columns.length } }
  const header = sheet.getRow(1)
  header.font = { bold: true }
  header.commit()
  return sheet
}
