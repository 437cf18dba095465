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
  readonly #leaving = new AbortController()
  #connection: EventConnection | null = null
  #gathering: ReturnType<typeof setTimeout> | undefined
  #live = false

  constructor(options: LiveEventsOptions) {
    this.#options = options
    const name = `tabel events ${new URL(options.base, location.href).href} ${options.account}`
    this.#channel = new BroadcastChannel(name)
    this.#channel.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => this.#fromTab(data))
    addEventListener('pagehide', this.#hide)
    addEventListener('pageshow', this.#tellWanted)
    const { signal } = this.#leaving
    navigator.locks.request(name, { signal }, () => this.#lead()).catch(() => {})
    this.#tellWanted()
  }

  get live(): boolean {
    return this.#live
  }

  listen(listener: LiveListener): () => void {
    this.#listeners.add(listener)
    if (listener.draft !== undefined || listener.watch !== undefined) this.#tellWanted()
    return () => {
      this.#listeners.delete(listener)
      if (!this.#leaving.signal.aborted) this.#tellWanted()
    }
  }

  resume(): void {
    this.#tellWanted()
  }

  close(): void {
    if (this.#leaving.signal.aborted) return
    this.#hide()
    this.#leaving.abort()
    this.#listeners.clear()
    clearTimeout(this.#gathering)
    removeEventListener('pagehide', this.#hide)
    removeEventListener('pageshow', this.#tellWanted)
    this.#connection?.close()
    this.#channel.close()
  }

  /** Leads until this tab goes. */
  async #lead(): Promise<void> {
    const { signal } = this.#leaving
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

  readonly #tellWanted = (): void => {
    if (this.#connection) this.#connectSoon()
    else this.#say({ tab: this.#tab, wanted: this.#wanted() })
  }

  readonly #hide = (): void => {
    this.#say({ tab: this.#tab, wanted: { drafts: [], watched: [] } })
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
    if (!this.#leaving.signal.aborted) this.#channel.postMessage(message)
  }
}
