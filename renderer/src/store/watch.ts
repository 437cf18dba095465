import type { LiveEvents } from './live-events.ts'

/** So many times more seldom is asked while the server tells by itself. */
const rarely = 4

/** What is watched, and how. */
export interface WatchOptions {
  /** The draft, as the tabs of this browser name it. */
  readonly scope: string
  readonly collection: string
  readonly events: LiveEvents | undefined
  /** How often one asks, milliseconds. */
  readonly every: number
}

/**
 * Says when to look what others did to a draft: at once when the server tells of a save or another tab of this browser has saved,
 * and now and then in case nobody told. A page that is not seen looks when it is seen again.
 */
export class Watch {
  readonly #channel: BroadcastChannel | null
  readonly #look: (version: number) => boolean
  readonly #timer: ReturnType<typeof setInterval>
  readonly #deaf: (() => void) | undefined
  /** The version to look for as soon as that can be done; 0 when there is none. */
  #due = 0

  /** @param look called with the version that is there to be seen, Infinity when that is not known; false when it cannot look now. */
  constructor({ scope, collection, events, every }: WatchOptions, look: (version: number) => boolean) {
    this.#look = look
    this.#channel = typeof BroadcastChannel === 'function' ? new BroadcastChannel(`tabel ${scope}`) : null
    this.#channel?.addEventListener('message', () => this.#notice(Infinity))
    this.#deaf = events?.listen({
      draft: collection,
      hear: (event) => {
        if (event.type === 'draft' && event.collection === collection) this.#notice(event.version)
        if (event.type === 'collection' && event.collection === collection) this.#notice(Infinity)
        if (event.type === 'ready' || event.type === 'signed-out') this.#notice(Infinity)
      },
    })
    let ticks = 0
    this.#timer = setInterval(() => {
      ticks += 1
      if (!events?.live || ticks % rarely === 0) this.#notice(Infinity)
    }, every)
    document.addEventListener('visibilitychange', this.again)
  }

  /** Tells the other tabs of this browser that something was saved here. */
  saved(): void {
    this.#channel?.postMessage('saved')
  }

  close(): void {
    clearInterval(this.#timer)
    this.#deaf?.()
    this.#channel?.close()
    document.removeEventListener('visibilitychange', this.again)
  }

  /** What could not be looked at before can be now. */
  readonly again = (): void => {
    if (document.hidden || this.#due === 0) return
    const version = this.#due
    this.#due = 0
    if (!this.#look(version)) this.#due = version
  }

  #notice(version: number): void {
    this.#due = Math.max(this.#due, version)
    this.again()
  }
}
