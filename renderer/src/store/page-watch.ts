import type { SaveStatus } from './draft-store.ts'

/** What a store does when the page around it changes. */
export interface Watched {
  readonly status: SaveStatus
  /** There is a network again. */
  online(): void
  flush(): Promise<boolean>
}

/** Watches the page of a store: the network is back, the tab is hidden, the tab is closed. */
export class PageWatch {
  readonly #store: Watched

  constructor(store: Watched) {
    this.#store = store
    addEventListener('online', this.#online)
    addEventListener('beforeunload', this.#beforeUnload)
    document.addEventListener('visibilitychange', this.#hidden)
  }

  stop(): void {
    removeEventListener('online', this.#online)
    removeEventListener('beforeunload', this.#beforeUnload)
    document.removeEventListener('visibilitychange', this.#hidden)
  }

  readonly #online = (): void => this.#store.online()

  /** The tab may be on its way out: send at once what would otherwise still gather. */
  readonly #hidden = (): void => {
    if (document.visibilityState === 'hidden') void this.#store.flush()
  }

  readonly #beforeUnload = (event: BeforeUnloadEvent): void => {
    if (!this.#store.status.safe) event.preventDefault()
  }
}
