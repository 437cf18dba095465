import { systemScope } from '../policies/scope.ts'
import type { Announce } from '../services/events/announcement.ts'
import type { Database } from '../storage/database.ts'
import { letOrderAgain } from '../storage/jobs.ts'
import { insertNotification } from '../storage/notifications.ts'
import { endReport } from '../storage/reports.ts'
import type { Report } from '../storage/reports.ts'

const system = systemScope('ending a report')

/** How a report has ended. */
export interface ReportEnd {
  readonly state: 'done' | 'failed'
  readonly rows?: number
  readonly file?: string
  /** Why it failed, in Russian. */
  readonly message?: string
}

/**
 * Ends a report, lets the same be ordered again, and tells whoever asked for it, once.
 *
 * @param at milliseconds since 1970.
 * @returns false when the report had ended before: it was cancelled.
 */
export async function endWithNotice(
  database: Database,
  announce: Announce,
  at: number,
  {
    report,
    kind,
    end,
    text,
  }: {
    readonly report: Report
    /** Kind of its job. */
    readonly kind: string
    readonly end: ReportEnd
    /** What the notification says, in Russian. */
    readonly text: string
  },
): Promise<boolean> {
  const id = await database.write(async (tx) => {
    if (!(await endReport(system, tx, report.id, { ...end, at }))) return null
    await letOrderAgain(tx, kind, report.id)
    const notice = end.state === 'done' ? 'report-ready' : 'report-failed'
    return insertNotification(system, tx, report.accountId, { at, kind: notice, text, reportId: report.id })
  })
  if (id !== null) announce({ kind: 'notification', account: report.accountId, id })
  return id !== null
}
