import { constants } from 'node:fs'
import { access, mkdir, statfs } from 'node:fs/promises'
import { systemScope } from '../policies/scope.ts'
import { canonicalJson } from '../services/canonical-json.ts'
import { DraftCache } from '../services/drafts/draft-cache.ts'
import { Drafts } from '../services/drafts/drafts.ts'
import { Forms } from '../services/forms.ts'
import { Blobs } from '../storage/blobs.ts'
import type { Reader } from '../storage/database.ts'
import { findSnapshot } from '../storage/draft-log.ts'
import { brokenLogs, changedSubmissions, engineTrouble, lateJobs, missingFiles, snapshotHeads } from '../storage/inspect.ts'
import { knownMigrations, migrationsDone } from '../storage/migrations/index.ts'
import type { CommandContext } from './command.ts'

const scope = systemScope('the doctor')

/** Snapshots that are compared with their logs. */
const mostSnapshots = 500
/** Less room than this is a trouble. Bytes. */
const leastRoom = 1024 ** 3
const schemaName = 'Схема базы – этой версии программы'
const patience = 10 * 60 * 1000

/** Each examination finds nothing (null), or says what is wrong. */
type Examination = readonly [what: string, examine: (context: CommandContext) => Promise<string | null>]

const examinations: readonly Examination[] = [
  ['База данных цела и хранит надежно', ({ database }) => engineTrouble(scope, database)],
  [schemaName, ({ database }) => schemaTrouble(database.read)],
  ['Журналы черновиков без пропусков', async ({ database }) => list('черновики', await brokenLogs(scope, database.read))],
  ['Снимки черновиков сходятся с журналами', ({ database }) => snapshotTrouble(database.read)],
  ['Сданные отчеты не изменены', async ({ database }) => list('отчеты', await changedSubmissions(scope, database.read))],
  [
    'Файлы хранилищ на месте',
    async ({ database, settings }) => list('файлы', await missingFiles(scope, database.read, new Blobs(settings.files))),
  ],
  [
    'Задания выполняются вовремя',
    async ({ database, settings }) => {
      const late = await lateJobs(scope, database.read, settings.now() - patience)
      return late === 0 ? null : `ждут дольше 10 минут: ${late}. Запущен ли сервер с ролью all или worker?`
    },
  ],
  ['В папку файлов можно писать, и место есть', ({ settings }) => folderTrouble(settings.files)],
]

/** Looks whether everything is as it was promised. Changes nothing, and may run beside a server. */
export async function doctorCommand(_args: readonly string[], context: CommandContext): Promise<number> {
  let troubles = 0
  for (const [what, examine] of examinations) {
    const trouble = await examine(context)
    if (trouble !== null) troubles += 1
    context.print.out(trouble === null ? `✓ ${what}` : `✗ ${what}: ${trouble}`)
    // The rest asks tables that may not be there.
    if (trouble !== null && what === schemaName) break
  }
  return troubles === 0 ? 0 : 1
}

async function schemaTrouble(db: Reader): Promise<string | null> {
  const done = await migrationsDone(db)
  if (done.length < knownMigrations.length) return 'она старше. Выполните: tabel-server migrate'
  return done.length > knownMigrations.length ? 'она новее. Обновите программу' : null
}

/** Compares the snapshot of drafts with the fold of their log from its beginning. */
async function snapshotTrouble(db: Reader): Promise<string | null> {
  const drafts = new Drafts(new Forms(), new DraftCache())
  const wrong: string[] = []
  for (const { id, formVersionId } of await snapshotHeads(scope, db, mostSnapshots)) {
    const { version, data } = await findSnapshot(db, id)
    const folded = await drafts.replay(db, { id, version, formVersionId }, version)
    if (canonicalJson(folded.data) !== canonicalJson(data)) wrong.push(id)
  }
  return list('черновики', wrong)
}

async function folderTrouble(folder: string): Promise<string | null> {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK)
  } catch {
    return `папка ${folder} закрыта для записи`
  }
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize >= leastRoom ? null : `осталось меньше гигабайта: ${folder}`
}

function list(what: string, ids: readonly string[]): string | null {
  if (ids.length === 0) return null
  return `${what} ${ids.slice(0, 5).join(', ')}${ids.length > 5 ? ` и еще ${ids.length - 5}` : ''}`
}
