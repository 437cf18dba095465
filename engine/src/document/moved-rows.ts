import type { DynamicRow, FormData } from '../model/data.ts'
import type { Op } from '../model/ops.ts'
import { rowsIn } from './read.ts'

interface Neighbours {
  readonly before: string | null
  readonly behind: string | null
}

/** The rows that a step moved, and whether they still stand where it put them. */
export class MovedRows {
  /** Neighbours of each moved row by table, after the step and today. */
  readonly #then = new Map<string, ReadonlyMap<string, Neighbours>>()
  readonly #now = new Map<string, ReadonlyMap<string, Neighbours>>()

  constructor(data: FormData, step: { readonly ops: readonly Op[]; readonly order: ReadonlyMap<string, readonly DynamicRow[]> }) {
    for (const [table, then] of step.order) {
      const moved = new Set(step.ops.flatMap((op) => ('move' in op && op.move === table ? op.ids : [])))
      const now = rowsIn(data, table)
      this.#then.set(table, neighbours(then, now, moved))
      this.#now.set(table, neighbours(now, then, moved))
    }
  }

  /**
   * Whether at least one neighbour of a row is the same as then. Rows that came or went since do not count, nor do those that
   * were moved together with it; one neighbour may have been moved away by another, who did not touch this row.
   */
  stands(table: string, id: string): boolean {
    const then = this.#then.get(table)?.get(id)
    const now = this.#now.get(table)?.get(id)
    // A row that the same step made or took away has no place to compare.
    if (!then || !now) return true
    return then.before === now.before || then.behind === now.behind
  }
}

/** The nearest rows around each moved row that are in both lists and were not moved themselves. */
function neighbours(
  rows: readonly DynamicRow[],
  others: readonly DynamicRow[],
  moved: ReadonlySet<string>,
): ReadonlyMap<string, Neighbours> {
  const both = new Set(others.map((row) => row.$id))
  const fixed = rows.filter((row) => both.has(row.$id))
  const before = nearest(fixed, moved)
  const behind = nearest(fixed.toReversed(), moved)
  return new Map([...before].map(([id, row]) => [id, { before: row, behind: behind.get(id) ?? null }]))
}

/** For each moved row the last row before it that was not. */
function nearest(rows: readonly DynamicRow[], moved: ReadonlySet<string>): ReadonlyMap<string, string | null> {
  const found = new Map<string, string | null>()
  let last: string | null = null
  for (const { $id } of rows) {
    if (moved.has($id)) found.set($id, last)
    else last = $id
  }
  return found
}
