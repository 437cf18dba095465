import type { GridControls } from './controls.ts'
import type { Spot } from './selection.ts'

/** Width of the strip along the edges of the window in which dragging scrolls, and how far one frame goes, in CSS pixels. */
const edge = 32
const speed = 14

/** What happens while the button of the mouse is down. */
export interface PointerRun {
  /** The pointer is over this cell, row header (column −1) or column title (row −1). */
  over(spot: Spot): void
  /** The button is up, or the press was taken away. */
  end(): void
}

/** Follows the pointer from `press` until the button is up; near the edges of the window the table scrolls along. */
export function followPointer(grid: GridControls, press: PointerEvent, run: PointerRun): void {
  let at: { readonly x: number; readonly y: number } | null = null
  const look = (): void => {
    if (!at) return
    const spot = grid.spotAt(at.x, at.y)
    if (spot) run.over(spot)
  }
  const scrollAlong = (): void => {
    if (!at) return
    const box = grid.scroller.getBoundingClientRect()
    const right = at.x > box.right - edge ? speed : at.x < box.left + edge ? -speed : 0
    const down = at.y > box.bottom - edge ? speed : at.y < box.top + edge ? -speed : 0
    if (right !== 0 || down !== 0) {
      grid.scroller.scrollBy(right, down)
      look()
    }
    requestAnimationFrame(scrollAlong)
  }
  const move = (event: PointerEvent): void => {
    const started = at === null
    at = { x: event.clientX, y: event.clientY }
    look()
    if (started) requestAnimationFrame(scrollAlong)
  }
  const stop = (event: PointerEvent): void => {
    // Where the button goes up counts, also when no move was told before it; a press may have scrolled the table under a still mouse.
    const moved = event.clientX !== press.clientX || event.clientY !== press.clientY
    if (event.type === 'pointerup' && moved) {
      at = { x: event.clientX, y: event.clientY }
      look()
    }
    removeEventListener('pointermove', move)
    removeEventListener('pointerup', stop)
    removeEventListener('pointercancel', stop)
    at = null
    run.end()
  }
  addEventListener('pointermove', move)
  addEventListener('pointerup', stop)
  addEventListener('pointercancel', stop)
}
