import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { systemScope } from '../policies/scope.ts'
import type { Database } from '../storage/database.ts'
import { forgetReportFiles, listOldReports } from '../storage/reports.ts'

const scope = systemScope('removing old reports')
/** So many are removed between two writes. */
const atOnce = 100

/**
 * Removes the files of reports that were finished before a moment; what was told of them says from then on that the file is no longer
 * kept. Broken off anywhere, it goes on the next time.
 *
 * @param folder where finished reports are kept.
 * @param before milliseconds since 1970.
 */
export async function removeOldReports(database: Database, folder: string, before: number): Promise<void> {
  for (;;) {
    const old = await listOldReports(scope, database.read, before, atOnce)
    if (old.length === 0) return
    for (const { file } of old) await rm(join(folder, file), { force: true })
    await database.write((tx) =>
      forgetReportFiles(
        scope,
        tx,
        old.map(({ id }) => id),
      ),
    )
  }
}
