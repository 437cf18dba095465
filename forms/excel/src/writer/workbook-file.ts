import { Archive } from './archive.ts'
import { CellXml } from './cell-xml.ts'
import { SharedStrings } from './shared-strings.ts'
import { SheetNames } from './sheet-names.ts'
import { SheetPart } from './sheet-part.ts'
import type { TableColumn, TableFile, TableOutput, TableValue } from './table-file.ts'
import { sheetPath, workbookParts } from './workbook-parts.ts'

/** Rows that one worksheet of the format can hold. */
const rowLimit = 1_048_576
/** Columns that one worksheet of the format can hold. */
export const columnLimit = 16_384

/** Writes an .xlsx: every table is a worksheet, and goes on in a further one («Результаты (2)») where it is full. */
export class WorkbookFile implements TableFile {
  readonly #archive: Archive
  readonly #strings = new SharedStrings()
  readonly #cells = new CellXml(this.#strings)
  readonly #names = new SheetNames()
  readonly #sheets: string[] = []
  readonly #tables: SheetTable[] = []
  readonly #rowLimit: number

  /** @param rows how many rows a worksheet may have, its header included. */
  constructor(file: string, rows = rowLimit) {
    this.#archive = new Archive(file)
    this.#rowLimit = rows
  }

  get cutTexts(): number {
    return this.#cells.cutTexts
  }

  addTable(title: string, columns: readonly TableColumn[], frozen = 0): TableOutput {
    if (columns.length === 0 || columns.length > columnLimit) throw new RangeError(`a worksheet with ${columns.length} columns`)
    const table = new SheetTable(title, this.#rowLimit, () => {
      this.#sheets.push(this.#names.take(title))
      const times = (): number => sheet.rows
      const part = this.#archive.add(sheetPath(this.#sheets.length), { mark: '<row r="', times })
      const sheet = new SheetPart(part, columns, this.#cells, frozen)
      return sheet
    })
    this.#tables.push(table)
    return table
  }

  async close(): Promise<void> {
    for (const table of this.#tables) await table.end()
    await this.#strings.writeTo(this.#archive.add('xl/sharedStrings.xml'))
    for (const [path, xml] of Object.entries(workbookParts(this.#sheets))) await this.#archive.add(path).write(xml)
    await this.#archive.close()
  }

  abort(): Promise<void> {
    return this.#archive.abort()
  }
}

/** A table that goes on in a new worksheet where one is full. */
class SheetTable implements TableOutput {
  readonly title: string
  readonly #limit: number
  readonly #begin: () => SheetPart
  #sheet: SheetPart
  lines = 0

  constructor(title: string, limit: number, begin: () => SheetPart) {
    this.title = title
    this.#limit = limit
    this.#begin = begin
    this.#sheet = begin()
  }

  write(values: readonly TableValue[]): Promise<void> | undefined {
    this.lines += 1
    return this.#sheet.rows < this.#limit ? this.#sheet.write(values) : this.#writeInNext(values)
  }

  async #writeInNext(values: readonly TableValue[]): Promise<void> {
    await this.#sheet.end()
    this.#sheet = this.#begin()
    await this.#sheet.write(values)
  }

  end(): Promise<void> | undefined {
    return this.#sheet.end()
  }
}
