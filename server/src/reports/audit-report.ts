import { openTableFile } from '@tabel/excel/tables'
import type { TableValue } from '@tabel/excel/tables'
import { momentIn } from '../clock.ts'
import { namesIn, shortDetails } from '../services/audit-entries.ts'
import { countAudit, listAudit } from '../storage/audit.ts'
import type { AuditFilter, ReadEntry } from '../storage/audit.ts'
import { actionText, actorText, detailsText } from '../text/audit-words.ts'
import { inMoscow } from './in-moscow.ts'
import { countOf } from './plural.ts'
import type { ReportTask, WrittenReport } from './report-task.ts'

const pageSize = 500

const columns = [
  { title: 'Когда (мск)', groups: [], width: 20 },
  { title: 'Кто', groups: [], width: 18 },
  { title: 'Организация', groups: [], width: 48 },
  { title: 'Что', groups: [], width: 30 },
  { title: 'С кем или с чем', groups: [], width: 20 },
  { title: 'Название', groups: [], width: 48 },
  { title: 'Подробности', groups: [], width: 60 },
]

/**
 * «Журнал» as a file: every entry that a filter finds up to the moment of writing, the newest first.
 *
 * @throws when it has written another number of entries than there are.
 */
export async function writeAudit(task: ReportTask, filter: AuditFilter): Promise<WrittenReport> {
  const { db, scope, now } = task
  const out = openTableFile(task.file, task.report.format)
  try {
    const table = out.addTable('Журнал', columns, 2)
    for await (const line of lines(task, filter)) await table.write(line)
    const there = await countAudit(scope, db, filter, now)
    if (there !== table.lines) throw new Error(`${table.lines} entries were written, ${there} are there`)
    await out.close()
    return { rows: table.lines, contents: countOf(table.lines, 'запись') }
  } catch (error) {
    await out.abort()
    throw error
  }
}

async function* lines({ db, scope, now, progress }: ReportTask, filter: AuditFilter): AsyncGenerator<readonly TableValue[]> {
  const total = await countAudit(scope, db, filter, now)
  let read = 0
  for (let after: Pick<ReadEntry, 'at' | 'id'> | undefined = { at: now + 1, id: '' }; after !== undefined;) {
    const page: readonly ReadEntry[] = await listAudit(scope, db, filter, { after, size: pageSize })
    const names = await namesIn(scope, db, page)
    for (const entry of page) yield lineOf(entry, names)
    after = page.at(-1)
    read += page.length
    progress(Math.min(1, read / Math.max(1, total)))
  }
}

function lineOf(entry: ReadEntry, names: ReadonlyMap<string, string>): readonly TableValue[] {
  const { at, actor, action, subject, details } = entry
  const text = detailsText(shortDetails(details), (iso) => `${momentIn('Europe/Moscow', Date.parse(iso))} мск`)
  return [
    inMoscow(at),
    actorText(actor),
    names.get(actor) ?? null,
    actionText(action),
    subject,
    names.get(subject) ?? null,
    text === '' ? null : text,
  ]
}
