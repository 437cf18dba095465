import type { Writable } from 'node:stream'
import type { Logger } from 'pino'
import { scopeOf } from '../../policies/scope.ts'
import type { OrganisationIdentity } from '../../policies/scope.ts'
import { problems } from '../../problems.ts'
import type { Database } from '../../storage/database.ts'
import { visibleAmong } from '../../storage/collections.ts'
import { notificationsAfter } from '../../storage/notifications.ts'
import type { Session } from '../../storage/sessions.ts'
import type { Announcement } from './announcement.ts'
import { EventStream } from './event-stream.ts'
import { Listeners } from './listeners.ts'
import type { Listener } from './listeners.ts'
import { deliveriesOf, topicsOf } from './topics.ts'
import type { Delivery, Wanted } from './topics.ts'

/** Streams of one session at the same time: a browser needs one, and a second while it changes what it asks for. */
const mostPerSession = 4
/** Milliseconds over which browsers spread that come again or ask for what they missed, so that they do not come all at once. */
const soonest = 1_000
const spread = 4_000
/** So many notifications are told again to who comes back. */
const mostMissed = 100

/** What live events ask of the sessions. */
interface SessionKeeper {
  standing(tokenHashes: readonly string[]): Promise<ReadonlySet<string>>
  forget(tokenHash: string): void
}

/**
 * Tells browsers what happens, as it happens: this node's streams, and what this and the other nodes announce. Telling is a courtesy:
 * whatever is told can be asked for as well, and nothing depends on it being heard.
 */
export class LiveEvents {
  readonly #database: Database
  readonly #sessions: SessionKeeper
  readonly #wake: (job: string) => void
  readonly #log: Logger
  readonly #beatEvery: number
  readonly #listeners = new Listeners()
  /** Topics told since the last beat, and what waits for the next one. */
  #told = new Set<string>()
  #waiting = new Map<string, Delivery>()
  readonly #timers = new Set<NodeJS.Timeout>()
  #beats: NodeJS.Timeout | undefined
  #closed = false

  /**
   * @param wake called with the kind of a job that another node has written.
   * @param beatEvery milliseconds between two heartbeats; at each it is looked up whose session has ended.
   */
  constructor(database: Database, sessions: SessionKeeper, wake: (job: string) => void, log: Logger, beatEvery: number) {
    this.#database = database
    this.#sessions = sessions
    this.#wake = wake
    this.#log = log
    this.#beatEvery = beatEvery
  }

  /** How many streams of this node are open. */
  get streams(): number {
    return this.#listeners.all.size
  }

  async start(): Promise<void> {
    await this.#database.signals.listen({ heard: (message) => this.#heard(message), missed: () => this.#sayReadyToAll() })
    this.#beats = setInterval(() => this.#beat(), this.#beatEvery)
  }

  /** Tells everybody whom it concerns, on every node. Call it after the commit. */
  readonly announce = (announcement: Announcement): void => {
    this.#database.signals.send(JSON.stringify(announcement))
  }

  /** Tells that a session has saved the draft of its own organisation. */
  draftSaved({ identity, tokenHash }: Session, collection: string, version: number): void {
    const { id: organisation, path } = identity.organisation
    this.announce({ kind: 'draft', organisation, path, collection, version, session: tokenHash })
  }

  /** Somebody above has filled a part of an organisation's draft. */
  partSaved(
    { tokenHash }: Session,
    collection: string,
    { id, path }: Pick<OrganisationIdentity, 'id' | 'path'>,
    version: number,
  ): void {
    this.announce({ kind: 'draft', organisation: id, path, collection, version, session: tokenHash })
  }

  /**
   * Begins a stream.
   *
   * @param lastEventId the last notification that the reader heard of; empty when there is none.
   * @returns what writes the stream from then on. @throws the problem `stopping`.
   */
  async open(session: Session, wanted: Wanted, lastEventId: string): Promise<(out: Writable) => void> {
    const asked = [...wanted.drafts, ...wanted.watched]
    const visible = await visibleAmong(scopeOf(session.identity), this.#database.read, asked)
    if (this.#closed) throw problems.stopping({ retryAfter: 5 })
    return (out) => {
      const stream = new EventStream(out, () => this.#listeners.delete(listener))
      const listener: Listener = {
        stream,
        session: session.tokenHash,
        login: session.identity.login,
        topics: topicsOf(session, wanted, visible),
      }
      this.#listeners.add(listener)
      const own = this.#listeners.of(`session ${session.tokenHash}`)
      const [oldest] = own
      if (oldest && own.size > mostPerSession) this.#end(oldest)
      stream.retry(soonest + Math.round(Math.random() * spread))
      stream.send({ name: 'ready', data: { login: listener.login } })
      if (lastEventId !== '') this.#tellMissed(session, stream, lastEventId)
    }
  }

  /** Ends every stream and takes no more. */
  close(): void {
    this.#closed = true
    clearInterval(this.#beats)
    for (const timer of this.#timers) clearTimeout(timer)
    for (const listener of this.#listeners.all) this.#end(listener)
  }

  #endSession(session: string): void {
    this.#sessions.forget(session)
    for (const listener of this.#listeners.of(`session ${session}`)) this.#end(listener)
  }

  /** Nothing more is told, although its answer may take a moment to end. */
  #end(listener: Listener): void {
    this.#listeners.delete(listener)
    listener.stream.end()
  }

  /** Neither a save nor the connection to the other nodes may fail because somebody could not be told. */
  #heard(message: string): void {
    try {
      this.#hear(JSON.parse(message) as Announcement)
    } catch (error) {
      this.#log.warn({ err: error }, 'an announcement could not be told')
    }
  }

  #hear(announcement: Announcement): void {
    if (announcement.kind === 'session') {
      this.#endSession(announcement.session)
      return
    }
    if (announcement.kind === 'job') this.#wake(announcement.job)
    for (const delivery of deliveriesOf(announcement)) this.#deliver(delivery)
  }

  #deliver(delivery: Delivery): void {
    const { topic, event, except, mayWait } = delivery
    const listeners = this.#listeners.of(topic)
    if (listeners.size === 0) return
    if (mayWait) {
      // The first one is told at once, whatever follows together with the next beat.
      if (this.#told.has(topic)) return void this.#waiting.set(topic, delivery)
      this.#told.add(topic)
    }
    for (const { stream, session } of listeners) if (session !== except) stream.send(event)
  }

  #beat(): void {
    const waiting = this.#waiting
    this.#told = new Set()
    this.#waiting = new Map()
    for (const delivery of waiting.values()) this.#deliver(delivery)
    for (const { stream } of this.#listeners.all) stream.beat()
    this.#endThoseSignedOut().catch((error: unknown) => this.#log.warn({ err: error }, 'sessions of streams cannot be read'))
  }

  async #endThoseSignedOut(): Promise<void> {
    const asked = [...this.#listeners.all]
    if (asked.length === 0) return
    const standing = await this.#sessions.standing([...new Set(asked.map(({ session }) => session))])
    for (const { session } of asked) if (!standing.has(session)) this.#endSession(session)
  }

  /** Something may have been missed between the nodes: everybody is asked to look, one after another. */
  #sayReadyToAll(): void {
    for (const { stream, login } of this.#listeners.all) {
      const timer = setTimeout(() => {
        this.#timers.delete(timer)
        stream.send({ name: 'ready', data: { login } })
      }, Math.random() * spread)
      this.#timers.add(timer)
    }
  }

  #tellMissed(session: Session, stream: EventStream, lastEventId: string): void {
    const scope = scopeOf(session.identity)
    notificationsAfter(scope, this.#database.read, lastEventId, mostMissed).then(
      (ids) => ids.forEach((id) => stream.send({ name: 'notification', data: { id }, id })),
      (error: unknown) => this.#log.warn({ err: error }, 'missed notifications cannot be read'),
    )
  }
}
