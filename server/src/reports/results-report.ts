import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { FormData } from '@tabel/engine'
import type { SubmittedForm } from '@tabel/excel'
import type { Clock } from '../clock.ts'
import type { JobHandler } from '../jobs/job-runner.ts'
import { scopeOf, systemScope } from '../policies/scope.ts'
import type { Scope } from '../policies/scope.ts'
import type { Announce } from '../services/events/announcement.ts'
import type { Forms } from '../services/forms.ts'
import { findAccount } from '../storage/accounts.ts'
import { countByStatus } from '../storage/assignments.ts'
import { findCollection } from '../storage/collections.ts'
import type { Database } from '../storage/database.ts'
import { insertNotification } from '../storage/notifications.ts'
import { endReport, findReport, setReportProgress } from '../storage/reports.ts'
import type { Report } from '../storage/reports.ts'
import { listSubmitted } from '../storage/submissions.ts'
import { countOf } from './plural.ts'
import { writeResultsInThread } from './write-results.ts'

/** Kind of the jobs that write reports. */
export const reportKind = 'report'

const pageSize = 200
const system = systemScope('writing a report')

/** What a submission's document says that a report needs. */
interface Document {
  readonly submittedAt: string
  readonly formVersion: string
  readonly data: FormData
}

/** «Экспорт результатов»: what the organisations of a coordinator submitted, as a workbook (Manual §3.3, Рис. 24–25). */
export class ResultsReport implements JobHandler {
  readonly atOnce = 1
  readonly mostAttempts = 3
  readonly #database: Database
  readonly #forms: Forms
  readonly #folder: string
  readonly #now: Clock
  readonly #announce: Announce
  readonly #stop = new AbortController()

  /** @param folder where finished reports are kept. */
  constructor(database: Database, forms: Forms, folder: string, now: Clock, announce: Announce) {
    this.#database = database
    this.#forms = forms
    this.#folder = folder
    this.#now = now
    this.#announce = announce
  }

  async run(reportId: string): Promise<void> {
    const db = this.#database.read
    const report = await findReport(system, db, reportId)
    if (report === null || report.state === 'done' || report.state === 'failed') return
    // Written with the eyes of who asked for it, as they are now.
    const account = await findAccount(system, db, report.accountId)
    if (account === null) throw new Error('the account of a report is gone')
    const scope = scopeOf(account)
    const collection = await findCollection(scope, db, report.collectionId)
    if (collection === null) throw new Error('the collection of a report is out of reach')
    const { form } = await this.#forms.get(db, collection.formVersionId)

    await mkdir(this.#folder, { recursive: true })
    const file = `${report.id}.xlsx`
    const unfinished = join(this.#folder, `${file}.part`)
    try {
      const pages = this.#pages(scope, report)
      const written = await writeResultsInThread({ form, file: unfinished }, pages, this.#stop.signal)
      await rename(unfinished, join(this.#folder, file))
      const { organisations, rows } = written
      const text = `${report.title} – отчет готов: ${countOf(organisations, 'организация')}, ${countOf(rows, 'строка')}.`
      await this.#end(report, { state: 'done', rows, file }, text)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
  }

  async giveUp(reportId: string): Promise<void> {
    const report = await findReport(system, this.#database.read, reportId)
    if (report === null) return
    const message = 'Не удалось сформировать отчет. Попробуйте еще раз чуть позже.'
    await this.#end(report, { state: 'failed', message }, `${report.title}: не удалось сформировать отчет.`)
  }

  /** Breaks off what is being written; the job begins it anew later. */
  stop(): void {
    this.#stop.abort(new Error('the server stops'))
  }

  /** Pages of submitted forms, one after another; tells the progress on the way. */
  #pages(scope: Scope, report: Report): () => Promise<readonly SubmittedForm[]> {
    let after = ''
    let read = 0
    return async () => {
      const page = await listSubmitted(scope, this.#database.read, report.collectionId, { after, size: pageSize })
      const { submitted } = await countByStatus(scope, this.#database.read, report.collectionId)
      const progress = submitted === 0 ? 0 : Math.min(1, read / submitted)
      await this.#database.write((tx) => setReportProgress(system, tx, report.id, progress))
      after = page.at(-1)?.path ?? after
      read += page.length
      return page.map(({ login, name, document }) => {
        const { submittedAt, formVersion, data } = JSON.parse(document) as Document
        return { organisation: { login, name }, submittedAt, formVersion, data }
      })
    }
  }

  async #end(
    report: Report,
    end: { readonly state: 'done' | 'failed'; readonly rows?: number; readonly file?: string; readonly message?: string },
    text: string,
  ): Promise<void> {
    const at = this.#now()
    const id = await this.#database.write(async (tx) => {
      if (!(await endReport(system, tx, report.id, { ...end, at }))) return null
      const kind = end.state === 'done' ? 'report-ready' : 'report-failed'
      return insertNotification(system, tx, report.accountId, { at, kind, text, reportId: report.id })
    })
    if (id !== null) this.#announce({ kind: 'notification', account: report.accountId, id })
  }
}
