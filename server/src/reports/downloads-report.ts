import { openTableFile } from '@tabel/excel/tables'
import type { TableColumn, TableValue } from '@tabel/excel/tables'
import { isAddressed } from '../policies/placement.ts'
import { sumDownloads } from '../storage/downloads.ts'
import type { DownloadSum } from '../storage/downloads.ts'
import { countOrganisations, listOrganisationsAfter } from '../storage/organisations.ts'
import type { Organisation } from '../storage/organisations.ts'
import { listPersonal, listShared } from '../storage/placements.ts'
import type { Placement } from '../storage/placements.ts'
import { inMoscow } from './in-moscow.ts'
import { countOf } from './plural.ts'
import type { ReportTask, WrittenReport } from './report-task.ts'

const pageSize = 200

const columns: readonly TableColumn[] = [
  { title: 'Логин', groups: [], width: 14 },
  { title: 'Организация', groups: [], width: 48 },
  { title: 'Файл', groups: [], width: 48 },
  { title: 'Скачан', groups: [], width: 10 },
  { title: 'Первое скачивание (мск)', groups: [], width: 24 },
  { title: 'Последнее скачивание (мск)', groups: [], width: 24 },
  { title: 'Число скачиваний', groups: [], width: 18 },
]

type Line = Pick<Organisation, 'id' | 'login' | 'name' | 'path' | 'kind'>

/**
 * «Отчет» of a store: for each organisation of the coordinator and each file that is meant for it, whether and when it was downloaded
 * (Manual §3.2, Рис. 11–12).
 */
export async function writeDownloads(task: ReportTask, storeId: string): Promise<WrittenReport> {
  const out = openTableFile(task.file, 'xlsx')
  try {
    const table = out.addTable('Скачивание файлов', columns, 2)
    for await (const line of lines(task, storeId)) await table.write(line)
    await out.close()
    return { rows: table.lines, contents: countOf(table.lines, 'строка') }
  } catch (error) {
    await out.abort()
    throw error
  }
}

async function* lines({ db, scope, progress }: ReportTask, storeId: string): AsyncGenerator<readonly TableValue[]> {
  const shared = await listShared(scope, db, storeId)
  const total = await countOrganisations(scope, db)
  let read = 0
  for (let after = ''; ;) {
    const page = await listOrganisationsAfter(scope, db, after, pageSize)
    const last = page.at(-1)?.path
    if (last === undefined) return
    const ids = page.map(({ id }) => id)
    const personal = byOrganisation(await listPersonal(scope, db, storeId, { after, last }))
    const sums = new Map((await sumDownloads(scope, db, ids)).map((sum) => [keyOf(sum.organisationId, sum.placementId), sum]))
    for (const line of page) yield* linesOf(line, [...shared, ...(personal.get(line.id) ?? [])], sums)
    after = last
    read += page.length
    progress(Math.min(1, read / total))
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
): readonly (readonly TableValue[])[] {
  return placements
    .filter((placement) => isAddressed(organisation, { ...placement, organisationId: placement.organisation?.id ?? null }))
    .map(({ id, file }) => {
      const sum = sums.get(keyOf(organisation.id, id))
      const told = sum ? ['да', inMoscow(sum.first), inMoscow(sum.last), sum.times] : ['нет', null, null, 0]
      return [organisation.login, organisation.name, file.name, ...told]
    })
}
