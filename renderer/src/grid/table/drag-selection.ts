import type { GridControls } from './controls.ts'
import { followPointer } from './follow-pointer.ts'
import type { Spot } from './selection.ts'
import { single } from './selection.ts'

/** Selection with the mouse: press, drag, Shift+press; a press on a row header or column title takes the whole row or column. */
export class DragSelection {
  readonly #grid: GridControls

  constructor(grid: GridControls) {
    this.#grid = grid
  }

  /** A button of the mouse went down on `spot`. */
  press(event: PointerEvent, spot: Spot): void {
    this.#begin(spot, event.shiftKey)
    if (event.button !== 0) return
    followPointer(this.#grid, event, { over: (reached) => this.#reach(reached, spot), end: () => {} })
  }

  #begin(spot: Spot, extend: boolean): void {
    const { field, selection } = this.#grid
    const { active } = selection
    if (spot.row < 0) {
      const column = extend ? active.column : spot.column
      this.#grid.select({ active: { row: 0, column }, head: { row: field.rows - 1, column: spot.column } })
    } else if (spot.column < 0) {
      const row = extend ? active.row : spot.row
      this.#grid.select({ active: { row, column: 0 }, head: { row: spot.row, column: field.columns - 1 } })
    } else this.#grid.select(extend ? { active, head: spot } : single(spot.row, spot.column))
  }

  #reach({ row, column }: Spot, from: Spot): void {
    const { selection, field } = this.#grid
    const head = {
      row: from.row < 0 ? field.rows - 1 : Math.max(0, row),
      column: from.column < 0 ? field.columns - 1 : Math.max(0, column),
    }
    if (head.row === selection.head.row && head.column === selection.head.column) return
    this.#grid.select({ active: selection.active, head })
  }
}
