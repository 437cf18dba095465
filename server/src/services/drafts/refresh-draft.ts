import { applyOps, sourcesIn, sourcesRead } from '@tabel/engine'
import type { CellRef, CellValue, CompiledForm, FormData, Op } from '@tabel/engine'
import type { Offer, Refresh } from '@tabel/engine/checker'
import type { Clock } from '../../clock.ts'
import type { CheckPool } from '../../jobs/check-pool.ts'
import { isOpen } from '../../policies/collection.ts'
import type { Scope } from '../../policies/scope.ts'
import { problems } from '../../problems.ts'
import { findOwnAssignment, lockOwnDraft, recordRefresh } from '../../storage/assignments.ts'
import type { Assignment } from '../../storage/assignments.ts'
import { findCollection } from '../../storage/collections.ts'
import type { Collection } from '../../storage/collections.ts'
import type { Database } from '../../storage/database.ts'
import { appendEntry, serverClient } from '../../storage/draft-log.ts'
import { canonicalJson } from '../canonical-json.ts'
import { hasUnsubmittedChanges } from '../collections.ts'
import { todayFor } from '../today.ts'
import type { Drafts } from './drafts.ts'
import type { Announce } from '../events/announcement.ts'
import type { Forms } from '../forms.ts'
import { resolveSources } from '../sources/resolve-sources.ts'
import type { Occasion } from '../sources/resolve-sources.ts'
import { valueAt } from './value-at.ts'

/** At most so many things of a kind are told one by one. */
const mostTold = 500

/** Somebody else may save in between; then the refresh is worked out anew, so many times. */
const attempts = 5

export interface TablePlace {
  readonly block: string
  readonly row: string
}

/** What reading the sources again did to a draft. */
export interface Renewal {
  /** Version of the draft now. */
  readonly version: number
  /** The sources say something else than before. */
  readonly changed: boolean
  /** They were read for the first time: everything is new. */
  readonly first: boolean
  /** Cells that nobody had typed into and that the sources filled anew. */
  readonly cells: readonly (CellRef & { readonly was: CellValue; readonly is: CellValue })[]
  /** Rows that came, and untouched rows that went. */
  readonly added: readonly TablePlace[]
  readonly removed: readonly TablePlace[]
  /** Cells in which somebody typed something else than the sources say now; they keep it. */
  readonly offers: readonly Offer[]
  /** Rows that the sources do not have any more and in which somebody typed something; they stay. */
  readonly gone: readonly TablePlace[]
  /** There is more than the lists tell. */
  readonly cut: boolean
}

/** Reads the sources of drafts again: a log entry that the server writes (Contract «Sources»). */
export class DraftRefresher {
  readonly #database: Database
  readonly #forms: Forms
  readonly #drafts: Drafts
  readonly #pool: CheckPool
  readonly #now: Clock
  readonly #announce: Announce

  constructor(database: Database, forms: Forms, drafts: Drafts, pool: CheckPool, now: Clock, announce: Announce) {
    this.#database = database
    this.#forms = forms
    this.#drafts = drafts
    this.#pool = pool
    this.#now = now
    this.#announce = announce
  }

  /**
   * Refreshes the scope's own draft. Opening leaves a submitted report alone until somebody changes it.
   *
   * @throws the problems `not-found` and `closed`; `busy` when the draft is being changed all the time.
   */
  async refresh(scope: Scope, collectionId: string, occasion: Occasion): Promise<Renewal> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const renewal = await this.#attempt(scope, collectionId, occasion)
      if (renewal !== null) return renewal
    }
    throw problems.busy({ retryAfter: 2 })
  }

  /** Null when the draft was changed in between. */
  async #attempt(scope: Scope, collectionId: string, occasion: Occasion): Promise<Renewal | null> {
    const db = this.#database.read
    const collection = await findCollection(scope, db, collectionId)
    const assignment = await findOwnAssignment(scope, db, collectionId)
    if (collection === null || assignment === null) throw problems.notFound({})
    const at = this.#now()
    if (!isOpen(collection, at)) throw problems.closed({})
    const { form } = await this.#forms.get(db, collection.formVersionId)
    const { version } = assignment
    if (sourcesRead(form).length === 0 || (occasion === 'open' && isFinished(assignment))) return unchanged(version)

    const { data } = await this.#drafts.current(db, assignment, collection.formVersionId)
    const known = sourcesIn(data)
    const sources = await resolveSources(scope, db, form, collectionId, known, occasion)
    const first = Object.keys(known).length === 0
    if (canonicalJson(sources) === canonicalJson(known)) return unchanged(version)
    const today = todayFor(form, scope.person.organisation.zone, at)
    const found = await this.#pool.refresh(collectionId, { form, data, sources, options: { today } })
    const written = await this.#write(scope, collection, assignment, { ops: found.ops, at, formVersion: form.version })
    if (written === null) return null
    const { ownOrganisation: organisation, path } = scope
    this.#announce({ kind: 'draft', organisation, path, collection: collectionId, version: written, session: '' })
    this.#drafts.keep(assignment.id, {
      version: written,
      formId: collection.formVersionId,
      data: applyOps(form, data, found.ops),
    })
    return toRenewal(form, data, found, { version: written, first })
  }

  /** Adds the entry. @returns the version then; null when the draft, or its form, has moved on. */
  #write(
    scope: Scope,
    collection: Collection,
    { id, version }: Assignment,
    { ops, at, formVersion }: { readonly ops: readonly Op[]; readonly at: number; readonly formVersion: string },
  ): Promise<number | null> {
    const by = scope.person.login
    return this.#database.write(async (tx) => {
      const held = await lockOwnDraft(scope, tx, this.#database.dialect, collection.id)
      if (held === null || held.id !== id || held.version !== version) return null
      if (held.collection.formVersionId !== collection.formVersionId) return null
      const { head } = await this.#drafts.renew(tx, held, { at, by })
      const next = head.version + 1
      const opsText = canonicalJson(ops)
      await appendEntry(tx, head, { version: next, clientId: serverClient, seq: next, opsText, formVersion, at, by })
      await recordRefresh(tx, head, next)
      return next
    })
  }
}

/** Whether a report was submitted as it stands. */
function isFinished(assignment: Assignment): boolean {
  return assignment.status === 'submitted' && !hasUnsubmittedChanges(assignment)
}

function unchanged(version: number): Renewal {
  return { version, changed: false, first: false, cells: [], added: [], removed: [], offers: [], gone: [], cut: false }
}

function toRenewal(
  form: CompiledForm,
  before: FormData,
  { ops, offers, gone }: Refresh,
  { version, first }: { readonly version: number; readonly first: boolean },
): Renewal {
  const cells: (CellRef & { readonly was: CellValue; readonly is: CellValue })[] = []
  const added: TablePlace[] = []
  const removed: TablePlace[] = []
  for (const op of ops) {
    if ('set' in op) {
      const [block, row, column] = op.set
      const ref = { block, row, column }
      cells.push({ ...ref, was: valueAt(before, ref), is: op.value })
    } else if ('insert' in op) added.push(...op.rows.map(({ $id }) => ({ block: op.insert, row: $id })))
    else if ('remove' in op) removed.push(...op.ids.map((row) => ({ block: op.remove, row })))
  }
  const fresh = new Set(added.map(({ block, row }) => `${block}/${row}`))
  // Cells of a row that has just come are told with the row.
  const told = cells.filter(({ block, row }) => !fresh.has(`${block}/${row ?? ''}`) && form.blocks[block] !== undefined)
  const lists = { cells: told, added, removed, offers, gone }
  return {
    version,
    changed: true,
    first,
    cells: told.slice(0, mostTold),
    added: added.slice(0, mostTold),
    removed: removed.slice(0, mostTold),
    offers: offers.slice(0, mostTold),
    gone: gone.slice(0, mostTold),
    cut: Object.values(lists).some((list) => list.length > mostTold),
  }
}
