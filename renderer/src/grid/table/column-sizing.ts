import type { GridView } from '../adapter.ts'
import { ColumnWidths } from './column-widths.ts'
import { dragWidth } from './drag-width.ts'
import { textOf } from './edits.ts'
import type { Bench } from './edits.ts'
import type { TableShape } from './shape.ts'

/** Padding of a cell, its line and the sign of a list, CSS pixels. */
const around = { text: 18, list: 40 }

/** The table whose columns they are; shown again, it takes their widths. */
interface SizedGrid {
  readonly bench: Bench
  show(view: GridView, block: string): void
}

/** Columns made wider and narrower with the mouse: by dragging the edge of a title; pressed twice it fits what is in the column. */
export class ColumnSizing {
  readonly #grid: SizedGrid
  #widths: ColumnWidths | null = null
  #of: string | null = null

  constructor(grid: SizedGrid) {
    this.#grid = grid
  }

  /** The table with the widths that a person gave to its columns. */
  applied(form: string, shape: TableShape): TableShape {
    const table = `${form}/${shape.block.key}`
    if (this.#of !== table) this.#widths = new ColumnWidths(form, shape.block)
    this.#of = table
    const columns = shape.columns.map((column) => ({ ...column, width: this.#widths?.of(column.key) ?? column.width }))
    return { ...shape, columns }
  }

  /** The edge of the title of this column (zero-based) was pressed. */
  readonly press = (event: PointerEvent, index: number): void => {
    const column = this.#grid.bench.shape.columns[index]
    if (!column || event.button !== 0) return
    event.preventDefault()
    event.stopPropagation()
    const before = this.#widths?.of(column.key)
    dragWidth(event, {
      from: column.width,
      to: (width) => this.#set(column.key, width),
      end: (width) => {
        if (width === null && before === undefined) this.#widths?.forget(column.key)
        else if (width === null && before !== undefined) this.#widths?.set(column.key, before)
        this.#widths?.keep()
        this.#relayout()
      },
    })
  }

  /** Makes a column as wide as the longest of what it holds. */
  readonly fit = (event: MouseEvent, index: number): void => {
    event.stopPropagation()
    const bench = this.#grid.bench
    const column = bench.shape.columns[index]
    const context = document.createElement('canvas').getContext('2d')
    if (!column || !context) return
    context.font = `14px ${getComputedStyle(event.currentTarget as Element).fontFamily}`
    const rules = bench.shape.block.columns[index]
    const extra = rules?.choices || rules?.choicesFrom ? around.list : around.text
    const texts = bench.shape.rows.map((_, row) => textOf(bench, row, index))
    const longestWord = column.title.split(/\s+/u).reduce((longest, word) => (word.length > longest.length ? word : longest), '')
    const widths = [...texts, longestWord].map((text) => context.measureText(text).width)
    this.#set(column.key, Math.max(...widths) + extra)
    this.#widths?.keep()
  }

  #set(column: string, width: number): void {
    this.#widths?.set(column, width)
    this.#relayout()
  }

  #relayout(): void {
    const { view, shape } = this.#grid.bench
    this.#grid.show(view, shape.block.key)
  }
}
