import type { Clock } from '../clock.ts'
import { systemScope } from '../policies/scope.ts'
import type { Identity } from '../policies/scope.ts'
import { problems } from '../problems.ts'
import { recordAudit } from '../storage/audit.ts'
import { findAccountByLogin } from '../storage/accounts.ts'
import type { FoundAccount } from '../storage/accounts.ts'
import type { Database } from '../storage/database.ts'
import { findLoginAttempts, forgetFailures, recordFailure } from '../storage/login-attempts.ts'
import { findInTree } from '../storage/organisation-tree.ts'
import type { Session } from '../storage/sessions.ts'
import type { Passwords } from './passwords.ts'
import type { Sessions } from './sessions.ts'

const minute = 60_000
const free = 5
const longestLock = 15 * minute
const remembered = 24 * 60 * minute

const scope = systemScope('signing in')

/**
 * How long a login is closed for an address after so many failures: nothing for the first four, then 1 minute, 2, 4, 8, and never
 * more than 15, so that nobody can lock a school out for good by guessing its login.
 */
export function lockAfter(failures: number): number {
  return failures < free ? 0 : Math.min(minute * 2 ** (failures - free), longestLock)
}

/** Of what somebody typed for a login so much is written down. */
const longestActor = 100

/** Signing in and out. */
export class SignIn {
  readonly #database: Database
  readonly #sessions: Sessions
  readonly #passwords: Passwords
  readonly #now: Clock

  constructor(database: Database, sessions: Sessions, passwords: Passwords, now: Clock) {
    this.#database = database
    this.#sessions = sessions
    this.#passwords = passwords
    this.#now = now
  }

  /**
   * Begins a session. An unknown login and a wrong password give the same answer after the same work.
   *
   * @param address where the request comes from: failures are counted for login and address together.
   */
  async signIn(login: string, password: string, address: string): Promise<{ readonly token: string; readonly session: Session }> {
    return this.#sessions.begin(await this.verify(login, password, address), address)
  }

  /**
   * Whose login and password these are. That an organisation is locked or closed is told only to who knows its password.
   *
   * @throws the problems `bad-credentials`, `too-many-attempts`, `sign-in-locked` and `sign-in-closed`.
   */
  async verify(login: string, password: string, address: string): Promise<Identity> {
    const { lockedUntil, failures } = await findLoginAttempts(scope, this.#database.read, login, address)
    const now = this.#now()
    if (lockedUntil > now) throw problems.tooManyAttempts({ retryAfter: Math.ceil((lockedUntil - now) / 1000) })
    const account = await findAccountByLogin(scope, this.#database.read, login)
    const matches = await this.#passwords.matches(account?.passwordHash ?? null, password)
    if (!matches || account === null) {
      const attempt = { login, address, at: now, oldest: now - remembered }
      await this.#database.write(async (tx) => {
        await recordFailure(scope, tx, attempt, (count) => (count < free ? 0 : now + lockAfter(count)))
        const [actor, details] = [login.slice(0, longestActor), { address }]
        await recordAudit(scope, tx, { at: now, actor, action: 'sign-in-failed', subject: actor, details })
      })
      throw problems.badCredentials({})
    }
    if (failures > 0) await this.#database.write((tx) => forgetFailures(scope, tx, login, address))
    if (account.state !== 'active') await this.#refuse(account, address)
    return account.identity
  }

  async #refuse({ identity, state }: FoundAccount, address: string): Promise<never> {
    const { login } = identity
    const entry = {
      at: this.#now(),
      actor: login,
      action: 'sign-in-failed',
      subject: login,
      details: { address, state },
    } as const
    await this.#database.write((tx) => recordAudit(scope, tx, entry))
    if (state === 'locked') throw problems.signInLocked({})
    const organisation = await findInTree(scope, this.#database.read, { id: identity.organisation.id })
    throw problems.signInClosed({ successor: organisation?.successor ?? null })
  }

  signOut(token: string): Promise<void> {
    return this.#sessions.end(token)
  }
}
