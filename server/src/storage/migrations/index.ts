import type { Knex } from 'knex'
import type { Database } from '../database.ts'
import { first } from './0001-first.ts'
import { registries } from './0002-registries.ts'
import type { Migration } from './migration.ts'

const migrations: readonly Migration[] = [first, registries]

/**
 * Brings the schema up to date, in one transaction. On PostgreSQL an advisory lock lets one of several starting nodes do it while
 * the others wait; knex's own lock is a row that a crash would leave locked, but here it is rolled back with the rest.
 */
export async function migrate(database: Database): Promise<void> {
  await exclusively(database, (tx) =>
    tx.migrate.latest({
      migrationSource: {
        getMigrations: () => Promise.resolve([...migrations]),
        getMigrationName: (migration: Migration) => migration.name,
        getMigration: (migration: Migration) =>
          Promise.resolve({
            up: (db: Knex) => migration.up(db, database.dialect),
            down: () => Promise.reject(new Error(`${migration.name} has no way back: restore a backup`)),
          }),
      },
    }),
  )
}

/** Runs `work` in a transaction while no other node does the same. */
export function exclusively<T>(database: Database, work: (tx: Knex.Transaction) => Promise<T>): Promise<T> {
  return database.write(async (tx) => {
    if (database.dialect === 'postgres') await tx.raw('select pg_advisory_xact_lock(7430211)')
    return work(tx)
  })
}
