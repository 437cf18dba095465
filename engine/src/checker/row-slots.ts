/**
 * Rows of a table that people add, each in its own row of the engine's sheet for as long as it lives. The order of the rows never
 * matters to a formula, so a new row takes a place that was freed, and nothing is shifted. Rows are reserved 64 at first,
 * then twice as many.
 */
export class RowSlots {
  readonly capacity: number
  readonly #slots = new Map<string, number>()
  readonly #rows: (string | null)[]
  readonly #free: number[]

  constructor(rows: readonly string[]) {
    let capacity = 64
    while (capacity < rows.length) capacity *= 2
    this.capacity = capacity
    this.#rows = Array.from({ length: capacity }, () => null)
    this.#free = Array.from({ length: capacity }, (_, place) => capacity - 1 - place)
    for (const row of rows) this.take(row)
  }

  /** Gives a row a place; null when all are taken. */
  take(row: string): number | null {
    const slot = this.#free.pop()
    if (slot === undefined) return null
    this.#slots.set(row, slot)
    this.#rows[slot] = row
    return slot
  }

  /** Frees the place of a row. */
  release(row: string): void {
    const slot = this.#slots.get(row)
    if (slot === undefined) return
    this.#slots.delete(row)
    this.#rows[slot] = null
    this.#free.push(slot)
  }

  slot(row: string): number | undefined {
    return this.#slots.get(row)
  }

  row(slot: number): string | null {
    return this.#rows[slot] ?? null
  }
}
