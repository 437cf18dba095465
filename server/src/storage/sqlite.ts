import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import knex from 'knex'
import type { Knex } from 'knex'
import { Overloaded } from './database.ts'
import type { Database, Tx } from './database.ts'
import { immediateSqliteClient } from './immediate-client.ts'
import { SaveQueue } from './save-queue.ts'
import { localSignals } from './signals.ts'

interface SqliteConnection {
  exec(sql: string, done: (error: Error | null) => void): void
}

function settings(file: string, pragmas: string, connections: number): Knex.Config {
  return {
    connection: { filename: file },
    useNullAsDefault: true,
    // Otherwise knex puts values, that is people's data, into the messages of errors.
    compileSqlOnError: false,
    pool: {
      min: connections,
      max: connections,
      afterCreate: (connection: SqliteConnection, done: (error: Error | null, connection: SqliteConnection) => void) =>
        connection.exec(pragmas, (error) => done(error, connection)),
    },
  }
}

/** Connections that cannot write. */
export function sqliteReader(file: string, connections: number): Knex {
  return knex({
    ...settings(file, 'PRAGMA busy_timeout = 5000; PRAGMA query_only = ON;', connections),
    client: 'sqlite3',
  })
}

/**
 * One writer and two readers on one file. More writers only wait for each other inside SQLite, each holding a thread of libuv's
 * pool, until the one that could commit finds no thread left.
 */
export async function openSqlite(file: string, saveBatch = 64): Promise<Database> {
  await mkdir(dirname(file), { recursive: true })
  // busy_timeout comes first: changing the journal mode may already meet a lock.
  const writer = knex({
    ...settings(
      file,
      'PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;',
      1,
    ),
    client: immediateSqliteClient,
  })
  await writer.raw('select 1')
  const reader = sqliteReader(file, 2)
  const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => writer.transaction(work)
  const queues: { readonly length: number; idle(): Promise<void> }[] = []
  const signals = localSignals()
  return {
    dialect: 'sqlite',
    signals,
    read: reader,
    write,
    together: <I, R>(commit: (tx: Tx, items: readonly I[]) => Promise<readonly R[]>) => {
      const queue = new SaveQueue<I, R>({
        commit: (items) => write((tx) => commit(tx, items)),
        overloaded: () => new Overloaded('too many saves wait'),
        most: saveBatch,
        lanes: 1,
      })
      queues.push(queue)
      return (item: I) => queue.add(item)
    },
    waitingSaves: () => queues.reduce((sum, { length }) => sum + length, 0),
    onStatement: (listener) => {
      for (const connection of [writer, reader]) connection.on('query', (query: { sql: string }) => listener(query.sql))
    },
    close: async () => {
      for (const queue of queues) await queue.idle()
      await signals.close()
      await writer.destroy()
      await reader.destroy()
    },
  }
}
