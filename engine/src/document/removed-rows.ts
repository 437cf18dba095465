import type { DynamicRow, FormData } from '../model/data.ts'

/**
 * Where removed rows stood. A log is folded in pieces (a snapshot and what came after it), and a row may be inserted by somebody
 * offline after a row that was removed pieces ago, so the data themselves remember the places.
 */

/** A removed row and the row, alive or removed, that stands before it; null: none does. */
type RemovedRow = readonly [id: string, before: string | null]

/** Where removed rows stand in the data: by table, in the order in which they were removed. */
export const removedKey = '$removed'

/** So many removed rows of a table are remembered, the last ones. A row inserted after an older one goes to the end. */
export const mostRemembered = 1000

type Removed = Readonly<Record<string, readonly RemovedRow[]>>

const none: Removed = {}

/** Removed rows by table. */
export function removedIn(data: FormData): Removed {
  return (data[removedKey] as unknown as Removed | undefined) ?? none
}

/** Removed rows as what stands in the data under their key; undefined when there are none. */
export function removedContent(removed: Removed): FormData[string] | undefined {
  const filled = Object.entries(removed).filter(([, rows]) => rows.length > 0)
  return filled.length === 0 ? undefined : (Object.fromEntries(filled) as unknown as FormData[string])
}

/** Ids of all rows of a table in their order, removed ones at the places where they stood. */
export function fullOrder(rows: readonly DynamicRow[], removed: readonly RemovedRow[]): readonly string[] {
  if (removed.length === 0) return rows.map((row) => row.$id)
  const behind = new Map(removed.map(([id, before]) => [before, id]))
  const order: string[] = []
  const put = (row: string | null) => {
    if (row !== null) order.push(row)
    for (let last = row, next = behind.get(last); next !== undefined; next = behind.get(last)) {
      order.push(next)
      behind.delete(last)
      last = next
    }
  }
  put(null)
  for (const row of rows) put(row.$id)
  return order
}

/**
 * Removed rows as they are remembered.
 * @param order of all rows; @param dead ids of removed rows in the order in which they were removed.
 */
export function remembered(order: readonly string[], dead: readonly string[]): readonly RemovedRow[] {
  if (dead.length === 0) return []
  const kept = dead.slice(-mostRemembered)
  const forgotten = new Set(dead.slice(0, -mostRemembered))
  const before = new Map<string, string | null>()
  let previous: string | null = null
  for (const id of order) {
    if (forgotten.has(id)) continue
    before.set(id, previous)
    previous = id
  }
  return kept.map((id) => [id, before.get(id) ?? null])
}

/**
 * Puts ids behind the row `after` (null: at the top), taking them away from where they are.
 * A row among the ids is no anchor: what stands before it is. An anchor that nobody remembers means the end.
 */
export function placed(
  order: readonly string[],
  ids: readonly string[],
  after: string | null,
): { readonly order: readonly string[]; readonly after: string | null } {
  const moving = new Set(ids)
  let place = after === null ? -1 : order.indexOf(after)
  if (after !== null && place < 0) place = order.length - 1
  while (place >= 0 && moving.has(order[place] ?? '')) place--
  const stays = (id: string) => !moving.has(id)
  return {
    order: [...order.slice(0, place + 1).filter(stays), ...ids, ...order.slice(place + 1).filter(stays)],
    after: order[place] ?? null,
  }
}
