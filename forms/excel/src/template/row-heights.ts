import type { LaidSheet } from './layout.ts'

/** Points that a line of text takes, and characters that a column of an unknown width holds. */
const line = 15
const usualWidth = 9

/**
 * Heights of rows whose words need more than one line, in points: Excel fits the height of a row by itself only where nothing is merged,
 * and other programs not at all.
 */
export function rowHeights({ cells, widths }: LaidSheet): ReadonlyMap<number, number> {
  const heights = new Map<number, number>()
  for (const { row, column, role, value, span = { rows: 1, columns: 1 } } of cells) {
    if ((role !== 'head' && role !== 'label') || typeof value !== 'string') continue
    let width = 0
    for (let place = column; place < column + span.columns; place += 1) width += widths.get(place) ?? usualWidth
    // Words do not fill a line to its end.
    const lines = Math.ceil(value.length / Math.max(1, width * 0.9) / span.rows)
    if (lines > 1) heights.set(row + span.rows - 1, Math.max(heights.get(row + span.rows - 1) ?? 0, lines * line + 3))
  }
  return heights
}
