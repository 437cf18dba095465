import { Api } from './api.ts'
import { EventConnection } from './event-connection.ts'
import type { Fetch } from './api.ts'
import type { LiveEvent, Wanted } from './event-connection.ts'

export type { LiveEvent } from './event-connection.ts'

/** Somebody who wants to hear, and of which collections besides what concerns the person anyway. */
export interface LiveListener {
  /** A collection whose draft is open: saves of others are told. */
  readonly draft?: string
  /** A collection whose progress is looked at. */
  readonly watch?: string
  hear(event: LiveEvent): void
}

/** What a Tabel server tells as it happens. It is a courtesy: whoever must know asks as well, only more seldom while `live`. */
export interface LiveEvents {
  /** A stream is open in this browser. */
  readonly live: boolean
  /** Hears from now on; what is returned ends that. */
  listen(listener: LiveListener): () => void
  /** Goes on after signing in again. */
  resume(): void
  close(): void
}

export interface LiveEventsOptions {
  /** Address of the API: `/api`. */
  readonly base: string
  /** Login of the person; nothing is heard under another. */
  readonly account: string
  /** Instead of the page's own `fetch`. */
  readonly fetch?: Fetch
}

/** What the tabs of a browser tell each other: a tab what it wants, the leading one what it hears and who should answer. */
type TabMessage =
  | { readonly tab: string; readonly wanted: Wanted }
  | { readonly live: boolean; readonly event: LiveEvent | null }
  | 'who-wants-what'

/** While the wishes of the tabs arrive one by one the stream is not opened for each. Milliseconds. */
const gather = 30
/** The server takes no more collections of a kind. */
const most = 20

/**
 * Opens the stream of `GET /events`, one for all tabs of this browser: an HTTP/1.1 server gets six connections at most, and six
 * tabs with a stream each would leave none for a request. Where the browser has no Web Locks (a page without HTTPS) nothing is heard.
 */
export function liveEvents(options: LiveEventsOptions): LiveEvents {
  const able = 'locks' in navigator && typeof BroadcastChannel === 'function' && typeof EventSource === 'function'
  return able ? new SharedEvents(options) : { live: false, listen: () => () => {}, resume: () => {}, close: () => {} }
}

/** The tab that holds the lock leads: it has the stream and passes on what comes. When it goes, the next one takes over. */
class SharedEvents implements LiveEvents {
  readonly #options: LiveEventsOptions
  readonly #tab = crypto.randomUUID()
  readonly #channel: BroadcastChannel
  readonly #listeners = new Set<LiveListener>()
  /** What the other tabs want, as far as this one leads. */
  readonly #others = new Map<string, Wanted>()
  readonly #name: string
  /** This tab among those that may lead; aborted when it goes. */
  #turn = new AbortController()
  #connection: EventConnection | null = null
  #gathering: ReturnType<typeof setTimeout> | undefined
  #live = false
  #closed = false

  constructor(options: LiveEventsOptions) {
    this.#options = options
    this.#name = `tabel events ${new URL(options.base, location.href).href} ${options.account}`
    this.#channel = new BroadcastChannel(this.#name)
    this.#channel.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => this.#fromTab(data))
    // A page that the browser keeps for «Back» must not lead from its sleep.
    addEventListener('pagehide', this.#leave)
    addEventListener('pageshow', this.#back)
    this.#join()
  }

  get live(): boolean {
    return this.#live
  }

  listen(listener: LiveListener): () => void {
    this.#listeners.add(listener)
    if (listener.draft !== undefined || listener.watch !== undefined) this.#tellWanted()
    return () => {
      this.#listeners.delete(listener)
      this.#tellWanted()
    }
  }

  resume(): void {
    this.#tellWanted()
  }

  close(): void {
    if (this.#closed) return
    this.#leave()
    this.#closed = true
    this.#listeners.clear()
    removeEventListener('pagehide', this.#leave)
    removeEventListener('pageshow', this.#back)
    this.#channel.close()
  }

  #join(): void {
    this.#turn = new AbortController()
    const { signal } = this.#turn
    navigator.locks.request(this.#name, { signal }, () => this.#lead(signal)).catch(() => {})
    this.#tellWanted()
  }

  readonly #leave = (): void => {
    this.#say({ tab: this.#tab, wanted: { drafts: [], watched: [] } })
    this.#turn.abort()
    clearTimeout(this.#gathering)
    this.#connection?.close()
    this.#connection = null
    this.#live = false
  }

  readonly #back = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) this.#join()
  }

  /** Leads until this tab goes. */
  async #lead(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    const { base, account } = this.#options
    const api = new Api(base, () => '', this.#options.fetch ?? ((input, init) => fetch(input, init)))
    this.#connection = new EventConnection(base, account, api, (live, event) => {
      this.#say({ live, event })
      this.#take(live, event)
    })
    this.#say('who-wants-what')
    this.#connectSoon()
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  }

  #fromTab(message: TabMessage): void {
    if (message === 'who-wants-what') this.#tellWanted()
    else if ('live' in message) this.#take(message.live, message.event)
    else if (this.#connection) {
      this.#others.set(message.tab, message.wanted)
      this.#say({ live: this.#live, event: null })
      this.#connectSoon()
    }
  }

  #take(live: boolean, event: LiveEvent | null): void {
    this.#live = live
    if (event) for (const listener of this.#listeners) listener.hear(event)
  }

  #tellWanted(): void {
    if (this.#connection) this.#connectSoon()
    else this.#say({ tab: this.#tab, wanted: this.#wanted() })
  }

  #connectSoon(): void {
    clearTimeout(this.#gathering)
    this.#gathering = setTimeout(() => {
      const all = [this.#wanted(), ...this.#others.values()]
      const distinct = (ids: readonly string[]) => [...new Set(ids)].sort().slice(0, most)
      this.#connection?.want({
        drafts: distinct(all.flatMap(({ drafts }) => drafts)),
        watched: distinct(all.flatMap(({ watched }) => watched)),
      })
    }, gather)
  }

  #wanted(): Wanted {
    const listeners = [...this.#listeners]
    return {
      drafts: listeners.flatMap(({ draft }) => draft ?? []),
      watched: listeners.flatMap(({ watch }) => watch ?? []),
    }
  }

  #say(message: TabMessage): void {
    if (!this.#closed) this.#channel.postMessage(message)
  }
}
