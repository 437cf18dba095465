/**
 * The rows of a table while ops are gone through: those of the data, without those that were taken and with those that were made.
 * The table is not copied, so that a single edit of a long table costs nothing here.
 */
export class AliveRows {
  readonly #places: ReadonlyMap<string, number>
  readonly #made = new Set<string>()
  readonly #taken = new Set<string>()

  /** @param places rows of the data by `$id`. */
  constructor(places: ReadonlyMap<string, number>) {
    this.#places = places
  }

  get size(): number {
    return this.#places.size - this.#taken.size + this.#made.size
  }

  has(id: string): boolean {
    return this.#made.has(id) || (this.#places.has(id) && !this.#taken.has(id))
  }

  add(id: string): void {
    if (this.#places.has(id)) this.#taken.delete(id)
    else this.#made.add(id)
  }

  delete(id: string): void {
    if (this.#places.has(id)) this.#taken.add(id)
    else this.#made.delete(id)
  }
}
