/** A place in a table, zero-based. Row −1 is the header. */
export interface Spot {
  readonly row: number
  readonly column: number
}

/** What is selected: the active cell and the opposite corner of the rectangle, as in Excel. */
export interface Selection {
  readonly active: Spot
  readonly head: Spot
}

/** A rectangle, edges inclusive. */
export interface Area {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export function single(row: number, column: number): Selection {
  return { active: { row, column }, head: { row, column } }
}

/** The rectangle of a selection. */
export function areaOf({ active, head }: Selection): Area {
  return {
    top: Math.min(active.row, head.row),
    bottom: Math.max(active.row, head.row),
    left: Math.min(active.column, head.column),
    right: Math.max(active.column, head.column),
  }
}

export function contains(area: Area, row: number, column: number): boolean {
  return row >= area.top && row <= area.bottom && column >= area.left && column <= area.right
}

/** What movement needs to know of a table. */
export interface Field {
  readonly rows: number
  readonly columns: number
  /** Rows that fit on the screen. */
  readonly page: number
  /** Headings between rows cannot be stood on. */
  standable(row: number): boolean
  empty(row: number, column: number): boolean
}

export type Direction = 'up' | 'down' | 'left' | 'right'
export type Step = 'cell' | 'edge' | 'page'

const steps = { up: [-1, 0], down: [1, 0], left: [0, -1], right: [0, 1] } as const

/** Where one goes from `spot`; never outside the table. `edge` is Ctrl+arrow: to the end of the filled cells. */
export function travel(field: Field, spot: Spot, direction: Direction, step: Step): Spot {
  if (step === 'edge') return runToEdge(field, spot, direction)
  const [down, right] = steps[direction]
  let next = clamp(field, spot.row + down * (step === 'page' ? Math.max(1, field.page - 1) : 1), spot.column + right)
  if (next.row < 0) return next
  while (!field.standable(next.row)) {
    const further = clamp(field, next.row + (down === 0 ? 1 : down), next.column)
    if (further.row === next.row || further.row < 0) return spot
    next = further
  }
  return next
}

function runToEdge(field: Field, spot: Spot, direction: Direction): Spot {
  const ahead = (from: Spot) => travel(field, from, direction, 'cell')
  const same = (a: Spot, b: Spot) => a.row === b.row && a.column === b.column
  const next = ahead(spot)
  if (same(next, spot) || next.row < 0) return spot
  const full = !field.empty(spot.row, spot.column) && !field.empty(next.row, next.column)
  let here = full ? spot : next
  while (true) {
    if (!full && !field.empty(here.row, here.column)) return here
    const further = ahead(here)
    if (same(further, here) || further.row < 0) return here
    if (full && field.empty(further.row, further.column)) return here
    here = further
  }
}

function clamp(field: Field, row: number, column: number): Spot {
  return {
    row: Math.max(-1, Math.min(field.rows - 1, row)),
    column: Math.max(0, Math.min(field.columns - 1, column)),
  }
}

/** Tab and Shift+Tab: the next cell, at the end of a row the first of the next one; null at the end of the table. */
export function nextCell(field: Field, spot: Spot, back: boolean): Spot | null {
  const column = spot.column + (back ? -1 : 1)
  if (column >= 0 && column < field.columns) return { row: spot.row, column }
  const row = travel(field, spot, back ? 'up' : 'down', 'cell').row
  if (row === spot.row || row < 0) return null
  return { row, column: back ? field.columns - 1 : 0 }
}
