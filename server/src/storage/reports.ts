import type { Scope } from '../policies/scope.ts'
import type { AuditFilter } from './audit.ts'
import type { Reader, Tx } from './database.ts'

export type ReportState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled'

/** What a report of a collection is about: what was submitted, or who takes part. */
export type CollectionReportKind = 'results' | 'participants'

export type ReportKind = CollectionReportKind | 'audit'

/** What kind of file it becomes: a workbook, or a zip of CSV files. */
export type ReportFormat = 'xlsx' | 'csv'

/** What a report is about. That of a store tells of downloads, in a workbook; that of the audit holds the entries a filter finds. */
export type ReportSubject =
  | { readonly collectionId: string; readonly kind: CollectionReportKind; readonly format: ReportFormat }
  | { readonly storeId: string }
  | { readonly audit: AuditFilter; readonly format: ReportFormat }

export interface Report {
  readonly id: string
  readonly accountId: string
  /** What it is about: a collection, a store of files, or entries of the audit; the others are null. */
  readonly collectionId: string | null
  readonly storeId: string | null
  readonly audit: AuditFilter | null
  /** The place in the tree whose organisations it tells about. */
  readonly path: string
  readonly kind: ReportKind
  readonly format: ReportFormat
  readonly title: string
  readonly state: ReportState
  /** 0..1 */
  readonly progress: number
  readonly rows: number | null
  /** Name within the folder of reports; null before it is made, and when it is no longer kept. */
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
  filter: string | null
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
  audit: row.filter === null ? null : (JSON.parse(row.filter) as AuditFilter),
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

function columnsOf(about: ReportSubject): Pick<ReportRow, 'collection_id' | 'store_id' | 'filter' | 'kind' | 'format'> {
  const none = { collection_id: null, store_id: null, filter: null }
  if ('audit' in about) return { ...none, filter: JSON.stringify(about.audit), kind: 'audit', format: about.format }
  if ('storeId' in about) return { ...none, store_id: about.storeId, kind: 'results', format: 'xlsx' }
  return { ...none, collection_id: about.collectionId, kind: about.kind, format: about.format }
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

/** A finished report whose file is still kept. */
export interface KeptReport {
  readonly id: string
  /** Name within the folder of reports. */
  readonly file: string
}

/** Reports that were finished before `before` and whose files are still kept, the oldest first. */
export async function listOldReports(_scope: Scope, db: Reader, before: number, size: number): Promise<readonly KeptReport[]> {
  return db('report')
    .whereNotNull('file')
    .where('finished_at', '<', before)
    .orderBy('finished_at')
    .limit(size)
    .select<KeptReport[]>('id', 'file')
}

/** Notes that the files of reports are no longer kept. */
export async function forgetReportFiles(_scope: Scope, tx: Tx, ids: readonly string[]): Promise<void> {
  await tx('report').whereIn('id', ids).update({ file: null })
}
