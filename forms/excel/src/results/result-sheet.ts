import type ExcelJS from 'exceljs'
import type { ResultColumn, SheetValue } from './block-table.ts'
import type { SheetNames } from './sheet-names.ts'

/** Rows that one worksheet of the format can hold. */
const rowLimit = 1_048_576

const headerFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EDF5' } } as const

/**
 * A table that is written line by line and goes on in a further worksheet («Результаты (2)») where one is full.
 */
export class ResultSheet {
  readonly #workbook: ExcelJS.stream.xlsx.WorkbookWriter
  readonly #names: SheetNames
  readonly #title: string
  readonly #columns: readonly ResultColumn[]
  readonly #depth: number
  #sheet: ExcelJS.Worksheet
  #lines = 0
  #inPart = 0

  constructor(workbook: ExcelJS.stream.xlsx.WorkbookWriter, names: SheetNames, title: string, columns: readonly ResultColumn[]) {
    this.#workbook = workbook
    this.#names = names
    this.#title = title
    this.#columns = columns
    this.#depth = Math.max(...columns.map((column) => column.groups.length))
    this.#sheet = this.#begin()
  }

  /** Lines written so far, the header not counted. */
  get lines(): number {
    return this.#lines
  }

  write(values: readonly SheetValue[]): void {
    if (this.#inPart + this.#depth + 1 >= rowLimit) {
      this.#sheet.commit()
      this.#sheet = this.#begin()
      this.#inPart = 0
    }
    const row = this.#sheet.addRow([...values])
    this.#columns.forEach((column, index) => {
      if (column.type === 'date') row.getCell(index + 1).numFmt = 'dd.mm.yyyy'
    })
    row.commit()
    this.#inPart += 1
    this.#lines += 1
  }

  close(): void {
    this.#sheet.commit()
  }

  #begin(): ExcelJS.Worksheet {
    const sheet = this.#workbook.addWorksheet(this.#names.take(this.#title), {
      views: [{ state: 'frozen', xSplit: 2, ySplit: this.#depth + 1 }],
    })
    this.#columns.forEach((column, index) => {
      sheet.getColumn(index + 1).width = column.width
    })
    for (let level = 0; level <= this.#depth; level += 1) {
      sheet.addRow(this.#columns.map((column) => (level === this.#depth ? column.title : (column.groups[level] ?? null))))
    }
    for (let level = 0; level < this.#depth; level += 1) this.#mergeLevel(sheet, level)
    for (let level = 0; level <= this.#depth; level += 1) {
      const row = sheet.getRow(level + 1)
      for (let column = 1; column <= this.#columns.length; column += 1) {
        const cell = row.getCell(column)
        cell.font = { bold: true }
        cell.fill = headerFill
        cell.alignment = { wrapText: true, vertical: 'middle', horizontal: 'center' }
      }
      row.commit()
    }
    return sheet
  }

  /** Joins neighbours that stand under the same groups down to this level. */
  #mergeLevel(sheet: ExcelJS.Worksheet, level: number): void {
    const path = (index: number): string | null => {
      const groups = this.#columns[index]?.groups
      return groups === undefined || groups.length <= level ? null : groups.slice(0, level + 1).join('\u0000')
    }
    let from = 0
    for (let index = 1; index <= this.#columns.length; index += 1) {
      if (path(index) === path(from)) continue
      if (path(from) !== null && index - from > 1) sheet.mergeCells(level + 1, from + 1, level + 1, index)
      from = index
    }
  }
}
