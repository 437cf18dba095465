import type { Clock } from '../../clock.ts'
import { roleOf } from '../../policies/collection.ts'
import type { OrganisationKind, Scope } from '../../policies/scope.ts'
import { problems } from '../../problems.ts'
import { findAccountByLogin, setPassword } from '../../storage/accounts.ts'
import { recordAudit } from '../../storage/audit.ts'
import type { Database } from '../../storage/database.ts'
import { insertNotification } from '../../storage/notifications.ts'
import type { Session } from '../../storage/sessions.ts'
import type { Announce } from '../events/announcement.ts'
import { oneTimePassword } from '../passwords.ts'
import type { Passwords } from '../passwords.ts'
import type { Sessions } from '../sessions.ts'
import type { SignIn } from '../sign-in.ts'

const shortest = 10
/** Fewer different signs than this are guessed first. */
const leastDifferent = 5

/** Why a password may not be taken, in Russian; null when it may. */
export function weakness(login: string, current: string, next: string): string | null {
  if (next.length < shortest) return `Пароль короче ${shortest} символов. Возьмите, например, три слова подряд.`
  if (new Set(next).size < leastDifferent) return 'В пароле слишком мало разных символов.'
  if (next.toLowerCase().includes(login.toLowerCase())) return 'В пароле есть логин. Придумайте пароль без него.'
  return next === current ? 'Новый пароль такой же, как прежний.' : null
}

/** Changing one's own password, and giving a new one to somebody below. */
export class PasswordChanges {
  readonly #database: Database
  readonly #signIn: SignIn
  readonly #sessions: Sessions
  readonly #passwords: Passwords
  readonly #now: Clock
  readonly #announce: Announce
  readonly #byCoordinators: boolean

  /** @param byCoordinators whether regions and municipalities may reset passwords; the organizer always may. */
  constructor(
    database: Database,
    signIn: SignIn,
    sessions: Sessions,
    passwords: Passwords,
    now: Clock,
    announce: Announce,
    byCoordinators: boolean,
  ) {
    this.#database = database
    this.#signIn = signIn
    this.#sessions = sessions
    this.#passwords = passwords
    this.#now = now
    this.#announce = announce
    this.#byCoordinators = byCoordinators
  }

  /**
   * Changes one's own password. All sessions end, and a new one begins.
   *
   * @throws the problems `wrong-password`, `weak-password` and `too-many-attempts`.
   */
  async change(
    scope: Scope,
    current: string,
    next: string,
    address: string,
  ): Promise<{ readonly token: string; readonly session: Session }> {
    const { login } = scope.person
    const identity = await this.#signIn.verify(login, current, address).catch((error: unknown) => {
      throw (error as { code?: string }).code === 'bad-credentials' ? problems.wrongPassword({}) : error
    })
    const weak = weakness(login, current, next)
    if (weak !== null) throw problems.weakPassword({ weakness: weak })
    const hash = await this.#passwords.hash(next)
    const ended = await this.#database.write(async (tx) => {
      const sessions = await setPassword(scope, tx, login, { hash, mustChange: false })
      await recordAudit(scope, tx, { at: this.#now(), actor: login, action: 'password-changed', subject: login, details: {} })
      return sessions
    })
    this.#sessions.ended(ended ?? [])
    return this.#sessions.begin({ ...identity, mustChange: false }, address)
  }

  /** Whether an organisation of this kind gives passwords to those below it. */
  mayReset(kind: OrganisationKind): boolean {
    const role = roleOf(kind)
    return role === 'fed' || (role !== 'org' && this.#byCoordinators)
  }

  /**
   * Gives an account below the scope's own organisation a password to be used once; the account is told who did it.
   *
   * @returns the password. It is not kept.
   * @throws the problem `not-found` when there is no such account below, or nobody may do that here.
   */
  async reset(scope: Scope, login: string): Promise<string> {
    const { organisation, login: actor } = scope.person
    if (!this.mayReset(organisation.kind)) throw problems.notFound({})
    const account = await findAccountByLogin(scope, this.#database.read, login)
    const { path } = account?.identity.organisation ?? { path: null }
    if (account === null || path === null || path === organisation.path || !scope.includes(path)) throw problems.notFound({})
    const { password, hash } = oneTimePassword()
    const at = this.#now()
    const { accountId } = account.identity
    const { sessions, id } = await this.#database.write(async (tx) => {
      const ended = await setPassword(scope, tx, login, { hash, mustChange: true })
      await recordAudit(scope, tx, { at, actor, action: 'password-reset', subject: login, details: {} })
      const text = `Новый пароль выдал ${actor} (${organisation.name}). Если вы об этом не просили, сообщите организатору.`
      const notice = await insertNotification(scope, tx, accountId, { at, kind: 'password-reset', text, reportId: null })
      return { sessions: ended, id: notice }
    })
    this.#sessions.ended(sessions ?? [])
    this.#announce({ kind: 'notification', account: accountId, id })
    return password
  }
}
