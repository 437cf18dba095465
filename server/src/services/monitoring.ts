import { isFilledBy } from '@tabel/engine'
import type { CompiledForm, FormData } from '@tabel/engine'
import { iso, isoOrNull } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { intervalOf, isOpen, shownStatus } from '../policies/collection.ts'
import type { Status } from '../policies/collection.ts'
import type { Scope } from '../policies/scope.ts'
import { problems } from '../problems.ts'
import { countByStatus, countStillWorking } from '../storage/assignments.ts'
import type { Assignment } from '../storage/assignments.ts'
import type { Collection } from '../storage/collections.ts'
import { countParked } from '../storage/parked.ts'
import type { Database } from '../storage/database.ts'
import { countParticipants, listParticipants } from '../storage/participants.ts'
import type { PageEnd, ParticipantFilter, ParticipantSort } from '../storage/participants.ts'
import { hasUnsubmittedChanges } from './collections.ts'
import type { Collections } from './collections.ts'
import { fillerOf, mayFill } from './drafts/who-fills.ts'

/** How many lines a page has when nothing is said. */
const usualPage = 50

export interface Statistics {
  readonly total: number
  readonly notStarted: number
  readonly inProgress: number
  readonly submitted: number
  readonly status: 'open' | 'closed'
}

/** A line of «Список участников» (Manual §3.3, Рис. 22). Times are ISO. */
export interface Participant {
  readonly organisation: { readonly id: string; readonly login: string; readonly name: string }
  readonly status: Status
  readonly startedAt: string | null
  readonly submittedAt: string | null
  readonly changedAt: string | null
  readonly unsubmittedChanges: boolean
  /** When a coordinator filled its part of the report last. */
  readonly partAt: string | null
  /** A part of its report is open now to whoever looks, to be filled in. */
  readonly fillsNow: boolean
  /** It has more time than the others. */
  readonly extension: { readonly closesAt: string; readonly reason: string } | null
}

export interface ParticipantPage {
  readonly items: readonly Participant[]
  /** Cursor of the next page. */
  readonly next: string | null
  /** How many there are on all pages. */
  readonly total: number
}

export interface ParticipantData {
  readonly organisation: { readonly id: string; readonly login: string; readonly name: string }
  readonly status: Status
  readonly version: number
  readonly changedAt: string | null
  readonly submittedAt: string | null
  /** Saves that came after the end and are no part of the data. */
  readonly parked: number
  readonly data: FormData
  readonly formVersion: string
  /** The form leaves a part of itself to whoever looks; and it is open to them now. */
  readonly fills: boolean
  readonly fillsNow: boolean
}

/** Which participants are wanted, in which order and from where. */
export interface ParticipantQuery {
  readonly status?: Status
  readonly q?: string
  readonly sort?: ParticipantSort
  readonly order?: 'asc' | 'desc'
  readonly cursor?: string
  readonly limit?: number
}

/** What coordinators see of the organisations below them. */
export class Monitoring {
  readonly #database: Database
  readonly #collections: Collections
  readonly #now: Clock

  constructor(database: Database, collections: Collections, now: Clock) {
    this.#database = database
    this.#collections = collections
    this.#now = now
  }

  /** After the end of a collection «В работе» is counted among «Не приступило», but for those who have more time. */
  async statistics(scope: Scope, collectionId: string): Promise<Statistics> {
    const collection = await this.require(scope, collectionId)
    const counts = await countByStatus(scope, this.#database.read, collectionId)
    const now = this.#now()
    const { notStarted, inProgress, submitted } = counts
    const total = notStarted + inProgress + submitted
    const status = isOpen(collection, now) ? 'open' : 'closed'
    if (now <= collection.closesAt) return { total, ...counts, status }
    const working = await countStillWorking(scope, this.#database.read, collectionId, now)
    return { total, notStarted: total - submitted - working, inProgress: working, submitted, status }
  }

  async participants(scope: Scope, collectionId: string, query: ParticipantQuery): Promise<ParticipantPage> {
    const collection = await this.require(scope, collectionId)
    const now = this.#now()
    const filter: ParticipantFilter = {
      ...(query.status && { status: query.status }),
      ...(now > collection.closesAt && { endedAt: now }),
      ...(query.q && { text: query.q }),
    }
    const db = this.#database.read
    // One more than a page holds tells whether there is another page.
    const size = query.limit ?? usualPage
    const order = query.sort ? { by: query.sort, descending: query.order === 'desc' } : null
    const page = { after: readEnd(query.cursor, order?.by), size: size + 1, order }
    const [found, total, { form }] = await Promise.all([
      listParticipants(scope, db, collectionId, filter, page),
      countParticipants(scope, db, collectionId, filter),
      this.#collections.form(scope, collectionId),
    ])
    const items = found.slice(0, size)
    return {
      items: items.map((assignment) => ({
        ...toParticipant(assignment, collection, now),
        fillsNow: fillsNow(scope, form, collection, assignment, now),
      })),
      next: found.length > size ? writeEnd(items.at(-1)?.end) : null,
      total,
    }
  }

  /** What one organisation has entered so far, submitted or not. */
  async data(scope: Scope, collectionId: string, organisationId: string): Promise<ParticipantData> {
    const { collection, assignment } = await this.#collections.part(scope, collectionId, organisationId)
    const { form, data } = await this.#collections.data(collection, assignment)
    return {
      organisation: assignment.organisation,
      status: shownStatus(assignment.status, intervalOf(collection, assignment.extension), this.#now()),
      version: assignment.version,
      changedAt: isoOrNull(assignment.changedAt),
      submittedAt: isoOrNull(assignment.submittedAt),
      parked: (await countParked(this.#database.read, [assignment.id])).get(assignment.id) ?? 0,
      data,
      formVersion: form.version,
      fills: isFilledBy(form, fillerOf(scope)),
      fillsNow: fillsNow(scope, form, collection, assignment, this.#now()),
    }
  }

  /** A collection that the scope watches; those who fill it themselves have nothing to watch. */
  async require(scope: Scope, collectionId: string): Promise<Collection> {
    const collection = await this.#collections.require(scope, collectionId)
    if (collection.access !== 'watch') throw problems.notFound({})
    return collection
  }
}

/** A cursor: run, path, and what it is sorted by, when it is. */
function writeEnd(end: PageEnd | undefined): string | null {
  return end === undefined ? null : [end.run, end.path, ...(end.value === null ? [] : [end.value])].join(' ')
}

/** Dates are numbers. */
function readEnd(cursor: string | undefined, by: ParticipantSort | undefined): PageEnd | null {
  if (!cursor) return null
  const [run, path = '', ...rest] = cursor.split(' ')
  const text = rest.join(' ')
  const isDate = by === 'startedAt' || by === 'submittedAt'
  return { run: Number(run), path, value: isDate ? Number(text) || 0 : text }
}

function toParticipant(assignment: Assignment, collection: Collection, now: number): Omit<Participant, 'fillsNow'> {
  return {
    organisation: assignment.organisation,
    status: shownStatus(assignment.status, intervalOf(collection, assignment.extension), now),
    extension: assignment.extension && { closesAt: iso(assignment.extension.closesAt), reason: assignment.extension.reason },
    startedAt: isoOrNull(assignment.startedAt),
    submittedAt: isoOrNull(assignment.submittedAt),
    changedAt: isoOrNull(assignment.changedAt),
    unsubmittedChanges: hasUnsubmittedChanges(assignment),
    partAt: isoOrNull(assignment.part?.at ?? null),
  }
}

function fillsNow(scope: Scope, form: CompiledForm, collection: Collection, part: Assignment, now: number): boolean {
  return isOpen(intervalOf(collection, part.extension), now) && mayFill(form, fillerOf(scope), part.status)
}
