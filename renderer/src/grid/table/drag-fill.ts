import type { GridControls } from './controls.ts'
import { fillArea } from './edits.ts'
import { followPointer } from './follow-pointer.ts'
import type { Area, Spot } from './selection.ts'

/**
 * The fill handle: the square at the corner of the selection, dragged over cells beside it, fills them with what is selected.
 * What will be filled is shown as the selection; when the button is up it is one action. Escape gives it up.
 */
export function dragFill(grid: GridControls, press: PointerEvent): void {
  const source = grid.area
  let target = source
  const cancel = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    target = source
    show(grid, source, source)
  }
  addEventListener('keydown', cancel, true)
  followPointer(grid, press, {
    over: (spot) => {
      const reached = stretched(source, spot)
      if (same(reached, target)) return
      target = reached
      show(grid, source, target)
    },
    end: () => {
      removeEventListener('keydown', cancel, true)
      if (!same(source, target)) grid.emit('fill', fillArea(grid.bench, source, target))
    },
  })
}

/** The rectangle that is filled: the source made longer towards `spot` in one direction, that in which it is further away. */
export function stretched(source: Area, { row, column }: Spot): Area {
  const up = source.top - Math.max(0, row)
  const down = row - source.bottom
  const left = source.left - Math.max(0, column)
  const right = column - source.right
  const furthest = Math.max(up, down, left, right)
  if (furthest <= 0) return source
  if (furthest === down) return { ...source, bottom: row }
  if (furthest === up) return { ...source, top: Math.max(0, row) }
  return furthest === right ? { ...source, right: column } : { ...source, left: Math.max(0, column) }
}

/** Selects the rectangle; the active cell stays at a corner of what is copied. */
function show(grid: GridControls, source: Area, target: Area): void {
  const back = target.top < source.top || target.left < source.left
  const first = { row: target.top, column: target.left }
  const last = { row: target.bottom, column: target.right }
  grid.select(back ? { active: last, head: first } : { active: first, head: last })
}

function same(one: Area, other: Area): boolean {
  return one.top === other.top && one.bottom === other.bottom && one.left === other.left && one.right === other.right
}
