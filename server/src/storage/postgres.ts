import knex from 'knex'
import pg from 'pg'
import { Overloaded } from './database.ts'
import type { Database, Tx } from './database.ts'
import { PostgresSignals } from './postgres-signals.ts'

const connections = 10
const waitingLimit = 2000

/** bigint (times, counts) arrives as a number instead of text: none of ours comes near 2^53. */
const types = {
  getTypeParser: (type: number, format?: 'text' | 'binary') =>
    type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format as 'text'),
}

/** A pool of connections. A save is one short transaction that locks the row of its draft, so nodes may be many. */
export async function openPostgres(url: string): Promise<Database> {
  const db = knex({
    client: 'pg',
    connection: { connectionString: url, types, application_name: 'tabel' } as never,
    compileSqlOnError: false,
    // knex would print each connection that cannot be had; whoever asked for it is told anyway.
    log: { warn: () => {} },
    pool: { min: 0, max: connections },
  })
  await db.raw('select 1')
  const write = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => db.transaction(work)
  const signals = new PostgresSignals(url)
  let waiting = 0
  return {
    dialect: 'postgres',
    signals,
    read: db,
    write,
    save: async (work) => {
      if (waiting >= waitingLimit) throw new Overloaded('too many saves wait')
      waiting += 1
      try {
        return await write(work)
      } finally {
        waiting -= 1
      }
    },
    waitingSaves: () => Math.max(0, waiting - connections),
    onStatement: (listener) => {
      db.on('query', (query: { sql: string }) => listener(query.sql))
    },
    close: async () => {
      await signals.close()
      await db.destroy()
    },
  }
}
