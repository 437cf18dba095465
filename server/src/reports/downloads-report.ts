import { rename } from 'node:fs/promises'
import { writeTable } from '@tabel/excel'
import type { TableCell, TableColumn } from '@tabel/excel'
import { isAddressed } from '../policies/placement.ts'
import { sumDownloads } from '../storage/downloads.ts'
import type { DownloadSum } from '../storage/downloads.ts'
import { countOrganisations, listOrganisationsAfter } from '../storage/organisations.ts'
import type { Organisation } from '../storage/organisations.ts'
import { listPersonal, listShared } from '../storage/placements.ts'
import type { Placement } from '../storage/placements.ts'
import { countOf } from './plural.ts'
import type { ReportTask, WrittenReport } from './report-task.ts'

const pageSize = 200

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
export async function writeDownloads(task: ReportTask, storeId: string): Promise<WrittenReport> {
  const unfinished = `${task.file}.part`
  const rows = await writeTable('Скачивание файлов', columns, lines(task, storeId), unfinished)
  await rename(unfinished, task.file)
  return { rows, contents: countOf(rows, 'строка') }
}

async function* lines({ db, scope, progress }: ReportTask, storeId: string): AsyncGenerator<readonly TableCell[]> {
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
