import { systemScope } from '../policies/scope.ts'
import { backUp } from '../storage/backup/back-up.ts'
import { restore } from '../storage/backup/restore.ts'
import type { RestoreRefusal } from '../storage/backup/restore.ts'
import type { CommandContext } from './command.ts'

const scope = systemScope('a backup')

export async function backupCommand([file]: readonly string[], { database, settings, print }: CommandContext): Promise<number> {
  if (file === undefined) return (print.error('Укажите файл, например: tabel-server backup tabel-2026-11-26.gz'), 2)
  const counts = await backUp(scope, database, file, new Date(settings.now()))
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0)
  print.out(
    `Резервная копия записана: ${file}, строк – ${rows.toLocaleString('ru-RU')}. Папку ${settings.files} сохраните отдельно.`,
  )
  return 0
}

const refusals: Readonly<Record<RestoreRefusal, string>> = {
  'not-empty': 'База не пуста: восстановить можно только в новую. Укажите другую в TABEL_DB.',
  newer: 'Резервная копия сделана более новой версией программы. Обновите программу и повторите.',
}

export async function restoreCommand([file]: readonly string[], { database, print }: CommandContext): Promise<number> {
  if (file === undefined) return (print.error('Укажите файл резервной копии.'), 2)
  const done = await restore(scope, database, file)
  if (typeof done === 'string') return (print.error(refusals[done]), 1)
  print.out(`База восстановлена по состоянию на ${done.at}.`)
  return 0
}
