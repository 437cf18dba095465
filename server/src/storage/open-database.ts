import type { Database } from './database.ts'
import { openPostgres } from './postgres.ts'
import { openSqlite } from './sqlite.ts'

/**
 * @param location a file path, or a `postgres://` URL.
 * @param saveBatch at most so many waiting saves share one commit.
 */
export function openDatabase(location: string, saveBatch?: number): Promise<Database> {
  return /^postgres(ql)?:\/\//.test(location) ? openPostgres(location, saveBatch) : openSqlite(location, saveBatch)
}
