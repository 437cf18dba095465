import pg from 'pg'
import type { SignalListener, Signals } from './signals.ts'

const channel = 'tabel'
/** NOTIFY takes payloads of less than 8,000 bytes. */
const largest = 7_900
/** Milliseconds in which messages gather into one NOTIFY. */
const gather = 20
/** So many messages wait while there is no connection; more of them count as missed. */
const mostWaiting = 5_000
/** How often the silent connection is tried: a firewall may have dropped it without a word. Milliseconds. */
const tryEvery = 15_000
const firstPause = 250
const longestPause = 5_000

/** The payload that says: some messages of mine were lost. */
const lost = ''

/**
 * Signals over LISTEN and NOTIFY, on one connection of this process that is no part of the pool. When it breaks it is made anew,
 * what waits is sent then, and the listener is told that it may have missed something. One's own messages are heard at once, without
 * the way over the database.
 */
export class PostgresSignals implements Signals {
  readonly #url: string
  #listener: SignalListener | null = null
  #client: pg.Client | null = null
  #waiting: string[] = []
  #gathering: NodeJS.Timeout | undefined
  #sending: Promise<void> | null = null
  #again: NodeJS.Timeout | undefined
  #failures = 0
  #tries: NodeJS.Timeout | undefined
  #closed = false

  constructor(url: string) {
    this.#url = url
  }

  async listen(listener: SignalListener): Promise<void> {
    this.#listener = listener
    await this.#connect()
    this.#tries = setInterval(() => void this.#client?.query('select 1').catch(() => {}), tryEvery)
  }

  send(message: string): void {
    this.#listener?.heard(message)
    if (this.#listener === null || this.#closed) return
    if (this.#waiting.length >= mostWaiting) this.#waiting = [lost]
    this.#waiting.push(message)
    this.#gathering ??= setTimeout(() => this.#flush(), gather)
  }

  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#tries)
    clearTimeout(this.#again)
    clearTimeout(this.#gathering)
    await this.#sending
    await this.#sendWaiting()
    const client = this.#client
    this.#client = null
    await client?.end().catch(() => {})
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'tabel signals',
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      query_timeout: 10_000,
    })
    const gone = (): void => this.#gone(client)
    client.on('error', gone)
    client.on('end', gone)
    client.on('notification', ({ payload = '', processId }) => {
      // What this process sends it has heard already.
      if (processId !== (client as unknown as { processID: number }).processID) this.#hear(payload)
    })
    try {
      await client.connect()
      // Whether a signal outlives a crash of the database is all the same: it is heard now or never.
      await client.query(`set synchronous_commit = off; listen ${channel}`)
    } catch (error) {
      client.removeListener('end', gone)
      await client.end().catch(() => {})
      throw error
    }
    if (this.#closed) return client.end()
    this.#client = client
    this.#failures = 0
    this.#flush()
  }

  #hear(payload: string): void {
    for (const message of payload.split('\n')) {
      if (message === lost) this.#listener?.missed()
      else this.#listener?.heard(message)
    }
  }

  /** The connection broke: another one, sooner or later. */
  #gone(client: pg.Client): void {
    if (this.#client !== client) return
    this.#client = null
    client.end().catch(() => {})
    this.#reconnect()
  }

  #reconnect(): void {
    if (this.#closed) return
    const pause = Math.min(longestPause, firstPause * 2 ** this.#failures) * (0.5 + Math.random() / 2)
    this.#failures += 1
    this.#again = setTimeout(() => {
      this.#connect().then(
        () => this.#listener?.missed(),
        () => this.#reconnect(),
      )
    }, pause)
  }

  #flush(): void {
    this.#gathering = undefined
    this.#sending ??= this.#sendWaiting().finally(() => (this.#sending = null))
  }

  async #sendWaiting(): Promise<void> {
    while (this.#waiting.length > 0 && this.#client !== null) {
      const client = this.#client
      const batch = this.#nextBatch()
      try {
        await client.query('select pg_notify($1, $2)', [channel, batch.join('\n')])
      } catch {
        // It may have arrived all the same; hearing twice does no harm.
        this.#waiting.unshift(...batch)
        return this.#gone(client)
      }
    }
  }

  #nextBatch(): string[] {
    let bytes = 0
    const end = this.#waiting.findIndex((message) => (bytes += Buffer.byteLength(message) + 1) > largest)
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : Math.max(1, end))
  }
}
