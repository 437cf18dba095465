import { CsvArchive } from './csv-archive.ts'
import type { TableFile } from './table-file.ts'
import { WorkbookFile } from './workbook-file.ts'

/** Kinds of files that tables are written to: a workbook, or a zip of CSV files. */
export type TableFormat = 'xlsx' | 'csv'

/** Begins a file of a kind. Its folder must be there. */
export function openTableFile(file: string, format: TableFormat): TableFile {
  return format === 'xlsx' ? new WorkbookFile(file) : new CsvArchive(file)
}
