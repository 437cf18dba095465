import type { CompiledBlock } from '@tabel/engine'
import type { TableShape } from './shape.ts'

/** Height of an ordinary row in CSS pixels. */
export const rowHeight = 32
const lineHeight = 18
/** Rows kept ready above and below what is seen, and columns left and right of it. */
const spareRows = 6
const spareColumns = 3

/** Places of rows and columns in CSS pixels, counted from the body's upper left corner. */
export interface Geometry {
  /** Tops of the rows; one more at the end, the height of the body. */
  readonly tops: readonly number[]
  /** Left edges of the columns after the row header; one more at the end, the width of the table. */
  readonly lefts: readonly number[]
  /** How many columns stay in sight; fewer than the form asks for where the window is narrow. */
  readonly frozen: number
}

/** First and last row and column to draw, both inclusive; empty when `last < first`. */
export interface Window {
  readonly firstRow: number
  readonly lastRow: number
  readonly firstColumn: number
  readonly lastColumn: number
}

/** The visible rectangle in the coordinates of {@link Geometry}. */
export interface Viewport {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** @param room width of the scrolled area in CSS pixels. */
export function measure(shape: TableShape, headerWidth: number, room: number): Geometry {
  const tops = [0]
  for (const { title, unit, level } of shape.rows) {
    const text = unit === undefined ? title : `${title}, ${unit}`
    tops.push((tops.at(-1) ?? 0) + heightOf(text, headerWidth - 62 - level * 14))
  }
  const lefts = [headerWidth]
  const least = shape.block.kind === 'fields' ? fieldWidth(shape.block, room - headerWidth) : 0
  for (const { width } of shape.columns) lefts.push((lefts.at(-1) ?? 0) + Math.max(least, width))
  let frozen = shape.frozen
  while (frozen > 0 && (lefts[frozen] ?? 0) > room * 0.6) frozen -= 1
  return { tops, lefts, frozen }
}

/** Texts and names of files are long, and beside fields there is room, though less on a phone. */
function fieldWidth({ columns }: CompiledBlock, room: number): number {
  const long = columns.some(({ type, choices }) => type === 'file' || (type === 'string' && !choices))
  return long ? Math.min(360, room - 32) : 0
}

function heightOf(title: string | undefined, width: number): number {
  if (!title) return rowHeight
  const lines = Math.ceil((title.length * 7.3) / Math.max(width, 60))
  return Math.max(rowHeight, lines * lineHeight + 14)
}

/** What has to be drawn so that nothing empty is seen; frozen columns are drawn always. */
export function windowOf(geometry: Geometry, viewport: Viewport): Window {
  const { tops, lefts, frozen } = geometry
  const rows = tops.length - 1
  const columns = lefts.length - 1
  return {
    firstRow: Math.max(0, placeAt(tops, viewport.top) - spareRows),
    lastRow: Math.min(rows - 1, placeAt(tops, viewport.bottom) + spareRows),
    firstColumn: Math.max(frozen, placeAt(lefts, viewport.left + (lefts[frozen] ?? 0)) - spareColumns),
    lastColumn: Math.min(columns - 1, placeAt(lefts, viewport.right) + spareColumns),
  }
}

/** Index of the last edge that is not beyond `at` (binary search). */
export function placeAt(edges: readonly number[], at: number): number {
  let low = 0
  let high = edges.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((edges[middle] ?? 0) <= at) low = middle
    else high = middle - 1
  }
  return low
}

/** Numbers `first…last` and besides them `also`, ascending, each once. */
export function indexes(first: number, last: number, also: readonly number[]): number[] {
  const all = new Set(also)
  for (let index = first; index <= last; index += 1) all.add(index)
  return [...all].sort((a, b) => a - b)
}
