import { systemScope } from '../policies/scope.ts'
import type { Announce } from '../services/events/announcement.ts'
import type { Database } from '../storage/database.ts'
import { insertNotification } from '../storage/notifications.ts'
import { endReport } from '../storage/reports.ts'
import type { Report } from '../storage/reports.ts'

const system = systemScope('ending a report')

/**
 * Ends a report and tells whoever asked for it, once.
 *
 * @param at milliseconds since 1970.
 * @param text what the notification says, in Russian.
 */
export async function endWithNotice(
  database: Database,
  announce: Announce,
  at: number,
  report: Report,
  end: { readonly state: 'done' | 'failed'; readonly rows?: number; readonly file?: string; readonly message?: string },
  text: string,
): Promise<void> {
  const id = await database.write(async (tx) => {
    if (!(await endReport(system, tx, report.id, { ...end, at }))) return null
    const kind = end.state === 'done' ? 'report-ready' : 'report-failed'
    return insertNotification(system, tx, report.accountId, { at, kind, text, reportId: report.id })
  })
  if (id !== null) announce({ kind: 'notification', account: report.accountId, id })
}
