import { knownMigrations, migrate, migrationsDone } from '../storage/migrations/index.ts'
import type { CommandContext } from './command.ts'

export async function migrateCommand(_args: readonly string[], { database, print }: CommandContext): Promise<number> {
  const before = await migrationsDone(database.read)
  await migrate(database)
  const done = knownMigrations.slice(before.length)
  print.out(done.length === 0 ? 'Схема базы уже этой версии.' : `Схема базы обновлена: ${done.join(', ')}.`)
  return 0
}
