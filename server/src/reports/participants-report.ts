import { openTableFile } from '@tabel/excel/tables'
import type { TableOutput, TableValue } from '@tabel/excel/tables'
import { momentIn } from '../clock.ts'
import { intervalOf, shownStatus } from '../policies/collection.ts'
import type { Status } from '../policies/collection.ts'
import type { Assignment } from '../storage/assignments.ts'
import type { Collection } from '../storage/collections.ts'
import { levelNames } from '../storage/organisations.ts'
import { countParticipants, listParticipants } from '../storage/participants.ts'
import type { ListedPart, PageEnd } from '../storage/participants.ts'
import { countOf } from './plural.ts'
import type { ReportTask, WrittenReport } from './report-task.ts'

const pageSize = 500

const columns = [
  { title: 'Логин', groups: [], width: 14 },
  { title: 'Организация', groups: [], width: 60 },
  { title: 'Подчинение', groups: [], width: 60 },
  { title: 'Статус', groups: [], width: 16 },
  { title: 'Сдано (московское время)', groups: [], width: 22 },
]

const statusWords: Readonly<Record<Status, string>> = {
  notStarted: 'Не приступило',
  inProgress: 'В работе',
  submitted: 'Сдано',
}

/** «Экспорт списка участников»: who takes part in a collection and where each stands. */
export async function writeParticipants(task: ReportTask, collection: Collection): Promise<WrittenReport> {
  const out = openTableFile(task.file, task.report.format)
  try {
    const table = out.addTable('Участники', columns, 2)
    await writeLines(task, collection, table)
    await out.close()
    return { rows: table.lines, contents: countOf(table.lines, 'организация') }
  } catch (error) {
    await out.abort()
    throw error
  }
}

async function writeLines({ db, scope, now, progress }: ReportTask, collection: Collection, table: TableOutput): Promise<void> {
  const levels = await levelNames(scope, db)
  const total = await countParticipants(scope, db, collection.id, {})
  for (let after: PageEnd | null | undefined = null; after !== undefined;) {
    const page: readonly ListedPart[] = await listParticipants(scope, db, collection.id, {}, { after, size: pageSize })
    for (const one of page) {
      const status = statusWords[shownStatus(one.status, intervalOf(collection, one.extension), now)]
      const { login, name } = one.organisation
      const line: readonly TableValue[] = [login, name, levelsAbove(one.path, levels), status, submittedAt(one)]
      await table.write(line)
    }
    after = page.at(-1)?.end
    if (after !== undefined) progress(Math.min(1, table.lines / Math.max(1, total)))
  }
}

/** The names of those above an organisation that the scope sees, from the highest. */
function levelsAbove(path: string, levels: ReadonlyMap<string, string>): string {
  const steps = path.split('/').slice(1, -2)
  const names = steps.map((_, at) => levels.get(`/${steps.slice(0, at + 1).join('/')}/`))
  return names.filter((name) => name !== undefined).join(' / ')
}

function submittedAt({ submittedAt: at }: Assignment): string | null {
  return at === null ? null : momentIn('Europe/Moscow', at)
}
