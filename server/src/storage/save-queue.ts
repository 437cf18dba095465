interface Waiting<Tx> {
  readonly work: (tx: Tx) => Promise<unknown>
  readonly done: (value: unknown) => void
  readonly failed: (error: unknown) => void
}

/** How many saves share one commit, and how many may wait. */
const batchSize = 64
const queueLimit = 2000

/** Runs `work` in one transaction: all of it is kept, or, when it throws, nothing. */
export type Transact<Tx> = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>

/**
 * Commits many waiting saves in one transaction: a commit costs a flush of the disk, and under load one flush serves them all.
 * Nobody is answered before the commit. When a batch fails, its saves are run again one by one, so that a bad one fails alone.
 */
export class SaveQueue<Tx> {
  readonly #transact: Transact<Tx>
  readonly #overloaded: () => Error
  #waiting: Waiting<Tx>[] = []
  #pumping: Promise<void> | null = null

  /** @param overloaded makes the error for those who find too many waiting. */
  constructor(transact: Transact<Tx>, overloaded: () => Error) {
    this.#transact = transact
    this.#overloaded = overloaded
  }

  /** How many wait; those in the commit under way are not counted. */
  get length(): number {
    return this.#waiting.length
  }

  add<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.#waiting.length >= queueLimit) return Promise.reject(this.#overloaded())
    return new Promise<T>((done, failed) => {
      this.#waiting.push({ work, done: done as (value: unknown) => void, failed })
      this.#pumping ??= this.#pump()
    })
  }

  /** Resolves when nothing waits. */
  async idle(): Promise<void> {
    while (this.#pumping !== null) await this.#pumping
  }

  async #pump(): Promise<void> {
    // Saves that arrive in the same turn of the event loop travel together.
    await new Promise((turn) => setImmediate(turn))
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, batchSize)
      try {
        await this.#commit(batch)
      } catch {
        for (const one of batch) await this.#commit([one]).catch(one.failed)
      }
    }
    this.#pumping = null
  }

  async #commit(batch: readonly Waiting<Tx>[]): Promise<void> {
    const results = await this.#transact(async (tx) => {
      const values: unknown[] = []
      for (const { work } of batch) values.push(await work(tx))
      return values
    })
    batch.forEach(({ done }, place) => done(results[place]))
  }
}
