interface Waiting<I, R> {
  readonly item: I
  readonly done: (result: R) => void
  readonly failed: (error: unknown) => void
}

/** How many items may wait. */
const queueLimit = 2000

export interface SaveQueueOptions<I, R> {
  /** Does some items in one transaction, all or none; a result for each, in their order. */
  readonly commit: (items: readonly I[]) => Promise<readonly R[]>
  /** Makes the error for those who find too many waiting. */
  readonly overloaded: () => Error
  /** So many items share one commit. */
  readonly most: number
  /** So many commits may be under way at once; another one begins when half of what it could take along waits. */
  readonly lanes: number
}

/**
 * Commits many waiting items in one transaction: a commit costs a flush of the disk, and a statement a way to the database and back;
 * under load one of each serves them all. Nobody is answered before the commit. When a batch fails, its items are done again one by
 * one, so that a bad one fails alone.
 */
export class SaveQueue<I, R> {
  readonly #options: SaveQueueOptions<I, R>
  #waiting: Waiting<I, R>[] = []
  #open = 0
  #whenIdle: (() => void)[] = []

  constructor(options: SaveQueueOptions<I, R>) {
    this.#options = options
  }

  /** How many items wait for their turn. */
  get length(): number {
    return this.#waiting.length
  }

  add(item: I): Promise<R> {
    if (this.#waiting.length >= queueLimit) return Promise.reject(this.#options.overloaded())
    return new Promise<R>((done, failed) => {
      this.#waiting.push({ item, done, failed })
      if (this.#open === 0 || (this.#open < this.#options.lanes && this.#isWorthALane)) void this.#pump()
    })
  }

  /** Resolves when nothing waits and nothing is under way. */
  async idle(): Promise<void> {
    if (this.#open > 0) await new Promise<void>((idle) => this.#whenIdle.push(idle))
  }

  /** Two small batches cost twice what one of both does, and are not done sooner: the database and this program do the same work. */
  get #isWorthALane(): boolean {
    return this.#waiting.length * 2 >= this.#options.most
  }

  async #pump(): Promise<void> {
    this.#open += 1
    while (this.#waiting.length > 0) {
      // What arrives in the same turn of the event loop travels together.
      await new Promise((turn) => setImmediate(turn))
      const batch = this.#waiting.splice(0, this.#options.most)
      try {
        await this.#commit(batch)
      } catch (error) {
        const [only, ...others] = batch
        if (others.length === 0) only?.failed(error)
        else for (const one of batch) await this.#commit([one]).catch(one.failed)
      }
    }
    // In the same turn as the look that found nothing waiting: whoever comes next opens a lane.
    this.#open -= 1
    if (this.#open === 0) for (const idle of this.#whenIdle.splice(0)) idle()
  }

  async #commit(batch: readonly Waiting<I, R>[]): Promise<void> {
    const results = await this.#options.commit(batch.map(({ item }) => item))
    if (results.length !== batch.length) throw new Error('a commit that does not answer for each of its items')
    batch.forEach(({ done }, place) => done(results[place] as R))
  }
}
