import type { Scope } from '../policies/scope.ts'
import type { Reader } from '../storage/database.ts'
import type { Report } from '../storage/reports.ts'

/** What those who write a report are given. */
export interface ReportTask {
  readonly db: Reader
  /** The eyes of who asked for it, as they are now. */
  readonly scope: Scope
  readonly report: Report
  /** Path of the file to make; unfinished pieces may stand in `<file>.part`. */
  readonly file: string
  /** Milliseconds since 1970. */
  readonly now: number
  /** Tells how far it is, 0..1. */
  readonly progress: (share: number) => void
}

/** How a written report is told about. */
export interface WrittenReport {
  readonly rows: number
  /** What is in it, for the notification: «2 организации, 50 строк». */
  readonly contents: string
}
