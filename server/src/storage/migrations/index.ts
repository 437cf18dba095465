import type { Knex } from 'knex'
import type { Database, Reader } from '../database.ts'
import { first } from './0001-first.ts'
import { registries } from './0002-registries.ts'
import { checkSwitches } from './0003-check-switches.ts'
import { accounts } from './0005-accounts.ts'
import { drafts } from './0006-drafts.ts'
import { files } from './0007-files.ts'
import { jobs } from './0008-jobs.ts'
import { logPartitions } from './0008-log-partitions.ts'
import { uploads } from './0009-uploads.ts'
import { reportKinds } from './0010-report-kinds.ts'
import { publicPublications } from './0011-public-publications.ts'
import { publishing } from './0012-publishing.ts'
import { organisationStates } from './0013-organisation-states.ts'
import { extensions } from './0014-extensions.ts'
import { parts } from './0015-parts.ts'
import { attachments } from './0016-attachments.ts'
import { formTitles } from './0017-form-titles.ts'
import { reportsAndParticipants } from './0018-reports-and-participants.ts'
import type { Migration } from './migration.ts'

const migrations: readonly Migration[] = [
  first,
  registries,
  checkSwitches,
  accounts,
  drafts,
  files,
  jobs,
  logPartitions,
  uploads,
  reportKinds,
  publicPublications,
  publishing,
  organisationStates,
  extensions,
  parts,
  attachments,
  formTitles,
  reportsAndParticipants,
]

/** Names of all steps of the schema that this program knows, in order. */
export const knownMigrations: readonly string[] = migrations.map(({ name }) => name)

/**
 * Brings the schema up to date, in one transaction. On PostgreSQL an advisory lock lets one of several starting nodes do it while
 * the others wait; knex's own lock is a row that a crash would leave locked, but here it is rolled back with the rest.
 *
 * @param steps how many of the steps; all of them by itself.
 * @param afterwards is done in the same transaction.
 */
export async function migrate(
  database: Database,
  steps = migrations.length,
  afterwards: (tx: Knex.Transaction) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await exclusively(database, async (tx) => {
    await tx.migrate.latest({
      migrationSource: {
        getMigrations: () => Promise.resolve(migrations.slice(0, steps)),
        getMigrationName: (migration: Migration) => migration.name,
        getMigration: (migration: Migration) =>
          Promise.resolve({
            up: (db: Knex) => migration.up(db, database.dialect),
            down: () => Promise.reject(new Error(`${migration.name} has no way back: restore a backup`)),
          }),
      },
    })
    await afterwards(tx)
  })
}

/** Names of the steps that a database has behind it, in order; none of an empty one. */
export async function migrationsDone(db: Reader): Promise<readonly string[]> {
  if (!(await db.schema.hasTable('knex_migrations'))) return []
  const rows = await db('knex_migrations').orderBy('id').select<{ name: string }[]>('name')
  return rows.map(({ name }) => name)
}

/** Runs `work` in a transaction while no other node does the same. */
export function exclusively<T>(database: Database, work: (tx: Knex.Transaction) => Promise<T>): Promise<T> {
  return database.write(async (tx) => {
    if (database.dialect === 'postgres') await tx.raw('select pg_advisory_xact_lock(7430211)')
    return work(tx)
  })
}
