import type { Database, Reader } from './database.ts'
import { openPostgres, postgresPool } from './postgres.ts'
import { openSqlite, sqliteReader } from './sqlite.ts'

const isPostgres = (location: string): boolean => /^postgres(ql)?:\/\//.test(location)

/**
 * @param location a file path, or a `postgres://` URL.
 * @param saveBatch at most so many waiting saves share one commit.
 */
export function openDatabase(location: string, saveBatch?: number): Promise<Database> {
  return isPostgres(location) ? openPostgres(location, saveBatch) : openSqlite(location, saveBatch)
}

/** A door for a process that only reads, through one connection. @param location as above. */
export async function openReader(location: string): Promise<{ readonly read: Reader; close(): Promise<void> }> {
  const read = isPostgres(location) ? postgresPool(location, 1) : sqliteReader(location, 1)
  return { read, close: () => read.destroy() }
}
