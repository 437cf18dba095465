import { createReadStream } from 'node:fs'
import type { ReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { dayIn, iso } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { roleOf } from '../policies/collection.ts'
import type { Scope } from '../policies/scope.ts'
import { problems } from '../problems.ts'
import { recordAudit } from '../storage/audit.ts'
import type { AuditFilter } from '../storage/audit.ts'
import { findCollection } from '../storage/collections.ts'
import type { Database, Tx } from '../storage/database.ts'
import { newId } from '../storage/ids.ts'
import { cancelJob, insertJob } from '../storage/jobs.ts'
import { endReport, findReport, insertReport } from '../storage/reports.ts'
import type { CollectionReportKind, Report, ReportFormat, ReportState, ReportSubject } from '../storage/reports.ts'
import { findStore } from '../storage/stores.ts'
import { actionText } from '../text/audit-words.ts'
import type { Monitoring } from './monitoring.ts'

/** What is ordered of a collection. */
export interface Order {
  readonly kind: CollectionReportKind
  readonly format: ReportFormat
}

export interface ReportView {
  readonly id: string
  readonly state: ReportState
  /** 0..1 */
  readonly progress: number
  readonly rows: number | null
  readonly title: string
  readonly createdAt: string
  readonly message: string | null
}

/** Kinds of the jobs that write reports, and how to wake them. */
export interface ReportJobs {
  readonly results: string
  readonly downloads: string
  wake(kind: string): void
}

const titles = { results: 'Экспорт результатов', participants: 'Экспорт списка участников' } as const

/** Ending and content type of the files of a format. */
const files = {
  xlsx: { ending: 'xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  csv: { ending: 'zip', type: 'application/zip' },
} as const

/** Orders reports and hands them out. They are written by jobs: see reports/. */
export class Exports {
  readonly #database: Database
  readonly #monitoring: Monitoring
  readonly #folder: string
  readonly #now: Clock
  readonly #jobs: ReportJobs

  /**
   * @param folder where finished reports are.
   * @param jobs who writes them.
   */
  constructor(database: Database, monitoring: Monitoring, folder: string, now: Clock, jobs: ReportJobs) {
    this.#database = database
    this.#monitoring = monitoring
    this.#folder = folder
    this.#now = now
    this.#jobs = jobs
  }

  /** Orders «Экспорт результатов» or «Экспорт списка участников». While one is being made, asking again gives the same. @returns the report's id. */
  async order(scope: Scope, collectionId: string, { kind, format }: Order): Promise<string> {
    const collection = await this.#monitoring.require(scope, collectionId)
    const at = this.#now()
    const id = await this.#database.write(async (tx) => {
      const title = `${titles[kind]} «${collection.title}»`
      return order(scope, tx, this.#jobs.results, { about: { collectionId, kind, format }, title, at })
    })
    this.#jobs.wake(this.#jobs.results)
    return id
  }

  /** Orders «Отчет» of a store: who has downloaded what, and when. For those who watch. @returns the report's id. */
  async orderDownloads(scope: Scope, storeId: string): Promise<string> {
    const at = this.#now()
    const store = await findStore(scope, this.#database.read, storeId, at)
    if (store === null || roleOf(scope.person.organisation.kind) === 'org') throw problems.notFound({})
    const id = await this.#database.write(async (tx) => {
      return order(scope, tx, this.#jobs.downloads, { about: { storeId }, title: `Отчет о скачивании «${store.title}»`, at })
    })
    this.#jobs.wake(this.#jobs.downloads)
    return id
  }

  /** Orders «Журнал» as a file: every entry that the filter finds. For the organizer. @returns the report's id. */
  async orderAudit(scope: Scope, filter: AuditFilter, format: ReportFormat): Promise<string> {
    if (roleOf(scope.person.organisation.kind) !== 'fed') throw problems.notFound({})
    const title = `Журнал${filter.login ? `, ${filter.login}` : ''}${filter.action ? `, ${actionText(filter.action)}` : ''}`
    const id = await this.#database.write(async (tx) => {
      return order(scope, tx, this.#jobs.results, { about: { audit: filter, format }, title, at: this.#now() })
    })
    this.#jobs.wake(this.#jobs.results)
    return id
  }

  async view(scope: Scope, id: string): Promise<ReportView> {
    return toView(await this.#require(scope, id))
  }

  /** Takes an order back; what has ended stays as it is. @returns the report as it is then. */
  async cancel(scope: Scope, id: string): Promise<ReportView> {
    const report = await this.#require(scope, id)
    const kind = report.storeId === null ? this.#jobs.results : this.#jobs.downloads
    await this.#database.write(async (tx) => {
      if (await endReport(scope, tx, id, { state: 'cancelled', at: this.#now() })) await cancelJob(tx, kind, id)
    })
    return this.view(scope, id)
  }

  /** The finished file. Whether it may be seen is asked again at each download. */
  async content(
    scope: Scope,
    id: string,
  ): Promise<{ readonly stream: ReadStream; readonly size: number; readonly name: string; readonly type: string }> {
    const report = await this.#require(scope, id)
    if (report.state !== 'done') throw problems.reportNotReady({})
    if (report.file === null) throw problems.reportGone({})
    const path = join(this.#folder, report.file)
    const found = await stat(path).catch(() => null)
    if (found === null) throw problems.reportGone({})
    const { login: actor } = scope.person
    const entry = { at: this.#now(), actor, action: 'report-downloaded', subject: id, details: { title: report.title } } as const
    await this.#database.write((tx) => recordAudit(scope, tx, entry))
    const day = dayIn(scope.person.organisation.zone, report.createdAt)
    const { ending, type } = files[report.format]
    return { stream: createReadStream(path), size: found.size, name: `${fileName(report.title)} ${day}.${ending}`, type }
  }

  async #require(scope: Scope, id: string): Promise<Report> {
    const report = await findReport(scope, this.#database.read, id)
    if (report === null || !(await this.#isWithin(scope, report))) throw problems.notFound({})
    return report
  }

  /** Whether what a report is about may still be seen. */
  async #isWithin(scope: Scope, { collectionId, storeId, audit }: Report): Promise<boolean> {
    const db = this.#database.read
    if (collectionId !== null) return (await findCollection(scope, db, collectionId)) !== null
    const role = roleOf(scope.person.organisation.kind)
    if (audit !== null) return role === 'fed'
    if (role === 'org') return false
    return storeId !== null && (await findStore(scope, db, storeId, this.#now())) !== null
  }
}

/** Orders a report, or finds the one of the same person about the same that is being made. @returns its id. */
async function order(
  scope: Scope,
  tx: Tx,
  kind: string,
  { about, ...more }: { readonly about: ReportSubject; readonly title: string; readonly at: number },
): Promise<string> {
  const ordered = newId()
  const { accountId } = scope.person
  const dedupe = `${kind} ${accountId} ${subjectOf(about)}`
  const job = { kind, subject: ordered, line: accountId, runAt: more.at, dedupe }
  const standing = await insertJob(tx, job)
  if (standing !== ordered) return standing
  await insertReport(scope, tx, { id: ordered, about, ...more })
  const { login: actor } = scope.person
  const details = { title: more.title, about }
  await recordAudit(scope, tx, { at: more.at, actor, action: 'export-ordered', subject: ordered, details })
  return ordered
}

/** What a report is about, in one word; of the usual one only the collection is named. */
function subjectOf(about: ReportSubject): string {
  if ('storeId' in about) return about.storeId
  if ('audit' in about) return `audit ${about.format} ${about.audit.action ?? ''} ${about.audit.login ?? ''}`
  const isUsual = about.kind === 'results' && about.format === 'xlsx'
  return isUsual ? about.collectionId : `${about.collectionId} ${about.kind} ${about.format}`
}

function toView(report: Report): ReportView {
  const { id, state, progress, rows, title, createdAt, message } = report
  return { id, state, progress, rows, title, createdAt: iso(createdAt), message }
}

/** A title without the characters that file systems refuse. */
function fileName(title: string): string {
  return title
    .replace(/[\\/:*?"<>|«»\p{Cc}]/gu, '')
    .slice(0, 150)
    .trim()
}
