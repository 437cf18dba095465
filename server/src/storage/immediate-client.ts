import { createRequire } from 'node:module'
import type { Knex } from 'knex'

const require = createRequire(import.meta.url)

interface SqliteTransaction {
  query(connection: unknown, sql: string): Promise<unknown>
}
type AnyConstructor<T> = new (...args: unknown[]) => T

const SqliteClient = require('knex/lib/dialects/sqlite3/index.js') as AnyConstructor<Knex.Client>
const Transaction = require('knex/lib/dialects/sqlite3/execution/sqlite-transaction.js') as AnyConstructor<SqliteTransaction>

class ImmediateTransaction extends Transaction {
  begin(connection: unknown): Promise<unknown> {
    return this.query(connection, 'BEGIN IMMEDIATE;')
  }
}

class ImmediateSqliteClient extends SqliteClient {
  override transaction(...args: unknown[]): never {
    return new ImmediateTransaction(this, ...args) as never
  }
}

/**
 * knex's SQLite client, whose transactions take the write lock at once. knex begins them deferred, and a deferred one that
 * reads and then writes fails with SQLITE_BUSY when anybody else wrote in between, whatever busy_timeout says.
 */
export const immediateSqliteClient = ImmediateSqliteClient as unknown as typeof Knex.Client
