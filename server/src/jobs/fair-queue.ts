import { Overloaded } from '../storage/database.ts'

interface Waiting {
  readonly begin: () => void
}

/**
 * Lets so many tasks run at once; the others wait in one line for each key, and the lines take turns. So a collection that ten
 * thousand schools submit in one evening does not hold up another one.
 */
export class FairQueue {
  readonly #atOnce: number
  readonly #longest: number
  /** Lines in the order of their turns. */
  readonly #lines = new Map<string, Waiting[]>()
  #running = 0
  #waiting = 0

  /** @param longest how many may wait in all. */
  constructor(atOnce: number, longest: number) {
    this.#atOnce = atOnce
    this.#longest = longest
  }

  get running(): number {
    return this.#running
  }

  get waiting(): number {
    return this.#waiting
  }

  /** @throws {Overloaded} when too many wait; the task was not begun. */
  async run<T>(key: string, task: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#atOnce) await this.#wait(key)
    else this.#running += 1
    try {
      return await task()
    } finally {
      this.#next()
    }
  }

  #wait(key: string): Promise<void> {
    if (this.#waiting >= this.#longest) return Promise.reject(new Overloaded('too many checks are waiting'))
    this.#waiting += 1
    return new Promise((begin) => {
      const line = this.#lines.get(key)
      if (line) line.push({ begin })
      else this.#lines.set(key, [{ begin }])
    })
  }

  /** Hands the place on to the first of the line whose turn it is, and puts that line last. */
  #next(): void {
    const [turn] = this.#lines
    if (!turn) {
      this.#running -= 1
      return
    }
    const [key, line] = turn
    const first = line.shift()
    this.#lines.delete(key)
    if (line.length > 0) this.#lines.set(key, line)
    this.#waiting -= 1
    first?.begin()
  }
}
