import { columnName } from '../../read/sheet.ts'
import { xmlText } from '../../writer/cell-text.ts'
import type { Fill } from '../formulas/fill.ts'

/** What a cell holds: a value; a formula, with what it gave last. */
export type CellContent = string | number | boolean | null

/** The cells of a worksheet as XML. They may be given in any order. */
export class SheetRows {
  readonly #rows = new Map<number, { readonly column: number; readonly xml: string }[]>()
  #shared = 0

  value(row: number, column: number, value: CellContent, style = 0): void {
    this.#put(row, column, cellXml(addressOf(row, column), style, value, ''))
  }

  formula(row: number, column: number, formula: string, style = 0, result: CellContent = null): void {
    this.#put(row, column, cellXml(addressOf(row, column), style, result, `<f>${xmlText(formula)}</f>`))
  }

  /** A formula in cells of a column, written once and shared by all of them. */
  fill({ row, column, count, formula }: Fill, style = 0, result: (place: number) => CellContent = () => null): void {
    const shared = this.shared({ row, column, count, formula })
    for (let place = 0; place < count; place += 1)
      this.#put(row + place, column, cellXml(addressOf(row + place, column), style, result(place), shared(place)))
  }

  /** The formula of each cell of a fill, as XML. */
  shared({ row, column, count, formula }: Fill): (place: number) => string {
    if (count === 1) return () => `<f>${xmlText(formula)}</f>`
    const number = this.#shared
    this.#shared += 1
    const range = `${addressOf(row, column)}:${addressOf(row + count - 1, column)}`
    return (place) =>
      place === 0 ? `<f t="shared" ref="${range}" si="${number}">${xmlText(formula)}</f>` : `<f t="shared" si="${number}"/>`
  }

  /** A cell whose formula was written by {@link SheetRows.shared}. */
  given(row: number, column: number, formula: string, style: number, result: CellContent): void {
    this.#put(row, column, cellXml(addressOf(row, column), style, result, formula))
  }

  /** @param heights of rows, in points. */
  xml(heights: ReadonlyMap<number, number> = new Map()): string {
    const rows = [...this.#rows].sort(([a], [b]) => a - b)
    const parts = rows.map(([row, cells]) => {
      const height = heights.get(row)
      const sized = height === undefined ? '' : ` ht="${height}" customHeight="1"`
      cells.sort((a, b) => a.column - b.column)
      return `<row r="${row}"${sized}>${cells.map(({ xml }) => xml).join('')}</row>`
    })
    return `<sheetData>${parts.join('')}</sheetData>`
  }

  #put(row: number, column: number, xml: string): void {
    const cells = this.#rows.get(row)
    if (cells) cells.push({ column, xml })
    else this.#rows.set(row, [{ column, xml }])
  }
}

const letters: string[] = []

function addressOf(row: number, column: number): string {
  return (letters[column] ??= columnName(column)) + row
}

/** A cell; nothing for one that has neither content nor looks. */
function cellXml(at: string, style: number, value: CellContent, formula: string): string {
  const head = style === 0 ? `<c r="${at}"` : `<c r="${at}" s="${style}"`
  if (value === null) return formula === '' ? (style === 0 ? '' : `${head}/>`) : `${head}>${formula}</c>`
  if (typeof value === 'number') return `${head}>${formula}<v>${value}</v></c>`
  if (typeof value === 'boolean') return `${head} t="b">${formula}<v>${value ? 1 : 0}</v></c>`
  if (formula !== '') return `${head} t="str">${formula}<v>${xmlText(value)}</v></c>`
  return `${head} t="inlineStr"><is><t xml:space="preserve">${xmlText(value)}</t></is></c>`
}
