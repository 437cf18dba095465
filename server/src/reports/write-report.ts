import { roleOf } from '../policies/collection.ts'
import { scopeOf, systemScope } from '../policies/scope.ts'
import { findAccount } from '../storage/accounts.ts'
import { findCollection } from '../storage/collections.ts'
import type { Reader } from '../storage/database.ts'
import { findReport } from '../storage/reports.ts'
import { findStore } from '../storage/stores.ts'
import { writeAudit } from './audit-report.ts'
import { writeCollectionResults } from './collection-results.ts'
import { writeDownloads } from './downloads-report.ts'
import { writeParticipants } from './participants-report.ts'
import type { ReportTask, WrittenReport } from './report-task.ts'

const system = systemScope('writing a report')

/**
 * Writes what somebody has ordered, with the eyes of who ordered it, as they are now.
 *
 * @throws when the account, or what the report is about, is out of reach.
 */
export async function writeReport(
  db: Reader,
  reportId: string,
  how: Pick<ReportTask, 'file' | 'now' | 'progress'>,
): Promise<WrittenReport> {
  const report = await findReport(system, db, reportId)
  if (report === null) throw new Error('there is no such report')
  const account = await findAccount(system, db, report.accountId)
  if (account === null) throw new Error('the account of a report is gone')
  const scope = scopeOf(account)
  const task = { db, scope, report, ...how }
  if (report.storeId !== null) {
    const store = await findStore(scope, db, report.storeId, how.now)
    if (!store) throw new Error('the store of a report is out of reach')
    return writeDownloads(task, store.id)
  }
  if (report.audit !== null) {
    if (roleOf(scope.person.organisation.kind) !== 'fed') throw new Error('the audit is for the organizer')
    return writeAudit(task, report.audit)
  }
  const collection = report.collectionId && (await findCollection(scope, db, report.collectionId))
  if (!collection) throw new Error('the collection of a report is out of reach')
  return report.kind === 'results' ? writeCollectionResults(task, collection) : writeParticipants(task, collection)
}
