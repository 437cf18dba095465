import type { Geometry, Viewport } from './geometry.ts'
import type { Spot } from './selection.ts'

/** The part of a table's body that its scroller shows. */
export function viewportOf(scroller: HTMLElement, grid: HTMLElement): Viewport {
  const body = grid.shadowRoot?.querySelector('.body')?.getBoundingClientRect()
  const frame = scroller.getBoundingClientRect()
  if (!body) return { top: 0, bottom: frame.height || 600, left: 0, right: frame.width || 800 }
  return {
    top: Math.max(0, frame.top - body.top),
    bottom: Math.max(0, Math.min(frame.bottom, innerHeight) - body.top),
    left: Math.max(0, frame.left - body.left),
    right: Math.max(0, Math.min(frame.right, innerWidth) - body.left),
  }
}

/** Scrolls as little as needed to bring a cell out from under the header, the frozen columns and the edges. */
export function reveal(scroller: HTMLElement, grid: HTMLElement, geometry: Geometry, spot: Spot): void {
  const root = grid.shadowRoot
  const body = root?.querySelector('.body')?.getBoundingClientRect()
  if (!body) return
  const frame = scroller.getBoundingClientRect()
  const { tops, lefts, frozen } = geometry
  if (spot.row >= 0) {
    const header = root?.querySelector<HTMLElement>('.head')?.offsetHeight ?? 0
    const top = body.top + (tops[spot.row] ?? 0) - frame.top
    const bottom = body.top + (tops[spot.row + 1] ?? 0) - frame.top
    if (top < header) scroller.scrollTop += top - header
    else if (bottom > scroller.clientHeight) scroller.scrollTop += bottom - scroller.clientHeight
  }
  if (spot.column < frozen) return
  const left = body.left + (lefts[spot.column] ?? 0) - frame.left
  const right = body.left + (lefts[spot.column + 1] ?? 0) - frame.left
  const covered = lefts[frozen] ?? 0
  if (left < covered) scroller.scrollLeft += left - covered
  else if (right > scroller.clientWidth) scroller.scrollLeft += Math.min(right - scroller.clientWidth, left - covered)
}
