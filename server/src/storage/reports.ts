import type { Scope } from '../policies/scope.ts'
import type { Reader, Tx } from './database.ts'

export type ReportState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

/** What a report of a collection is about: what was submitted, or who takes part. */
export type ReportKind = 'results' | 'participants'

/** What kind of file it becomes: a workbook, or a zip of CSV files. */
export type ReportFormat = 'xlsx' | 'csv'

/** What a report is about. That of a store tells of downloads, in a workbook. */
export type ReportSubject =
  | { readonly collectionId: string; readonly kind: ReportKind; readonly format: ReportFormat }
  | { readonly storeId: string }

export interface Report {
  readonly id: string
  readonly accountId: string
  /** What it is about: a collection, or a store of files; the other one is null. */
  readonly collectionId: string | null
  readonly storeId: string | null
  /** The place in the tree whose organisations it tells about. */
  readonly path: string
  readonly kind: ReportKind
  readonly format: ReportFormat
  readonly title: string
  readonly state: ReportState
  /** 0..1 */
  readonly progress: number
  readonly rows: number | null
  /** Name within the folder of reports. */
  readonly file: string | null
  /** Why it failed, in Russian. */
  readonly message: string | null
  /** Milliseconds since 1970. */
  readonly createdAt: number
}

interface ReportRow {
  id: string
  account_id: string
  collection_id: string | null
  store_id: string | null
  path: string
  kind: ReportKind
  format: ReportFormat
  title: string
  state: ReportState
  progress: number
  rows: number | null
  file: string | null
  message: string | null
  created_at: number
}

const toReport = (row: ReportRow): Report => ({
  id: row.id,
  accountId: row.account_id,
  collectionId: row.collection_id,
  storeId: row.store_id,
  path: row.path,
  kind: row.kind,
  format: row.format,
  title: row.title,
  state: row.state,
  progress: row.progress,
  rows: row.rows,
  file: row.file,
  message: row.message,
  createdAt: row.created_at,
})

/** A report that the scope's own person asked for and whose organisations it may still see; the system sees each. */
export async function findReport(scope: Scope, db: Reader, id: string): Promise<Report | null> {
  const row = await db('report').where({ id }).first<ReportRow | undefined>()
  if (!row || !scope.includes(row.path)) return null
  return scope.reason !== null || scope.person.accountId === row.account_id ? toReport(row) : null
}

/** Writes down what the scope's own person has ordered; making it is a job. */
export async function insertReport(
  scope: Scope,
  tx: Tx,
  order: {
    readonly id: string
    readonly about: ReportSubject
    readonly title: string
    readonly at: number
  },
): Promise<void> {
  await tx('report').insert({
    id: order.id,
    account_id: scope.person.accountId,
    ...columnsOf(order.about),
    path: scope.path,
    title: order.title,
    state: 'queued',
    progress: 0,
    created_at: order.at,
  })
}

function columnsOf(about: ReportSubject): Pick<ReportRow, 'collection_id' | 'store_id' | 'kind' | 'format'> {
  if ('storeId' in about) return { collection_id: null, store_id: about.storeId, kind: 'results', format: 'xlsx' }
  return { collection_id: about.collectionId, store_id: null, kind: about.kind, format: about.format }
}

export async function setReportProgress(_scope: Scope, tx: Tx, id: string, progress: number): Promise<void> {
  await tx('report').where({ id }).whereIn('state', ['queued', 'running']).update({ state: 'running', progress })
}

/** Ends a report that is still being made; false when it has ended before. */
export async function endReport(
  _scope: Scope,
  tx: Tx,
  id: string,
  end: {
    readonly state: 'done' | 'failed' | 'cancelled'
    readonly rows?: number
    readonly file?: string
    readonly message?: string
    readonly at: number
  },
): Promise<boolean> {
  const ended = await tx('report')
    .where({ id })
    .whereIn('state', ['queued', 'running'])
    .update({
      state: end.state,
      progress: end.state === 'done' ? 1 : 0,
      rows: end.rows ?? null,
      file: end.file ?? null,
      message: end.message ?? null,
      finished_at: end.at,
    })
  return ended === 1
}
