import type { GridView } from '../adapter.ts'
import type { SheetLayout } from './sheet-layout.ts'
import { shownAt } from './snapshot.ts'

/** What the cells of a canvas show, by row and column. */
export type Texts = ReadonlyMap<number, ReadonlyMap<number, string>>

/** Everything on a canvas that may change without another layout. */
export function textsOf(view: GridView, { blocks }: SheetLayout): Texts {
  const texts = new Map<number, Map<number, string>>()
  for (const laid of blocks) {
    const { shape } = laid
    const bench = { view, shape }
    for (let row = 0; row < laid.lines; row += 1) {
      const line = shape.rows[row]
      if (line?.kind === 'group') continue
      const cells = new Map<number, string>()
      if (shape.block.kind === 'dynamic') cells.set(0, line?.kind === 'cells' ? line.number : '')
      for (let column = 0; column < shape.columns.length; column += 1) cells.set(column + 1, shownAt(bench, laid, row, column))
      texts.set(laid.body + row, cells)
    }
  }
  return texts
}

/** Texts that are others now. */
export function differenceOf(before: Texts, after: Texts): Texts {
  const changed = new Map<number, Map<number, string>>()
  for (const [row, cells] of after)
    for (const [column, text] of cells)
      if (before.get(row)?.get(column) !== text)
        changed.set(row, (changed.get(row) ?? new Map<number, string>()).set(column, text))
  return changed
}
