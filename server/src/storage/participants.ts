import type { Knex } from 'knex'
import type { Status } from '../policies/collection.ts'
import type { Scope } from '../policies/scope.ts'
import { countByStatus, partColumns, partsWithin, toAssignment } from './assignments.ts'
import type { Assignment, AssignmentRow } from './assignments.ts'
import type { Reader } from './database.ts'
import { searchable } from './organisations.ts'

export interface ParticipantFilter {
  /** Status to keep, as it is shown; all when absent. */
  readonly status?: Status
  /** The collection has ended at this moment (milliseconds since 1970): only who has more time is at work. */
  readonly endedAt?: number
  /** Part of a login or a name, in any case. */
  readonly text?: string
}

/** What participants are put in order by; without it they stand in the order of the tree. */
export type ParticipantSort = 'name' | 'login' | 'status' | 'startedAt' | 'submittedAt'

export interface ParticipantOrder {
  readonly by: ParticipantSort
  readonly descending: boolean
}

/** Where a page has ended: the next one begins after it. */
export interface PageEnd {
  /** Number of the run, see {@link runsOf}. */
  readonly run: number
  readonly path: string
  /** What the run is sorted by; null when it is the tree alone. */
  readonly value: string | number | null
}

export interface ListedPart extends Assignment {
  /** Where a page that ends with it has ended. */
  readonly end: PageEnd
}

const statuses = ['notStarted', 'inProgress', 'submitted'] as const satisfies readonly Status[]

/** Keeps those that are shown with a status. After the end, whoever has no more time is no longer at work (Manual §3.3, Рис. 21). */
function shownAs(status: Status, endedAt: number | undefined) {
  return (query: Knex.QueryBuilder): void => {
    void query.where('assignment.status', status)
    if (endedAt === undefined || status === 'submitted') return
    if (status === 'inProgress') void query.where('assignment.closes_at', '>=', endedAt)
    else
      void query.orWhere((over) =>
        over
          .where('assignment.status', 'inProgress')
          .where((time) => time.whereNull('assignment.closes_at').orWhere('assignment.closes_at', '<', endedAt)),
      )
  }
}

function filtered(scope: Scope, db: Reader, collectionId: string, filter: ParticipantFilter) {
  const query = partsWithin(scope, db, collectionId).whereIn('assignment.status', statuses)
  if (filter.status) void query.where(shownAs(filter.status, filter.endedAt))
  if (filter.text) {
    const pattern = searchable(filter.text).replace(/[\\%_]/g, '\\$&')
    void query.whereRaw(`organisation.search like ? escape '\\'`, [`%${pattern}%`])
  }
  return query
}

/** A part of a list, with an order of its own. */
interface Run {
  /** Keeps what belongs to it. */
  readonly only?: (query: Knex.QueryBuilder) => void
  /** Sorted by this expression first; by the place in the tree alone when there is none. */
  readonly by?: string
  readonly path: 'assignment.path' | 'organisation.path'
}

/** A sorted list is made of runs, one after the other: who has no date stands last, in either direction. */
function runsOf(order: ParticipantOrder | null, endedAt: number | undefined): readonly Run[] {
  const path = 'assignment.path'
  if (order === null) return [{ path }]
  if (order.by === 'status') {
    const runs = statuses.map((status) => ({ path, only: (query) => void query.where(shownAs(status, endedAt)) }) satisfies Run)
    return order.descending ? runs.toReversed() : runs
  }
  if (order.by === 'login') return [{ by: 'organisation.login', path: 'organisation.path' }]
  // What is searched is the login and the name, in small letters.
  if (order.by === 'name')
    return [{ by: 'substr(organisation.search, length(organisation.login) + 2)', path: 'organisation.path' }]
  const by = order.by === 'startedAt' ? 'assignment.started_at' : 'assignment.submitted_at'
  return [
    { by, path, only: (query) => void query.whereNotNull(by) },
    { path, only: (query) => void query.whereNull(by) },
  ]
}

/**
 * One page, from after the end of another one. In the order of the tree and of statuses the index of paths gives it without sorting;
 * by the other columns the first lines after the end are picked (decisions/2026-11-27_sorted-participants.md).
 */
export async function listParticipants(
  scope: Scope,
  db: Reader,
  collectionId: string,
  filter: ParticipantFilter,
  page: { readonly after: PageEnd | null; readonly size: number; readonly order?: ParticipantOrder | null },
): Promise<readonly ListedPart[]> {
  const { after, size, order = null } = page
  const direction = order?.descending ? 'desc' : 'asc'
  const found: ListedPart[] = []
  for (const [run, { only, by, path }] of runsOf(order, filter.endedAt).entries()) {
    if (run < (after?.run ?? 0)) continue
    if (found.length === size) break
    const query = filtered(scope, db, collectionId, filter).limit(size - found.length)
    if (only) void query.modify(only)
    if (after?.run === run)
      void (by === undefined
        ? query.where(path, '>', after.path)
        : query.whereRaw(`(${by}, ${path}) ${direction === 'asc' ? '>' : '<'} (?, ?)`, [after.value, after.path]))
    if (by === undefined) void query.orderBy(path)
    else void query.orderByRaw(`${by} ${direction}, ${path} ${direction}`)
    const value = db.raw(`${by ?? 'null'} as sorted_by`)
    const rows = await query.select<(AssignmentRow & { sorted_by: string | number | null })[]>(...partColumns(db), value)
    for (const row of rows) found.push({ ...toAssignment(row), end: { run, path: row.path, value: row.sorted_by } })
  }
  return found
}

export async function countParticipants(
  scope: Scope,
  db: Reader,
  collectionId: string,
  filter: ParticipantFilter,
): Promise<number> {
  if (!filter.text && (!filter.status || filter.endedAt === undefined)) {
    // An index of assignments alone answers.
    const counts = await countByStatus(scope, db, collectionId)
    const wanted: readonly Status[] = filter.status ? [filter.status] : statuses
    return wanted.reduce((sum, status) => sum + counts[status], 0)
  }
  const row = await filtered(scope, db, collectionId, filter).first<{ total: number }>(db.raw('count(*) as total'))
  return row.total
}
