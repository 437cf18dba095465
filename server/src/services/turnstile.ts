import { Overloaded } from '../storage/database.ts'

/** Lets a bounded number of tasks run at once and a bounded number wait. */
export class Turnstile {
  readonly #atOnce: number
  readonly #mayWait: number
  #running = 0
  readonly #waiting: (() => void)[] = []

  constructor(atOnce: number, mayWait: number) {
    this.#atOnce = atOnce
    this.#mayWait = mayWait
  }

  /** @throws {Overloaded} when too many wait already. */
  async pass<T>(task: () => Promise<T>): Promise<T> {
    if (this.#running < this.#atOnce) this.#running += 1
    else if (this.#waiting.length >= this.#mayWait) throw new Overloaded('too many wait')
    // Whoever leaves hands the place over, so `running` stays as it is.
    else await new Promise<void>((turn) => this.#waiting.push(turn))
    try {
      return await task()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running -= 1
    }
  }
}
