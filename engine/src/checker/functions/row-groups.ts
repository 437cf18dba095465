import { criterionKey } from './criterion.ts'
import type { Plain } from './criterion.ts'

/** Rows of one or several columns, put together where the keys of their cells are the same. */
export class RowGroups {
  readonly #numbers = new Map<string, number>()
  readonly #groupOf: readonly number[]
  readonly #sizes: number[] = []

  /** @param columns cells from top to bottom; all columns have as many. */
  constructor(columns: readonly (readonly Plain[])[]) {
    this.#groupOf = (columns[0] ?? []).map((_, row) => {
      const key = joinedKeys(columns.map((column) => criterionKey(column[row])))
      let group = this.#numbers.get(key)
      if (group === undefined) this.#numbers.set(key, (group = this.#numbers.size))
      this.#sizes[group] = (this.#sizes[group] ?? 0) + 1
      return group
    })
  }

  /** How many rows have this key. */
  count(key: string): number {
    return this.#sizes[this.#numbers.get(key) ?? -1] ?? 0
  }

  /** Sums of numbers that stand in these rows, by group; what is no number is passed over. */
  sums(values: readonly Plain[]): readonly number[] {
    const sums = this.#sizes.map(() => 0)
    for (const [row, group] of this.#groupOf.entries()) {
      const value = values[row]
      if (typeof value === 'number') sums[group] = (sums[group] ?? 0) + value
    }
    return sums
  }

  /** The sum of the group with this key. */
  sumOf(key: string, sums: readonly number[]): number {
    return sums[this.#numbers.get(key) ?? -1] ?? 0
  }
}

/** One key for the keys of several cells. Different lists never give the same text. */
export function joinedKeys(keys: readonly string[]): string {
  return keys.length === 1 ? (keys[0] ?? '') : keys.map((key) => `${key.length}:${key}`).join('')
}
