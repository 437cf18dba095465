import knex from 'knex'
import type { Knex } from 'knex'
import pg from 'pg'
import { Overloaded } from './database.ts'
import type { Database, Tx } from './database.ts'
import { PostgresSignals } from './postgres-signals.ts'
import { SaveQueue } from './save-queue.ts'

const connections = 10
/** So many transactions of waiting saves at once: each holds a connection. */
const lanes = 2

/** bigint (times, counts) arrives as a number instead of text: none of ours comes near 2^53. */
const types = {
  getTypeParser: (type: number, format?: 'text' | 'binary') =>
    type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format as 'text'),
}

/** A pool of connections. */
export function postgresPool(url: string, most: number): Knex {
  return knex({
    client: 'pg',
    connection: { connectionString: url, types, application_name: 'tabel' } as never,
    compileSqlOnError: false,
    // knex would print each connection that cannot be had; whoever asked for it is told anyway.
    log: { warn: () => {} },
    pool: { min: 0, max: most },
  })
}

/** A pool of connections. Saves are short transactions that lock the rows of their drafts, so nodes may be many. */
export async function openPostgres(url: string, saveBatch = 64): Promise<Database> {
  const db = postgresPool(url, connections)
  await db.raw('select 1')
  const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction(work)
  const signals = new PostgresSignals(url)
  const queues: { readonly length: number }[] = []
  return {
    dialect: 'postgres',
    signals,
    read: db,
    write,
    together: <I, R>(commit: (tx: Tx, items: readonly I[]) => Promise<readonly R[]>) => {
      const queue = new SaveQueue<I, R>({
        commit: (items) => write((tx) => commit(tx, items)),
        overloaded: () => new Overloaded('too many saves wait'),
        most: saveBatch,
        lanes,
      })
      queues.push(queue)
      return (item: I) => queue.add(item)
    },
    waitingSaves: () => queues.reduce((sum, { length }) => sum + length, 0),
    onStatement: (listener) => {
      db.on('query', (query: { sql: string }) => listener(query.sql))
    },
    close: async () => {
      await signals.close()
      await db.destroy()
    },
  }
}
