import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import type { JobHandler } from '../jobs/job-runner.ts'
import { scopeOf, systemScope } from '../policies/scope.ts'
import type { Announce } from '../services/events/announcement.ts'
import type { Forms } from '../services/forms.ts'
import { findAccount } from '../storage/accounts.ts'
import { findCollection } from '../storage/collections.ts'
import type { Database } from '../storage/database.ts'
import { findReport, setReportProgress } from '../storage/reports.ts'
import type { Report } from '../storage/reports.ts'
import { writeCollectionResults } from './collection-results.ts'
import { endWithNotice } from './end-with-notice.ts'
import type { ReportEnd } from './end-with-notice.ts'
import { writeParticipants } from './participants-report.ts'
import type { ReportTask, WrittenReport } from './report-task.ts'

/** Kind of the jobs that write reports. */
export const reportKind = 'report'

const system = systemScope('writing a report')

/** Writes the reports of collections, «Экспорт результатов» and «Экспорт списка участников» (Manual §3.3, Рис. 24–25). */
export class ResultsReport implements JobHandler {
  readonly atOnce = 1
  readonly mostAttempts = 3
  readonly #database: Database
  readonly #forms: Forms
  readonly #folder: string
  readonly #now: Clock
  readonly #announce: Announce

  /** @param folder where finished reports are kept. */
  constructor(database: Database, forms: Forms, folder: string, now: Clock, announce: Announce) {
    this.#database = database
    this.#forms = forms
    this.#folder = folder
    this.#now = now
    this.#announce = announce
  }

  async run(reportId: string, signal: AbortSignal): Promise<void> {
    const db = this.#database.read
    const report = await findReport(system, db, reportId)
    if (report === null || !['queued', 'running'].includes(report.state)) return
    // Written with the eyes of who asked for it, as they are now.
    const account = await findAccount(system, db, report.accountId)
    if (account === null) throw new Error('the account of a report is gone')
    const scope = scopeOf(account)
    const collection = report.collectionId && (await findCollection(scope, db, report.collectionId))
    if (!collection) throw new Error('the collection of a report is out of reach')

    await mkdir(this.#folder, { recursive: true })
    const name = `${report.id}.${report.format === 'csv' ? 'zip' : 'xlsx'}`
    const file = join(this.#folder, name)
    const progress = (share: number): Promise<void> =>
      this.#database.write((tx) => setReportProgress(system, tx, report.id, share))
    const task = { database: this.#database, scope, report, collection, file, now: this.#now(), signal, progress }
    try {
      const { rows, contents } = await this.#write(task)
      const text = `${report.title} – отчет готов: ${contents}.`
      // Cancelled at the last moment: nobody will come for the file.
      if (!(await this.#end(report, { state: 'done', rows, file: name }, text))) await rm(file, { force: true })
    } catch (error) {
      // A thread that was stopped leaves its pieces.
      await rm(`${file}.part`, { recursive: true, force: true })
      throw error
    }
  }

  async giveUp(reportId: string): Promise<void> {
    const report = await findReport(system, this.#database.read, reportId)
    if (report === null) return
    const message = 'Не удалось сформировать отчет. Попробуйте еще раз чуть позже.'
    await this.#end(report, { state: 'failed', message }, `${report.title}: не удалось сформировать отчет.`)
  }

  #write(task: ReportTask): Promise<WrittenReport> {
    return task.report.kind === 'results' ? writeCollectionResults(task, this.#forms) : writeParticipants(task)
  }

  #end(report: Report, end: ReportEnd, text: string): Promise<boolean> {
    return endWithNotice(this.#database, this.#announce, this.#now(), { report, kind: reportKind, end, text })
  }
}
