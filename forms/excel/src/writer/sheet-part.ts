import { columnLetters } from './cell-xml.ts'
import type { CellXml } from './cell-xml.ts'
import type { DeflatedPart } from './deflated-part.ts'
import { spreadsheet, xmlHead } from './shared-strings.ts'
import { headerDepth, headerMerges, headerRows } from './sheet-header.ts'
import type { TableColumn, TableValue } from './table-file.ts'

/** One worksheet: header, lines, filter. */
export class SheetPart {
  readonly #part: DeflatedPart
  readonly #columns: readonly TableColumn[]
  readonly #cells: CellXml
  readonly #letters: readonly string[]
  /** Rows written so far, those of the header too. */
  rows: number

  /** @param frozen how many first columns stay in sight. */
  constructor(part: DeflatedPart, columns: readonly TableColumn[], cells: CellXml, frozen: number) {
    this.#part = part
    this.#columns = columns
    this.#cells = cells
    this.#letters = columns.map((_, index) => columnLetters(index))
    this.rows = headerDepth(columns)
    const widths = columns.map(({ width }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
    void part.write(
      `${xmlHead}<worksheet xmlns="${spreadsheet}"><sheetViews><sheetView workbookViewId="0">${pane(frozen, this.rows)}</sheetView></sheetViews>` +
        `<sheetFormatPr defaultRowHeight="15"/><cols>${widths.join('')}</cols><sheetData>${headerRows(columns, cells)}`,
    )
  }

  write(values: readonly TableValue[]): Promise<void> | undefined {
    const row = this.rows + 1
    let xml = `<row r="${row}">`
    for (let column = 0; column < this.#letters.length; column += 1)
      xml += this.#cells.cell(`${this.#letters[column]}${row}`, values[column] ?? null)
    this.rows = row
    return this.#part.write(`${xml}</row>`)
  }

  end(): Promise<void> | undefined {
    const last = this.#letters.at(-1) ?? 'A'
    const merges = headerMerges(this.#columns)
    const joined = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')
    return this.#part.write(
      `</sheetData><autoFilter ref="A${headerDepth(this.#columns)}:${last}${this.rows}"/>` +
        `${merges.length === 0 ? '' : `<mergeCells count="${merges.length}">${joined}</mergeCells>`}</worksheet>`,
    )
  }
}

function pane(columns: number, rows: number): string {
  const corner = `${columnLetters(columns)}${rows + 1}`
  const across = columns === 0 ? '' : `xSplit="${columns}" `
  return `<pane ${across}ySplit="${rows}" topLeftCell="${corner}" activePane="${columns === 0 ? 'bottomLeft' : 'bottomRight'}" state="frozen"/>`
}
