// The process that writes one report: it is told once what to write, and says how far it is and what it has written.
import { once } from 'node:events'
import { openReader } from '../storage/open-database.ts'
import type { WrittenReport } from './report-task.ts'
import { writeReport } from './write-report.ts'

export interface ReportOrder {
  /** Where the database is: a path or a `postgres://` URL. */
  readonly database: string
  readonly report: string
  /** Path of the file to write. */
  readonly file: string
  /** Milliseconds since 1970. */
  readonly now: number
}

export type FromReportProcess = { readonly progress: number } | { readonly written: WrittenReport }

// Without the server there is nobody to write for.
process.once('disconnect', () => process.exit())

const tell = (what: FromReportProcess): void => void process.send?.(what)
const [{ database, report, file, now }] = (await once(process, 'message')) as [ReportOrder]
const reader = await openReader(database)
try {
  tell({ written: await writeReport(reader.read, report, { file, now, progress: (progress) => tell({ progress }) }) })
} finally {
  await reader.close()
}
