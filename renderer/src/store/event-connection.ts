import type { Api } from './api.ts'
import { backoff } from './wake.ts'

/** Collections that a stream is asked to tell of. */
export interface Wanted {
  readonly drafts: readonly string[]
  readonly watched: readonly string[]
}

/** What happened, as the server tells it (`/openapi.json`). */
export type LiveEvent =
  /** Everything is told from here on; what was before must be asked for. */
  | { readonly type: 'ready' }
  /** Another browser saved the draft. */
  | { readonly type: 'draft'; readonly collection: string; readonly version: number }
  /** The organizer has switched a check, or moved the end of the collection. */
  | { readonly type: 'collection'; readonly collection: string }
  | { readonly type: 'submission'; readonly id: string; readonly state: 'accepted' | 'refused' }
  /** Organisations below one's own have moved on. */
  | { readonly type: 'progress'; readonly collection: string }
  | { readonly type: 'notification'; readonly id: string }
  /** The session is over, or it is another person's now. */
  | { readonly type: 'signed-out' }

const names = ['draft', 'collection', 'submission', 'progress', 'notification'] as const
/** Milliseconds before the stream is tried again when the browser has given it up: the first and the longest pause. */
const firstPause = 2_000
const longestPause = 60_000
/** The server gives a sign of life every 15 s; after three that did not come the stream counts as dead. */
const patience = 45_000

/** The stream itself: an EventSource that is opened anew when other things are wanted of it and when the browser has given it up. */
export class EventConnection {
  readonly #base: string
  readonly #account: string
  readonly #api: Api
  readonly #tell: (live: boolean, event: LiveEvent | null) => void
  #wanted: Wanted | null = null
  /** The stream that is heard, and the one that takes its place once it is ready: nothing is missed in between. */
  #source: EventSource | null = null
  #next: EventSource | null = null
  #failures = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #silence: ReturnType<typeof setTimeout> | undefined
  #closed = false

  /** @param tell called with whether the stream lives, and with what it says. */
  constructor(base: string, account: string, api: Api, tell: (live: boolean, event: LiveEvent | null) => void) {
    this.#base = base.replace(/\/$/u, '')
    this.#account = account
    this.#api = api
    this.#tell = tell
  }

  /** Opens the stream, or another one when it is to tell of other collections. */
  want(wanted: Wanted): void {
    const same = JSON.stringify(wanted) === JSON.stringify(this.#wanted)
    this.#wanted = wanted
    if (!same || (!this.#source && !this.#next)) this.#open()
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
    clearTimeout(this.#silence)
    this.#source?.close()
    this.#next?.close()
  }

  #open(): void {
    if (this.#closed) return
    clearTimeout(this.#timer)
    this.#next?.close()
    const source = new EventSource(this.#address())
    this.#next = source
    source.addEventListener('ready', (event) => this.#ready(source, JSON.parse(String(event.data)) as { login: string }))
    for (const type of names)
      source.addEventListener(type, (event) =>
        this.#tell(true, { ...(JSON.parse(String(event.data)) as object), type } as LiveEvent),
      )
    for (const type of ['ready', 'beat', ...names]) source.addEventListener(type, () => this.#alive(source))
    source.addEventListener('error', () => this.#failed(source))
  }

  /** A connection that a sleeping computer or a firewall has lost says nothing of it: its silence does. */
  #alive(source: EventSource): void {
    if (source !== this.#source && source !== this.#next) return
    clearTimeout(this.#silence)
    this.#silence = setTimeout(() => {
      this.#tell(false, null)
      this.#open()
    }, patience)
  }

  #address(): string {
    const { drafts, watched } = this.#wanted ?? { drafts: [], watched: [] }
    const parts = [drafts.length > 0 && `draft=${drafts.join(',')}`, watched.length > 0 && `watch=${watched.join(',')}`]
    const query = parts.filter((part) => part !== false).join('&')
    return `${this.#base}/events${query === '' ? '' : `?${query}`}`
  }

  #ready(source: EventSource, { login }: { readonly login: string }): void {
    if (login !== this.#account) return this.#signedOut()
    if (source === this.#next) {
      this.#source?.close()
      this.#source = source
      this.#next = null
    }
    this.#failures = 0
    this.#tell(true, { type: 'ready' })
  }

  /** The browser tries again by itself, unless the server answered with a failure: which one, it does not say. */
  #failed(source: EventSource): void {
    if (source !== this.#source && source !== this.#next) return
    const givenUp = source.readyState === EventSource.CLOSED
    if (givenUp && source === this.#source) this.#source = null
    if (givenUp && source === this.#next) this.#next = null
    if (this.#source?.readyState !== EventSource.OPEN) this.#tell(false, null)
    if (givenUp && !this.#next) void this.#askWhy()
  }

  async #askWhy(): Promise<void> {
    const answer = await this.#api.get('/me').catch(() => null)
    if (this.#closed || this.#next) return
    if (answer?.status === 401) return this.#signedOut()
    if (answer?.status === 200 && (answer.body as { readonly login?: string }).login !== this.#account) return this.#signedOut()
    this.#timer = setTimeout(() => this.#open(), backoff(this.#failures, firstPause, longestPause, Math.random()))
    this.#failures += 1
  }

  #signedOut(): void {
    clearTimeout(this.#silence)
    this.#source?.close()
    this.#next?.close()
    this.#source = null
    this.#next = null
    this.#tell(false, { type: 'signed-out' })
  }
}
