import type { Clock } from '../../clock.ts'
import { roleOf } from '../../policies/collection.ts'
import type { Scope } from '../../policies/scope.ts'
import { problems } from '../../problems.ts'
import { accountsOf, sessionsBelow } from '../../storage/accounts.ts'
import { recordAudit } from '../../storage/audit.ts'
import type { Database, Tx } from '../../storage/database.ts'
import { exclusively } from '../../storage/migrations/index.ts'
import { insertNotification } from '../../storage/notifications.ts'
import {
  collectionsOf,
  countOpenChildren,
  countSubmitted,
  moveSubtree,
  returnWithdrawn,
  setOrganisationState,
  withdrawUnsubmitted,
} from '../../storage/organisation-changes.ts'
import { findInTree } from '../../storage/organisation-tree.ts'
import type { TreeOrganisation } from '../../storage/organisation-tree.ts'
import { deleteSessionsOf } from '../../storage/sessions.ts'
import type { AuditAction } from '../../text/audit-words.ts'
import { joinCollections } from '../accounts/join-collections.ts'
import type { Announce, Announcement } from '../events/announcement.ts'
import type { Forms } from '../forms.ts'
import type { Sessions } from '../sessions.ts'
import { mayMove, mayTakeOver } from './rules.ts'

/** Locks, moves and closes organisations: the organizer's alone. Nothing that anybody entered or submitted is ever removed. */
export class OrganisationKeeper {
  readonly #database: Database
  readonly #sessions: Sessions
  readonly #forms: Forms
  readonly #now: Clock
  readonly #announce: Announce

  constructor(database: Database, sessions: Sessions, forms: Forms, now: Clock, announce: Announce) {
    this.#database = database
    this.#sessions = sessions
    this.#forms = forms
    this.#now = now
    this.#announce = announce
  }

  /** Nobody of the organisation signs in until it is unlocked; its sessions end. Those below it go on. */
  async lock(scope: Scope, id: string, reason: string): Promise<void> {
    const ended = await this.#change(scope, id, async (tx, { state, login }) => {
      if (state === 'closed') throw problems.organisationRefused({ why: `Организация «${login}» закрыта: вход ей и так закрыт.` })
      if (state === 'locked') return []
      await setOrganisationState(scope, tx, id, { state: 'locked', at: this.#now(), reason })
      await this.#record(scope, tx, 'organisation-locked', login, { reason })
      return deleteSessionsOf(scope, tx, id)
    })
    this.#sessions.ended(ended)
  }

  /** Takes back a lock or a closing. One that was closed takes part again in whatever is not over and meant for it. */
  async unlock(scope: Scope, id: string, reason: string): Promise<void> {
    const returned = await this.#change(scope, id, async (tx, organisation) => {
      const { state, login } = organisation
      if (state === 'active') return []
      const parent = await findInTree(scope, tx, { id: organisation.parentId ?? '' })
      if (parent?.state === 'closed')
        throw problems.organisationRefused({ why: `Сначала откройте «${parent.name}»: организация стоит под ней.` })
      await setOrganisationState(scope, tx, id, { state: 'active', at: this.#now(), reason })
      if (state === 'closed') {
        await returnWithdrawn(scope, tx, id)
        await joinCollections(scope, tx, this.#forms, this.#now, [organisation], await collectionsOf(scope, tx, id))
      }
      const action = state === 'closed' ? 'organisation-reopened' : 'organisation-unlocked'
      await this.#record(scope, tx, action, login, { reason })
      return state === 'closed' ? this.#parts(scope, tx, id, organisation.path) : []
    })
    for (const announcement of returned) this.#announce(announcement)
  }

  /**
   * Puts an organisation under another one of its region, in the middle of whatever it is doing: its drafts, reports and files go along.
   *
   * @param parent login of the organisation above it from now on.
   * @throws the problems `not-found` and `organisation-refused`.
   */
  async move(scope: Scope, id: string, parent: string, reason: string): Promise<void> {
    const { sessions, parts } = await this.#change(scope, id, async (tx, organisation) => {
      const above = await findInTree(scope, tx, { login: parent })
      const why = mayMove(organisation, above, parent)
      if (why !== null || above === null) throw problems.organisationRefused({ why: why ?? '' })
      const to = `${above.path}${organisation.login}/`
      const from = organisation.path
      await moveSubtree(scope, tx, this.#database.dialect, { id, from, parentId: above.id, to })
      await this.#record(scope, tx, 'organisation-moved', organisation.login, { from, to, reason })
      return { sessions: await sessionsBelow(scope, tx, to), parts: await this.#parts(scope, tx, id, from, to) }
    })
    this.#sessions.moved(sessions)
    for (const announcement of parts) this.#announce(announcement)
  }

  /**
   * Closes an organisation: nobody signs in, nobody waits for what it has not submitted; what it has submitted stays where it is.
   *
   * @param successor login of the organisation that takes over; it is told.
   * @throws the problems `not-found` and `organisation-refused`.
   */
  async close(scope: Scope, id: string, reason: string, successor: string | null): Promise<void> {
    const { ended, notices, parts } = await this.#change(scope, id, async (tx, organisation) => {
      const { state, login } = organisation
      if (state === 'closed') throw problems.organisationRefused({ why: `Организация «${login}» уже закрыта.` })
      const below = await countOpenChildren(scope, tx, id)
      if (below > 0)
        throw problems.organisationRefused({ why: `Сначала переместите или закройте организации под ней: их ${below}.` })
      const heir = successor === null ? null : await findInTree(scope, tx, { login: successor })
      const why = successor === null ? null : mayTakeOver(organisation, heir, successor)
      if (why !== null) throw problems.organisationRefused({ why })
      const at = this.#now()
      await setOrganisationState(scope, tx, id, { state: 'closed', at, reason, ...(heir && { successorId: heir.id }) })
      const withdrawn = await withdrawUnsubmitted(scope, tx, this.#database.dialect, organisation, at)
      const submitted = await countSubmitted(scope, tx, id)
      const details = { reason, ...(heir && { successor: heir.login }), withdrawn, submitted }
      await this.#record(scope, tx, 'organisation-closed', login, details)
      return {
        ended: await deleteSessionsOf(scope, tx, id),
        parts: await this.#parts(scope, tx, id, organisation.path),
        notices: heir ? await this.#tell(scope, tx, organisation, heir, submitted) : [],
      }
    })
    this.#sessions.ended(ended)
    for (const announcement of parts) this.#announce(announcement)
    for (const { account, notice } of notices) this.#announce({ kind: 'notification', account, id: notice })
  }

  /** One change of the tree at a time. @throws the problem `not-found`. */
  #change<T>(scope: Scope, id: string, change: (tx: Tx, organisation: TreeOrganisation) => Promise<T>): Promise<T> {
    if (roleOf(scope.person.organisation.kind) !== 'fed') throw problems.notFound({})
    return exclusively(this.#database, async (tx) => {
      const organisation = await findInTree(scope, tx, { id })
      if (organisation === null) throw problems.notFound({})
      if (organisation.path === '/')
        throw problems.organisationRefused({
          why: 'Федерального организатора нельзя ни заблокировать, ни переместить, ни закрыть.',
        })
      return change(tx, organisation)
    })
  }

  /** What those who watch collections from above these places are told. */
  async #parts(scope: Scope, tx: Tx, id: string, ...paths: readonly string[]): Promise<readonly Announcement[]> {
    const collections = [...(await collectionsOf(scope, tx, id))]
    return paths.flatMap((path) => collections.map((collection) => ({ kind: 'participant', path, collection }) as const))
  }

  async #record(
    scope: Scope,
    tx: Tx,
    action: AuditAction,
    subject: string,
    details: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await recordAudit(scope, tx, { at: this.#now(), actor: scope.person.login, action, subject, details })
  }

  /** The successor hears where the reports are: they stay under the name of who submitted them. */
  async #tell(scope: Scope, tx: Tx, closed: TreeOrganisation, heir: TreeOrganisation, submitted: number) {
    const where =
      submitted === 0
        ? 'Сданных отчетов у нее не было.'
        : `Сданные ею отчеты (${submitted}) остаются в сборах под ее логином; получить их можно у координатора: ${closed.parent?.name ?? ''}.`
    const text = `К вашей организации присоединена «${closed.name}» (${closed.login}). ${where}`
    const notices: { readonly account: string; readonly notice: string }[] = []
    for (const account of await accountsOf(scope, tx, heir.id)) {
      const told = { at: this.#now(), kind: 'merged', text, reportId: null } as const
      notices.push({ account, notice: await insertNotification(scope, tx, account, told) })
    }
    return notices
  }
}
