import { createHash, randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Clock } from '../clock.ts'
import { systemScope } from '../policies/scope.ts'
import type { Identity } from '../policies/scope.ts'
import type { Database } from '../storage/database.ts'
import { recordAudit } from '../storage/audit.ts'
import {
  deleteOldSessions,
  deleteSession,
  findSession,
  findStandingSessions,
  insertSession,
  touchSession,
} from '../storage/sessions.ts'
import type { Session } from '../storage/sessions.ts'

const minute = 60_000
const idleLimit = 30 * minute
const absoluteLimit = 12 * 60 * minute
/** So many sessions are asked after in one statement. */
const atOnce = 500
/** How long this process believes what it knows of a session: another node may have ended it. */
const trusted = 5_000

const scope = systemScope('sessions')
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')
const randomToken = (): string => randomBytes(32).toString('base64url')

/** Who is signed in. A session ends 30 minutes after its last use and 12 hours after its beginning; only hashes of tokens are kept. */
export class Sessions {
  readonly #database: Database
  readonly #now: Clock
  readonly #ended: (tokenHash: string) => void
  readonly #known = new LRUCache<string, { readonly session: Session; readonly readAt: number }>({ max: 20_000 })

  /** Hashes of tokens that stood lately: making one costs as much as reading a small request. */
  readonly #hashes = new LRUCache<string, string>({ max: 20_000 })

  /** @param ended called with the hash of its token when a session was ended here. */
  constructor(database: Database, now: Clock, ended: (tokenHash: string) => void) {
    this.#database = database
    this.#now = now
    this.#ended = ended
  }

  /** The session of a token; null when there is none or it has ended. Counts as use. */
  async find(token: string): Promise<Session | null> {
    const now = this.#now()
    const hash = this.#hashes.get(token) ?? hashOf(token)
    const known = this.#known.get(hash)
    const session = known && now - known.readAt < trusted ? known.session : await findSession(scope, this.#database.read, hash)
    if (session === null || now - session.seenAt > idleLimit || now - session.createdAt > absoluteLimit) {
      this.#known.delete(hash)
      this.#hashes.delete(token)
      return null
    }
    this.#hashes.set(token, hash)
    if (now - session.seenAt < minute) {
      if (session !== known?.session) this.#known.set(hash, { session, readAt: now })
      return session
    }
    const seen = { ...session, seenAt: now }
    this.#known.set(hash, { session: seen, readAt: now })
    await this.#database.write((tx) => touchSession(scope, tx, hash, now))
    return seen
  }

  /** Begins a new session and forgets those that have ended. @param address where the request comes from. */
  async begin(identity: Identity, address: string): Promise<{ readonly token: string; readonly session: Session }> {
    const token = randomToken()
    const now = this.#now()
    const session = { tokenHash: hashOf(token), identity, csrf: randomToken(), createdAt: now, seenAt: now }
    await this.#database.write(async (tx) => {
      await deleteOldSessions(scope, tx, now - idleLimit, now - absoluteLimit)
      await insertSession(scope, tx, session)
      const { login } = identity
      await recordAudit(scope, tx, { at: now, actor: login, action: 'signed-in', subject: login, details: { address } })
    })
    return { token, session }
  }

  async end(token: string): Promise<void> {
    const hash = hashOf(token)
    this.#known.delete(hash)
    await this.#database.write((tx) => deleteSession(scope, tx, hash))
    this.#ended(hash)
  }

  /** Sessions that were ended in the database, with the password of their account. */
  ended(tokenHashes: readonly string[]): void {
    for (const hash of tokenHashes) {
      this.#known.delete(hash)
      this.#ended(hash)
    }
  }

  /** Sessions whose organisation stands elsewhere now: they are read anew on every node, and their streams begin anew. */
  moved(tokenHashes: readonly string[]): void {
    this.ended(tokenHashes)
  }

  /** Asks the database the next time: the session was ended by another process. */
  forget(tokenHash: string): void {
    this.#known.delete(tokenHash)
  }

  /** Which of these sessions still stand. Does not count as use. */
  async standing(tokenHashes: readonly string[]): Promise<ReadonlySet<string>> {
    const now = this.#now()
    const found = new Set<string>()
    for (let first = 0; first < tokenHashes.length; first += atOnce) {
      const some = tokenHashes.slice(first, first + atOnce)
      for (const hash of await findStandingSessions(scope, this.#database.read, some, now - idleLimit, now - absoluteLimit))
        found.add(hash)
    }
    return found
  }
}
