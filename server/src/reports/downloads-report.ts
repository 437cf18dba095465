import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { TableCell, TableColumn } from '@tabel/excel'
import type { Clock } from '../clock.ts'
import type { JobHandler } from '../jobs/job-runner.ts'
import { isAddressed } from '../policies/placement.ts'
import { scopeOf, systemScope } from '../policies/scope.ts'
import type { Scope } from '../policies/scope.ts'
import type { Announce } from '../services/events/announcement.ts'
import { findAccount } from '../storage/accounts.ts'
import type { Database } from '../storage/database.ts'
import { sumDownloads } from '../storage/downloads.ts'
import type { DownloadSum } from '../storage/downloads.ts'
import { countOrganisations, listOrganisationsAfter } from '../storage/organisations.ts'
import type { Organisation } from '../storage/organisations.ts'
import { listPersonal, listShared } from '../storage/placements.ts'
import type { Placement } from '../storage/placements.ts'
import { findReport, setReportProgress } from '../storage/reports.ts'
import type { Report } from '../storage/reports.ts'
import { findStore } from '../storage/stores.ts'
import { endWithNotice } from './end-with-notice.ts'
import { countOf } from './plural.ts'
import type { TablePage } from './table-thread.ts'
import { writeTableInThread } from './write-table.ts'

/** Kind of the jobs that write these reports. */
export const downloadsKind = 'downloads-report'

const pageSize = 200
const system = systemScope('writing a report of downloads')

const columns: readonly TableColumn[] = [
  { title: 'Логин', width: 14 },
  { title: 'Организация', width: 48 },
  { title: 'Файл', width: 48 },
  { title: 'Скачан', width: 10 },
  { title: 'Первое скачивание (мск)', width: 24, moment: true },
  { title: 'Последнее скачивание (мск)', width: 24, moment: true },
  { title: 'Число скачиваний', width: 18 },
]

type Line = Pick<Organisation, 'id' | 'login' | 'name' | 'path' | 'kind'>

/**
 * «Отчет» of a store: for each organisation of the coordinator and each file that is meant for it, whether and when it was downloaded
 * (Manual §3.2, Рис. 11–12).
 */
export class DownloadsReport implements JobHandler {
  readonly atOnce = 1
  readonly mostAttempts = 3
  readonly #database: Database
  readonly #folder: string
  readonly #now: Clock
  readonly #announce: Announce
  readonly #stop = new AbortController()

  /** @param folder where finished reports are kept. */
  constructor(database: Database, folder: string, now: Clock, announce: Announce) {
    this.#database = database
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
    const store = report.storeId && (await findStore(scope, db, report.storeId, this.#now()))
    if (!store) throw new Error('the store of a report is out of reach')

    await mkdir(this.#folder, { recursive: true })
    const file = `${report.id}.xlsx`
    const unfinished = join(this.#folder, `${file}.part`)
    try {
      const pages = await this.#pages(scope, report, store.id)
      const task = { title: 'Скачивание файлов', columns, file: unfinished }
      const rows = await writeTableInThread(task, pages, this.#stop.signal)
      await rename(unfinished, join(this.#folder, file))
      const text = `${report.title} – отчет готов: ${countOf(rows, 'строка')}.`
      await endWithNotice(this.#database, this.#announce, this.#now(), report, { state: 'done', rows, file }, text)
    } catch (error) {
      await rm(unfinished, { force: true })
      throw error
    }
  }

  async giveUp(reportId: string): Promise<void> {
    const report = await findReport(system, this.#database.read, reportId)
    if (report === null) return
    const end = { state: 'failed', message: 'Не удалось сформировать отчет. Попробуйте еще раз чуть позже.' } as const
    const text = `${report.title}: не удалось сформировать отчет.`
    await endWithNotice(this.#database, this.#announce, this.#now(), report, end, text)
  }

  /** Breaks off what is being written; the job begins it anew later. */
  stop(): void {
    this.#stop.abort(new Error('the server stops'))
  }

  /** Rows of one page of organisations after another; tells the progress on the way. */
  async #pages(scope: Scope, report: Report, storeId: string): Promise<() => Promise<TablePage>> {
    const db = this.#database.read
    const shared = await listShared(scope, db, storeId)
    const total = await countOrganisations(scope, db)
    let after = ''
    let read = 0
    return async () => {
      const page = await listOrganisationsAfter(scope, db, after, pageSize)
      const progress = total === 0 ? 0 : Math.min(1, read / total)
      await this.#database.write((tx) => setReportProgress(system, tx, report.id, progress))
      const last = page.at(-1)?.path
      if (last === undefined) return null
      read += page.length
      const ids = page.map(({ id }) => id)
      const personal = byOrganisation(await listPersonal(scope, db, storeId, { after, last }))
      after = last
      const sums = new Map((await sumDownloads(scope, db, ids)).map((sum) => [keyOf(sum.organisationId, sum.placementId), sum]))
      return page.flatMap((line) => linesOf(line, [...shared, ...(personal.get(line.id) ?? [])], sums))
    }
  }
}

const keyOf = (organisation: string, placement: string): string => `${organisation}/${placement}`

function byOrganisation(placements: readonly Placement[]): ReadonlyMap<string, readonly Placement[]> {
  const sorted = new Map<string, Placement[]>()
  for (const placement of placements) {
    const id = placement.organisation?.id ?? ''
    sorted.set(id, [...(sorted.get(id) ?? []), placement])
  }
  return sorted
}

function linesOf(
  organisation: Line,
  placements: readonly Placement[],
  sums: ReadonlyMap<string, DownloadSum>,
): readonly (readonly TableCell[])[] {
  return placements
    .filter((placement) => isAddressed(organisation, { ...placement, organisationId: placement.organisation?.id ?? null }))
    .map(({ id, file }) => {
      const sum = sums.get(keyOf(organisation.id, id))
      const told = sum ? ['да', inMoscow(sum.first), inMoscow(sum.last), sum.times] : ['нет', null, null, 0]
      return [organisation.login, organisation.name, file.name, ...told]
    })
}

/** A moment as a date whose UTC figures are those of Moscow's clocks: workbooks know no zones. */
function inMoscow(time: number): Date {
  return new Date(time + 3 * 60 * 60 * 1000)
}
