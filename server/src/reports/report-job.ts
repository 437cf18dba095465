import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../clock.ts'
import type { JobHandler } from '../jobs/job-runner.ts'
import { systemScope } from '../policies/scope.ts'
import type { Announce } from '../services/events/announcement.ts'
import type { Database } from '../storage/database.ts'
import { findReport, setReportProgress } from '../storage/reports.ts'
import type { Report } from '../storage/reports.ts'
import { endWithNotice } from './end-with-notice.ts'
import type { ReportEnd } from './end-with-notice.ts'
import { writeInProcess } from './write-in-process.ts'

/** Kinds of the jobs that write reports: of collections, and of what was downloaded. Each waits in a line of its own. */
export const reportKind = 'report'
export const downloadsKind = 'downloads-report'

const system = systemScope('making a report')
/** Milliseconds between two tellings: each is a transaction among people's saves. */
const progressEvery = 500

/**
 * Makes the reports that people order: «Экспорт результатов», «Экспорт списка участников» and «Отчет» of a store (Manual §3.2 and §3.3,
 * Рис. 11–12, 24–25).
 */
export class ReportJob implements JobHandler {
  readonly atOnce = 1
  readonly mostAttempts = 3
  readonly #kind: string
  readonly #database: Database
  readonly #location: string
  readonly #folder: string
  readonly #now: Clock
  readonly #announce: Announce

  /**
   * @param kind of its jobs.
   * @param location of the database, for the process that writes.
   * @param folder where finished reports are kept.
   */
  constructor(kind: string, database: Database, location: string, folder: string, now: Clock, announce: Announce) {
    this.#kind = kind
    this.#database = database
    this.#location = location
    this.#folder = folder
    this.#now = now
    this.#announce = announce
  }

  async run(reportId: string, signal: AbortSignal): Promise<void> {
    const report = await findReport(system, this.#database.read, reportId)
    if (report === null || !['queued', 'running'].includes(report.state)) return
    await mkdir(this.#folder, { recursive: true })
    const name = `${report.id}.${report.format === 'csv' ? 'zip' : 'xlsx'}`
    const file = join(this.#folder, name)
    const order = { database: this.#location, report: report.id, file, now: this.#now() }
    try {
      const { rows, contents } = await writeInProcess(order, this.#progressOf(report.id), signal)
      const text = `${report.title} – отчет готов: ${contents}.`
      // Cancelled at the last moment: nobody will come for the file.
      if (!(await this.#end(report, { state: 'done', rows, file: name }, text))) await rm(file, { force: true })
    } catch (error) {
      // A process that was stopped leaves its pieces.
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

  #progressOf(reportId: string): (share: number) => Promise<void> {
    let toldAt = -Infinity
    return async (share) => {
      const at = performance.now()
      if (at - toldAt < progressEvery) return
      toldAt = at
      await this.#database.write((tx) => setReportProgress(system, tx, reportId, share))
    }
  }

  #end(report: Report, end: ReportEnd, text: string): Promise<boolean> {
    return endWithNotice(this.#database, this.#announce, this.#now(), { report, kind: this.#kind, end, text })
  }
}
