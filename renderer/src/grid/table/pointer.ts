import { dragFill } from './drag-fill.ts'
import { DragSelection } from './drag-selection.ts'
import type { GridControls } from './controls.ts'
import type { Spot } from './selection.ts'
import { single } from './selection.ts'

/** The cell, row header or column title that an event came from. Row −1 is the header, column −1 the row header. */
export function spotOf(event: Event): Spot | null {
  for (const node of event.composedPath()) {
    if (!(node instanceof HTMLElement)) continue
    const { at, side, head } = node.dataset
    if (at) return { row: Number(at.split(':')[0]), column: Number(at.split(':')[1]) }
    if (side) return { row: Number(side), column: -1 }
    if (head) return { row: -1, column: Number(head) }
    if (node.classList.contains('body')) return null
  }
  return null
}

/** The same at a point of the window. */
export function spotUnder(root: ShadowRoot | null, x: number, y: number): Spot | null {
  const data = root?.elementFromPoint(x, y)?.closest<HTMLElement>('[data-at],[data-side],[data-head]')?.dataset
  if (!data) return null
  const [row = 0, column = 0] = (data['at'] ?? `${data['side'] ?? -1}:${data['head'] ?? -1}`).split(':').map(Number)
  return { row, column }
}

/** Mouse, pen and finger on a table. */
export class GridPointer {
  readonly #grid: GridControls
  readonly #drag: DragSelection

  constructor(grid: GridControls) {
    this.#grid = grid
    this.#drag = new DragSelection(grid)
  }

  readonly press = (event: PointerEvent): void => {
    const spot = spotOf(event)
    if (!spot || onControl(event) || event.pointerType !== 'mouse') return
    event.preventDefault()
    this.#grid.tabColumn = null
    if (isFillHandle(event)) {
      if (event.button === 0) dragFill(this.#grid, event)
      return
    }
    const { area } = this.#grid
    const selected = spot.row >= area.top && spot.row <= area.bottom && spot.column <= area.right
    if (event.button === 2 && selected) return
    this.#drag.press(event, spot)
    this.#grid.focus()
  }

  readonly doubleClick = (event: MouseEvent): void => {
    const spot = spotOf(event)
    if (spot && spot.column >= 0 && !this.#grid.editing && !isFillHandle(event)) this.#grid.startEdit({})
  }

  /** On a touch screen a tap selects and opens the cell; a swipe scrolls and gives no click. */
  readonly tap = (event: PointerEvent): void => {
    const spot = spotOf(event)
    if (!spot || onControl(event) || event.pointerType === 'mouse' || event.pointerType === '') return
    this.#grid.select(single(spot.row, Math.max(0, spot.column)))
    this.#grid.focus()
    if (spot.row >= 0 && spot.column >= 0) this.#grid.startEdit({ replace: true })
  }

  readonly contextMenu = (event: MouseEvent): void => {
    const spot = spotOf(event)
    if (!spot || !this.#grid.bench.shape.growing || this.#grid.editing) return
    event.preventDefault()
    this.#grid.openMenu(spot)
  }

  readonly hover = (event: PointerEvent): void => {
    if (event.pointerType !== 'mouse' || this.#grid.editing || event.buttons !== 0) return
    const over = event.composedPath()[0] as Element
    if (over.closest('.hint')) return
    const spot = spotOf(event)
    const cell = over.closest('[role=gridcell], [role=rowheader]')
    if (spot && spot.row >= 0 && cell) this.#grid.showHintOf(cell, spot)
    else this.#grid.hideHint()
  }
}

function onControl(event: Event): boolean {
  return (event.composedPath()[0] as Element).closest('input, button, a') !== null
}

function isFillHandle(event: Event): boolean {
  return (event.composedPath()[0] as Element).matches('.fill-handle')
}
