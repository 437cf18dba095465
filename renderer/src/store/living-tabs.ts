/** Holds a lock as long as a tab lives, so that other tabs know whose journal is orphaned. */
export class LivingTabs {
  readonly #held: (() => void)[] = []

  /** Says that this tab lives as `client`. */
  async announce(scope: string, client: string): Promise<void> {
    await this.#take(nameOf(scope, client))
  }

  /** Takes over a client if its tab is gone. Where the browser has no locks, every other client counts as gone. */
  async adopt(scope: string, client: string): Promise<boolean> {
    return this.#take(nameOf(scope, client))
  }

  release(): void {
    for (const free of this.#held.splice(0)) free()
  }

  #take(name: string): Promise<boolean> {
    if (!('locks' in navigator)) return Promise.resolve(true)
    return new Promise((taken) => {
      navigator.locks
        .request(name, { ifAvailable: true }, (lock) => {
          taken(lock !== null)
          return lock ? new Promise<void>((free) => this.#held.push(free)) : undefined
        })
        .catch(() => taken(true))
    })
  }
}

function nameOf(scope: string, client: string): string {
  return `tabel ${scope} ${client}`
}
