import { isFilledBy } from '@tabel/engine'
import type { CheckSwitches, CompiledForm, FormData, Op, Role } from '@tabel/engine'
import { iso, isoOrNull } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { intervalOf, isOpen } from '../policies/collection.ts'
import type { Status } from '../policies/collection.ts'
import type { Scope } from '../policies/scope.ts'
import { problems } from '../problems.ts'
import { findAssignment, findOwnAssignment, ownAssignments } from '../storage/assignments.ts'
import type { Assignment, AssignmentId } from '../storage/assignments.ts'
import { inForce, listSwitches } from '../storage/check-switches.ts'
import { findCollection, listCollections, listOpenCollections } from '../storage/collections.ts'
import type { Collection } from '../storage/collections.ts'
import type { Database } from '../storage/database.ts'
import { listEntries } from '../storage/draft-log.ts'
import { countParked } from '../storage/parked.ts'
import type { DraftAt, Drafts } from './drafts/drafts.ts'
import { opsIn } from './drafts/fold.ts'
import { fillerOf, mayFill } from './drafts/who-fills.ts'
import type { Forms, LoadedForm } from './forms.ts'
import { undoableUpload } from './uploads/undoable-upload.ts'
import type { UndoableUpload } from './uploads/undoable-upload.ts'
import { todayFor } from './today.ts'

/** A collection as its block on the page of a publication shows it (Manual §3.3, Рис. 13). Times are ISO. */
export interface CollectionView {
  readonly id: string
  readonly title: string
  readonly form: { readonly form: string; readonly version: string; readonly title: string }
  readonly status: 'open' | 'closed'
  readonly opensAt: string
  readonly closesAt: string
  /** Why the person's own organisation has more time than the others; null when it has not. */
  readonly extension: string | null
  readonly access: 'fill' | 'watch'
  /** Null for those who watch. */
  readonly state: Status | null
  readonly unsubmittedChanges: boolean
  /** May be filled in Excel. */
  readonly excel: boolean
  /** Saves that came after the end and are no part of the draft. */
  readonly parked: number
  readonly lastAction: { readonly kind: 'saved' | 'submitted'; readonly at: string; readonly by: string } | null
}

/** A collection that is open now, and where it is. */
export interface OpenCollection {
  readonly id: string
  readonly title: string
  /** Slugs. */
  readonly section: string
  readonly publication: string
  readonly closesAt: string
  /** Null for those who watch. */
  readonly state: Status | null
}

export interface DraftView {
  readonly version: number
  readonly savedAt: string | null
  readonly savedBy: string | null
  readonly formVersion: string
  readonly data: FormData
  readonly today: string
  readonly state: Status
  readonly unsubmittedChanges: boolean
  readonly submittedAt: string | null
  readonly readOnly: { readonly reason: 'closed' | 'early'; readonly message: string } | null
  /** Which part of the form the reader fills. */
  readonly fills: Role
  /** Checks that the organizer has switched off or made a warning. */
  readonly switches: CheckSwitches
  /** A workbook that was put in last and can be taken back like one's own typing; null when there is none. */
  readonly upload: UndoableUpload | null
}

/** What others did since a version of a draft. */
export interface ChangesView {
  readonly version: number
  readonly formVersion: string
  /** The entries are all there are; else the draft itself must be read. */
  readonly complete: boolean
  readonly switches: CheckSwitches
  readonly entries: readonly {
    readonly version: number
    readonly clientId: string
    readonly by: string
    readonly at: string
    readonly ops: readonly Op[]
  }[]
}

/** So many entries are told one by one. */
const mostChanges = 200

/** Whether the draft has moved on since it was submitted. */
export function hasUnsubmittedChanges(assignment: Assignment): boolean {
  return assignment.submittedVersion !== null && assignment.ownVersion > assignment.submittedVersion
}

/** Collections and drafts as people see them. Nothing here changes anything. */
export class Collections {
  readonly #database: Database
  readonly #forms: Forms
  readonly #drafts: Drafts
  readonly #now: Clock

  constructor(database: Database, forms: Forms, drafts: Drafts, now: Clock) {
    this.#database = database
    this.#forms = forms
    this.#drafts = drafts
    this.#now = now
  }

  /** @throws the problem `not-found` when it does not concern the scope. */
  async require(scope: Scope, id: string): Promise<Collection> {
    const collection = await findCollection(scope, this.#database.read, id)
    if (collection === null) throw problems.notFound({})
    return collection
  }

  /**
   * The part of one organisation: somebody who fills in a collection has its own (`organisation` null), those who watch have those of
   * the organisations below.
   *
   * @throws the problem `not-found`.
   */
  async part(
    scope: Scope,
    id: string,
    organisation: string | null,
  ): Promise<{ readonly collection: Collection; readonly assignment: Assignment }> {
    const collection = await this.require(scope, id)
    if (organisation !== null && collection.access !== 'watch') throw problems.notFound({})
    const db = this.#database.read
    const assignment =
      organisation === null ? await findOwnAssignment(scope, db, id) : await findAssignment(scope, db, id, organisation)
    if (assignment === null) throw problems.notFound({})
    return { collection, assignment }
  }

  async view(scope: Scope, id: string): Promise<CollectionView> {
    const collection = await this.require(scope, id)
    const db = this.#database.read
    const own = await findOwnAssignment(scope, db, id)
    return this.#toView(collection, own, await countParked(db, own ? [own.id] : []))
  }

  /** The collections of a publication that concern the scope. */
  async listViews(scope: Scope, publicationId: string): Promise<readonly CollectionView[]> {
    const collections = await listCollections(scope, this.#database.read, publicationId)
    const ids = collections.map((collection) => collection.id)
    const own = await ownAssignments(scope, this.#database.read, ids)
    const parked = await countParked(
      this.#database.read,
      [...own.values()].map(({ id }) => id),
    )
    return Promise.all(collections.map((collection) => this.#toView(collection, own.get(collection.id) ?? null, parked)))
  }

  /** Where data may be entered now: what is to be done by a school, what is to be watched by a coordinator. */
  async open(scope: Scope): Promise<readonly OpenCollection[]> {
    const open = await listOpenCollections(scope, this.#database.read, this.#now())
    const ids = open.map(({ id }) => id)
    const own = await ownAssignments(scope, this.#database.read, ids)
    return open.map(({ id, title, closesAt, section, publication }) => ({
      id,
      title,
      section,
      publication,
      closesAt: iso(closesAt),
      state: own.get(id)?.status ?? null,
    }))
  }

  async form(scope: Scope, id: string): Promise<LoadedForm> {
    const collection = await this.require(scope, id)
    return this.#forms.get(this.#database.read, collection.formVersionId)
  }

  /**
   * The scope's own draft, or that of an organisation below of which those who watch fill a part. Version 0 means that nothing was
   * entered yet.
   */
  async draft(scope: Scope, id: string, organisation: string | null = null): Promise<DraftView> {
    const { collection: seen, assignment } = await this.part(scope, id, organisation)
    const collection = organisation === null ? seen : { ...seen, ...intervalOf(seen, assignment.extension) }
    const fills = fillerOf(scope)
    const { form } = await this.#forms.get(this.#database.read, collection.formVersionId)
    const { data } = await this.data(collection, assignment)
    const now = this.#now()
    const open = isOpen(collection, now)
    const upload =
      open &&
      organisation === null &&
      (await undoableUpload(this.#database.read, this.#drafts, assignment, collection.formVersionId))
    return {
      version: assignment.version,
      savedAt: isoOrNull(organisation === null ? assignment.changedAt : (assignment.part?.at ?? null)),
      savedBy: organisation === null ? assignment.changedBy : (assignment.part?.by ?? null),
      formVersion: form.version,
      data,
      today: todayFor(form, scope.person.organisation.zone, now),
      state: assignment.status,
      unsubmittedChanges: hasUnsubmittedChanges(assignment),
      submittedAt: isoOrNull(assignment.submittedAt),
      readOnly: open ? whyEarly(form, fills, assignment.status) : { reason: 'closed', message: problems.closed({}).detail },
      fills,
      switches: await this.#switches(id),
      upload: upload || null,
    }
  }

  /** What came after a version of one's own draft, so that a page that lies open shows what others do. */
  async changes(scope: Scope, id: string, since: number, organisation: string | null = null): Promise<ChangesView> {
    const { collection, assignment } = await this.part(scope, id, organisation)
    const { form } = await this.#forms.get(this.#database.read, collection.formVersionId)
    const { version } = assignment
    const few = version - since <= mostChanges && since <= version
    const entries = few && since < version ? await listEntries(this.#database.read, assignment, since + 1, version) : []
    // Across a change of the form there is nothing to go on from.
    const complete = few && entries.every(({ renewal }) => renewal === null)
    return {
      version,
      formVersion: form.version,
      complete,
      switches: await this.#switches(id),
      entries: (complete ? entries : []).map((entry) => {
        const { version: at, clientId, by } = entry
        return { version: at, clientId, by, at: iso(entry.at), ops: opsIn(form, entry) }
      }),
    }
  }

  async #switches(id: string): Promise<CheckSwitches> {
    return inForce(await listSwitches(this.#database.read, id, Number.MAX_SAFE_INTEGER))
  }

  /** What was entered so far, in the names of the form that the collection has now. */
  data(collection: Collection, assignment: Assignment): Promise<DraftAt> {
    return this.#drafts.current(this.#database.read, assignment, collection.formVersionId)
  }

  async #toView(
    collection: Collection,
    own: Assignment | null,
    parked: ReadonlyMap<AssignmentId, number>,
  ): Promise<CollectionView> {
    const { form } = await this.#forms.get(this.#database.read, collection.formVersionId)
    return {
      id: collection.id,
      title: collection.title,
      form: { form: form.form, version: form.version, title: form.title },
      status: isOpen(collection, this.#now()) ? 'open' : 'closed',
      opensAt: iso(collection.opensAt),
      closesAt: iso(collection.closesAt),
      extension: collection.extension,
      access: collection.access,
      state: own?.status ?? null,
      unsubmittedChanges: own !== null && hasUnsubmittedChanges(own),
      excel: collection.excel,
      parked: (own && parked.get(own.id)) ?? 0,
      lastAction: own && lastAction(own),
    }
  }
}

/** Why somebody who fills a part of the form cannot begin yet; null when they can. */
function whyEarly(form: CompiledForm, role: Role, status: Status): DraftView['readOnly'] {
  if (role !== 'organisation' && !isFilledBy(form, role)) return { reason: 'early', message: problems.nothingToFill({}).detail }
  if (mayFill(form, role, status)) return null
  return { reason: 'early', message: 'Ваш лист заполняется после того, как организация сдаст отчет.' }
}

function lastAction(own: Assignment): CollectionView['lastAction'] {
  const { submittedAt, submittedBy, changedAt, changedBy } = own
  if (submittedAt !== null && submittedBy !== null && !hasUnsubmittedChanges(own)) {
    return { kind: 'submitted', at: iso(submittedAt), by: submittedBy }
  }
  return changedAt !== null && changedBy !== null ? { kind: 'saved', at: iso(changedAt), by: changedBy } : null
}
