import type { GridControls } from './controls.ts'
import type { Spot } from './selection.ts'
import { single } from './selection.ts'

/** Width of the strip along the edges of the window in which dragging scrolls, and how far one frame goes, in CSS pixels. */
const edge = 32
const speed = 14

/** Selection with the mouse: press, drag, Shift+press; a press on a row header or column title takes the whole row or column. */
export class DragSelection {
  readonly #grid: GridControls
  readonly #root: () => ShadowRoot | null
  #at: { readonly x: number; readonly y: number } | null = null

  constructor(grid: GridControls, root: () => ShadowRoot | null) {
    this.#grid = grid
    this.#root = root
  }

  /** A button of the mouse went down on `spot`. */
  press(event: PointerEvent, spot: Spot): void {
    this.#begin(spot, event.shiftKey)
    if (event.button !== 0) return
    const move = (moved: PointerEvent) => this.#drag(moved, spot)
    const stop = () => {
      removeEventListener('pointermove', move)
      removeEventListener('pointerup', stop)
      removeEventListener('pointercancel', stop)
      this.#at = null
    }
    addEventListener('pointermove', move)
    addEventListener('pointerup', stop)
    addEventListener('pointercancel', stop)
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

  #drag(event: PointerEvent, from: Spot): void {
    const started = this.#at === null
    this.#at = { x: event.clientX, y: event.clientY }
    this.#follow(from)
    if (started) requestAnimationFrame(() => this.#scrollAlong(from))
  }

  #follow(from: Spot): void {
    if (!this.#at) return
    const under = this.#root()?.elementFromPoint(this.#at.x, this.#at.y)
    const data = under?.closest<HTMLElement>('[data-at],[data-side],[data-head]')?.dataset
    if (!data) return
    const [row = 0, column = 0] = (data['at'] ?? `${data['side'] ?? 0}:${data['head'] ?? 0}`).split(':').map(Number)
    const { selection, field } = this.#grid
    const head = {
      row: from.row < 0 ? field.rows - 1 : row,
      column: from.column < 0 ? field.columns - 1 : column,
    }
    if (head.row === selection.head.row && head.column === selection.head.column) return
    this.#grid.select({ active: selection.active, head })
  }

  #scrollAlong(from: Spot): void {
    if (!this.#at) return
    const { scroller } = this.#grid
    const box = scroller.getBoundingClientRect()
    const { x, y } = this.#at
    const right = x > box.right - edge ? speed : x < box.left + edge ? -speed : 0
    const down = y > box.bottom - edge ? speed : y < box.top + edge ? -speed : 0
    if (right !== 0 || down !== 0) {
      scroller.scrollBy(right, down)
      this.#follow(from)
    }
    requestAnimationFrame(() => this.#scrollAlong(from))
  }
}
