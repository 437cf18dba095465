import { switchableChecks } from '@tabel/engine'
import type { CheckMode, Severity } from '@tabel/engine'
import { iso } from '../../clock.ts'
import type { Clock } from '../../clock.ts'
import { roleOf } from '../../policies/collection.ts'
import type { Scope } from '../../policies/scope.ts'
import { problems } from '../../problems.ts'
import { countStopped, insertSwitch, listSwitches } from '../../storage/check-switches.ts'
import { findCollection } from '../../storage/collections.ts'
import type { Collection } from '../../storage/collections.ts'
import type { Database } from '../../storage/database.ts'
import type { Announce } from '../events/announcement.ts'
import type { Forms } from '../forms.ts'
import { checkText } from './describe-checks.ts'

/** A check of a collection's form as the organizer sees it. */
export interface CheckView {
  readonly check: string
  /** What it says to schools, formulas in braces, and what it asks for. Empty for a rule of a cell (required, type …). */
  readonly text: string
  readonly rule: string
  /** As the form declares it; null for a rule of a cell. */
  readonly severity: Severity | null
  /** Rules of cells cannot be switched: they are listed because they stop somebody. */
  readonly switchable: boolean
  readonly mode: CheckMode | 'on'
  /** The last turn of its switch. */
  readonly turned: { readonly reason: string; readonly at: string; readonly by: string } | null
  /** Organisations whose last attempt to submit it stopped, and how many of them because it could not be computed. */
  readonly stopped: number
  readonly formErrors: number
}

/** The checks of a running collection, and their switches. The organizer's alone. */
export class Checks {
  readonly #database: Database
  readonly #forms: Forms
  readonly #now: Clock
  readonly #announce: Announce

  constructor(database: Database, forms: Forms, now: Clock, announce: Announce) {
    this.#database = database
    this.#forms = forms
    this.#now = now
    this.#announce = announce
  }

  /** Every check of the form, those that stop most first; then what else stops somebody. @throws the problem `not-found`. */
  async list(scope: Scope, id: string): Promise<readonly CheckView[]> {
    const { formVersionId } = await this.#require(scope, id)
    const db = this.#database.read
    const { form } = await this.#forms.get(db, formVersionId)
    const turns = new Map((await listSwitches(db, id, Number.MAX_SAFE_INTEGER)).map((turn) => [turn.check, turn]))
    const counts = new Map((await countStopped(scope, db, id)).map((count) => [count.check, count]))
    const own = switchableChecks(form)
    const others = [...counts.keys()].filter((check) => !own.includes(check))
    const views = [...own, ...others].map((check): CheckView => {
      const declared = form.checks.find((one) => one.id === check)
      const turn = turns.get(check)
      const count = counts.get(check)
      return {
        check,
        ...(declared ? checkText(form, declared) : { text: '', rule: '' }),
        severity: declared?.severity ?? null,
        switchable: declared !== undefined,
        mode: turn?.mode ?? 'on',
        turned: turn ? { reason: turn.reason, at: iso(turn.at), by: turn.by } : null,
        stopped: count?.organisations ?? 0,
        formErrors: count?.formErrors ?? 0,
      }
    })
    return views.toSorted((one, other) => other.stopped - one.stopped)
  }

  /**
   * Turns the switch of a check: at once, for open forms too, without a new version of the form. It counts for reports that are received
   * from now on.
   *
   * @throws the problems `not-found`, and `reason-required` when a check is switched without a reason.
   */
  async turn(scope: Scope, id: string, check: string, mode: CheckMode | 'on', given: string): Promise<void> {
    const { formVersionId } = await this.#require(scope, id)
    const { form } = await this.#forms.get(this.#database.read, formVersionId)
    if (!switchableChecks(form).includes(check)) throw problems.notFound({})
    const reason = given.trim()
    if (mode !== 'on' && reason === '') throw problems.reasonRequired({})
    const turn = { check, mode, reason, at: this.#now(), by: scope.person.login }
    await this.#database.write((tx) => insertSwitch(scope, tx, id, turn))
    this.#announce({ kind: 'collection', collection: id })
  }

  async #require(scope: Scope, id: string): Promise<Collection> {
    const collection = await findCollection(scope, this.#database.read, id)
    if (collection === null || roleOf(scope.person.organisation.kind) !== 'fed') throw problems.notFound({})
    return collection
  }
}
