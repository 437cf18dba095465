import { FileRefused, readWorkbookInChild } from '@tabel/excel'
import type { ReadBook, ReadCell } from '@tabel/excel'
import { readCsv, tableOf } from './read-csv.ts'
import type { CsvTable, NameOf } from './read-csv.ts'

/**
 * Reads a table as people have it: CSV, or the first sheet of a workbook that shows something. Its first line names the columns.
 * Everything that is wrong is told at once.
 */
export async function readTable(bytes: Uint8Array, nameOf?: NameOf): Promise<CsvTable> {
  // A workbook is a zip file; no CSV begins like one.
  if (!(bytes[0] === 0x50 && bytes[1] === 0x4b)) return readCsv(bytes, nameOf)
  try {
    return tableOf(linesOf(await readWorkbookInChild(bytes)), nameOf)
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    return { columns: [], rows: [], errors: [{ line: 1, message: error.message }] }
  }
}

/** The cells of the sheet as texts, line by line; what lies between them is empty. */
function linesOf({ sheets, date1904 }: ReadBook): readonly { readonly line: number; readonly cells: readonly string[] }[] {
  const sheet = sheets.find(({ hidden, cells }) => !hidden && cells.length > 0)
  const lines = new Map<number, string[]>()
  for (const cell of sheet?.cells ?? []) {
    const line = lines.get(cell.row) ?? []
    line[cell.column - 1] = textOf(cell, date1904)
    lines.set(cell.row, line)
  }
  return [...lines]
    .sort(([one], [other]) => one - other)
    .map(([line, cells]) => ({ line, cells: Array.from(cells, (text: string | undefined) => text ?? '') }))
}

const day = 24 * 60 * 60 * 1000

/** A value as it is written in CSV: dates as ISO, numbers without thousands apart. */
function textOf({ value, kind }: ReadCell, date1904: boolean): string {
  if (value === null) return ''
  if (typeof value !== 'number') return String(value).trim()
  if (kind !== 'date') return String(Number(value.toPrecision(15)))
  const start = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  return new Date(start + Math.floor(value) * day).toISOString().slice(0, 10)
}
