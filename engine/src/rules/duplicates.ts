/** Which rows have the same key. Taking a row in or out costs the same however many rows there are. */
export class Duplicates {
  readonly #keys = new Map<string, string>()
  readonly #rows = new Map<string, Set<string>>()

  /**
   * Gives a row another key; null takes it out. Gives back the rows that share, or shared until now, a key with it:
   * what is said of them may have to be said anew.
   */
  put(row: string, key: string | null): readonly string[] {
    const old = this.#keys.get(row) ?? null
    if (old === key) return []
    const touched: string[] = []
    if (old !== null) {
      const group = this.#rows.get(old)
      group?.delete(row)
      if (group?.size === 0) this.#rows.delete(old)
      else if (group) touched.push(...group)
      this.#keys.delete(row)
    }
    if (key !== null) {
      const group = this.#rows.get(key) ?? new Set()
      touched.push(...group)
      group.add(row)
      this.#rows.set(key, group)
      this.#keys.set(row, key)
    }
    return touched
  }

  /** Rows with the key of this row, itself among them; empty when it has no key. */
  sharing(row: string): ReadonlySet<string> {
    const key = this.#keys.get(row)
    return (key === undefined ? undefined : this.#rows.get(key)) ?? none
  }

  /** Rows whose key stands in more than one row. */
  repeated(): readonly string[] {
    return [...this.#rows.values()].filter((group) => group.size > 1).flatMap((group) => [...group])
  }

  /** The key of a row; null when it has none. */
  keyOf(row: string): string | null {
    return this.#keys.get(row) ?? null
  }

  /** All keys. */
  keys(): Iterable<string> {
    return this.#rows.keys()
  }

  /** Rows with this key. */
  rows(key: string): ReadonlySet<string> {
    return this.#rows.get(key) ?? none
  }
}

const none: ReadonlySet<string> = new Set()
