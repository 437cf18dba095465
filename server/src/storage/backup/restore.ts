import type { Scope } from '../../policies/scope.ts'
import type { Database } from '../database.ts'
import { knownMigrations, migrate, migrationsDone } from '../migrations/index.ts'
import { addMissingLogPartitions } from '../log-partitions.ts'
import { logPartitions } from '../migrations/0008-log-partitions.ts'
import { BadBackup, readBackupFile } from './backup-file.ts'
import type { BackupHead } from './backup-file.ts'
import { backupTables } from './tables.ts'

/** Why nothing was restored. */
export type RestoreRefusal = 'not-empty' | 'newer'

/**
 * Fills an empty database from a backup: all of it, or nothing. A backup of an older version is brought up to date afterwards.
 *
 * @returns the head of the backup, or why nothing was done.
 * @throws {BadBackup} when the file is not a whole backup; nothing was done.
 */
export async function restore(_scope: Scope, database: Database, file: string): Promise<BackupHead | RestoreRefusal> {
  if ((await migrationsDone(database.read)).length > 0) return 'not-empty'
  const head = await headOf(file)
  if (head.schema.some((name, place) => knownMigrations[place] !== name)) return 'newer'
  const known = new Set(backupTables.map(({ name }) => name))
  await migrate(database, head.schema.length, async (tx) => {
    let hasPlaces = false
    for await (const line of readBackupFile(file)) {
      if (!('table' in line)) continue
      if (!known.has(line.table)) throw new BadBackup(`there is no table ${line.table}`)
      if (line.table === 'draft_entry' && !hasPlaces) {
        hasPlaces = true
        if (head.schema.includes(logPartitions.name)) await addMissingLogPartitions(tx)
      }
      await tx.batchInsert(line.table, [...line.rows], line.rows.length)
    }
  })
  await migrate(database)
  return head
}

async function headOf(file: string): Promise<BackupHead> {
  const lines = readBackupFile(file)
  const { value } = await lines.next()
  await lines.return(undefined)
  if (!value || !('tabel' in value)) throw new BadBackup('not a backup')
  return value
}
