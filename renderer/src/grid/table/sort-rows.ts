import type { CellRules, CellValue, Op } from '@tabel/engine'
import type { Bench } from './edits.ts'
import { textOf } from './edits.ts'

export type Order = 'ascending' | 'descending'

/** What a row is sorted by: numbers before texts; empty ones come last whatever the order. */
type Key = number | string | null

/** Puts the rows that people added in the order of a column, as one op; rows that are equal stay as they stand. Empty when they are in order. */
export function sortRows(bench: Bench, column: number, order: Order): Op[] {
  const { shape, view } = bench
  if (!shape.growing) return []
  const lines = shape.rows.flatMap((row, place) => {
    if (row.kind !== 'cells') return []
    const ref = shape.ref(place, column)
    return [{ id: row.key, key: ref ? keyOf(view.rules(ref), view.value(ref), textOf(bench, place, column)) : null }]
  })
  const sign = order === 'ascending' ? 1 : -1
  const sorted = lines.toSorted((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null)
    return sign * compare(a.key, b.key)
  })
  if (sorted.every(({ id }, place) => id === lines[place]?.id)) return []
  return [{ move: shape.block.key, ids: sorted.map(({ id }) => id), after: null }]
}

function keyOf(rules: CellRules | null, value: CellValue, text: string): Key {
  if (value === null || text === '') return null
  // Of a list people see the titles.
  if (rules?.choices) return text
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return Number(value)
  return typeof value === 'string' ? value : text
}

const alphabet = new Intl.Collator('ru', { numeric: true })

function compare(a: NonNullable<Key>, b: NonNullable<Key>): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'number') return -1
  return typeof b === 'number' ? 1 : alphabet.compare(a, b)
}
