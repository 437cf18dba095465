import { iso } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { roleOf } from '../policies/collection.ts'
import { onlyTheOrganizer } from '../policies/organizer.ts'
import type { Scope } from '../policies/scope.ts'
import { problems } from '../problems.ts'
import { recordAudit } from '../storage/audit.ts'
import { extend } from '../storage/assignments.ts'
import { findCollection, participantIds, setDeadline } from '../storage/collections.ts'
import type { Database } from '../storage/database.ts'
import { findByLogins } from '../storage/organisations.ts'
import type { Announce } from './events/announcement.ts'

/** Moves the end of collections: the organizer's alone. */
export class Deadlines {
  readonly #database: Database
  readonly #now: Clock
  readonly #announce: Announce

  constructor(database: Database, now: Clock, announce: Announce) {
    this.#database = database
    this.#now = now
    this.#announce = announce
  }

  /**
   * Moves the end of a collection, there and back; open forms go on where they were stopped. Reports that were taken stay taken.
   *
   * @param closesAt ISO time.
   * @throws the problems `not-found`, and `bad-deadline` when it is no time, or not after the beginning.
   */
  async move(scope: Scope, id: string, closesAt: string): Promise<void> {
    const collection = await findCollection(scope, this.#database.read, id)
    if (collection === null || roleOf(scope.person.organisation.kind) !== 'fed') throw problems.notFound({})
    const end = Date.parse(closesAt)
    if (!Number.isFinite(end) || end <= collection.opensAt) throw problems.badDeadline({})
    await this.#database.write(async (tx) => {
      await setDeadline(scope, tx, id, end)
      const details = { from: iso(collection.closesAt), to: iso(end) }
      await recordAudit(scope, tx, { at: this.#now(), actor: scope.person.login, action: 'deadline-moved', subject: id, details })
    })
    this.#announce({ kind: 'collection', collection: id })
  }

  /**
   * Gives organisations more time than the others; whom it was given before gets this one. Open forms go on where they were stopped.
   *
   * @throws the problems `not-found`, `bad-deadline`, `unknown-logins` when a login takes no part, `reason-required`.
   */
  async extend(
    scope: Scope,
    id: string,
    given: { readonly closesAt: string; readonly logins: readonly string[]; readonly reason: string },
  ): Promise<void> {
    onlyTheOrganizer(scope)
    const collection = await findCollection(scope, this.#database.read, id)
    if (collection === null) throw problems.notFound({})
    const closesAt = Date.parse(given.closesAt)
    if (!Number.isFinite(closesAt) || closesAt <= collection.opensAt) throw problems.badDeadline({})
    const reason = given.reason.trim()
    if (reason === '') throw problems.extensionReason({})
    await this.#database.write(async (tx) => {
      const parts = new Set(await participantIds(scope, tx, id))
      const found = (await findByLogins(scope, tx, given.logins)).filter((organisation) => parts.has(organisation.id))
      const known = new Set(found.map(({ login }) => login))
      const unknown = given.logins.filter((login) => !known.has(login))
      if (unknown.length > 0) throw problems.unknownLogins({ logins: unknown })
      const ids = found.map((organisation) => organisation.id)
      await extend(scope, tx, id, ids, { closesAt, reason })
      const details = { closesAt: iso(closesAt), logins: given.logins, reason }
      await recordAudit(scope, tx, { at: this.#now(), actor: scope.person.login, action: 'extended', subject: id, details })
    })
    this.#announce({ kind: 'collection', collection: id })
  }
}
