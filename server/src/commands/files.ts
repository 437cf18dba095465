import { createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'
import { systemScope } from '../policies/scope.ts'
import { matchFolder } from '../services/files/match-folder.ts'
import type { FolderMatch } from '../services/files/match-folder.ts'
import { StoreKeeper } from '../services/files/store-keeper.ts'
import { Blobs } from '../storage/blobs.ts'
import { migrate } from '../storage/migrations/index.ts'
import type { Placed } from '../storage/placements.ts'
import { listAllStores } from '../storage/stores.ts'
import type { Command, CommandContext } from './command.ts'

const scope = systemScope('files from the command line')

/** So many of the matched files are named; those that are not matched are named all. */
const named = 10

const actions: Readonly<Record<string, Command>> = { stores: listStores, import: importFiles }

export async function filesCommand([what = '', ...args]: readonly string[], context: CommandContext): Promise<number> {
  const action = Object.hasOwn(actions, what) ? actions[what] : undefined
  if (!action) {
    context.print.error('Нужно: tabel-server files stores или files import <папка> --store <хранилище> [--apply]')
    return 2
  }
  await migrate(context.database)
  return action(args, context)
}

async function listStores(_args: readonly string[], { database, print }: CommandContext): Promise<number> {
  const stores = await listAllStores(scope, database.read)
  if (stores.length === 0) print.error('Хранилищ нет: создайте хранилище в публикации.')
  for (const { id, title, publication } of stores) print.out(`${id}  ${title} («${publication}»)`)
  return 0
}

async function importFiles(args: readonly string[], { database, settings, print }: CommandContext): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { store: { type: 'string' }, apply: { type: 'boolean' } },
    allowPositionals: true,
  })
  const [folder] = positionals
  if (folder === undefined || values.store === undefined)
    return (print.error('Укажите папку и хранилище: tabel-server files import <папка> --store <хранилище> [--apply]'), 2)
  const store = (await listAllStores(scope, database.read)).find(({ id }) => id === values.store)
  if (!store) return (print.error(`Хранилища «${values.store}» нет. Список: tabel-server files stores`), 1)

  const match = await matchFolder(scope, database.read, folder, settings.fileLimit)
  const { matched, unmatched } = match
  print.out(`Хранилище «${store.title}», публикация «${store.publication}».`)
  if (values.apply === true) {
    const keeper = new StoreKeeper(database, new Blobs(settings.files), settings.now)
    const done = await placeAll(keeper, store.id, match, print)
    print.out(`Размещено – ${done.placed}, заменено – ${done.replaced}, уже на месте – ${done.unchanged}.`)
  } else {
    for (const { login, name } of matched.slice(0, named)) print.out(`  ${login} ← ${name}`)
    if (matched.length > named) print.out(`  … и еще ${matched.length - named}`)
    print.out(`Будет размещено файлов: ${matched.length}. Ничего не изменено: чтобы разместить, добавьте --apply.`)
  }
  for (const { path, reason } of unmatched) print.error(`  ${path}: ${reason}`)
  if (unmatched.length > 0)
    print.error(`Не размещается файлов: ${unmatched.length}. Исправьте имена и повторите: остальные не задвоятся.`)
  return unmatched.length > 0 ? 1 : 0
}

/** Places one file after another; what a broken run has placed already is met again as it lies. */
async function placeAll(
  keeper: StoreKeeper,
  store: string,
  { matched }: FolderMatch,
  print: CommandContext['print'],
): Promise<Readonly<Record<Placed, number>>> {
  const done = { placed: 0, replaced: 0, unchanged: 0 }
  let count = 0
  for (const { path, name } of matched) {
    const given = { name, addressee: 'organisation', kinds: [], regions: [] } as const
    done[(await keeper.place(scope, store, given, () => createReadStream(path))).done] += 1
    count += 1
    if (count % 1000 === 0) print.error(`${count} из ${matched.length}…`)
  }
  return done
}
