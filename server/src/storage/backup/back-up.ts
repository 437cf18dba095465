import type { Knex } from 'knex'
import type { Scope } from '../../policies/scope.ts'
import type { Database, Reader } from '../database.ts'
import { migrationsDone } from '../migrations/index.ts'
import { writeBackupFile } from './backup-file.ts'
import type { BackupEnd, BackupHead, BackupPage, Row } from './backup-file.ts'
import { backupTables } from './tables.ts'
import type { BackupTable } from './tables.ts'

const pageSize = 200

/**
 * Writes everything into a file, as it was at one moment, while the server goes on. The file fits both databases. Files made by the
 * server (`TABEL_FILES`) are not in it.
 *
 * @returns how many rows there are, by table.
 */
export async function backUp(
  _scope: Scope,
  database: Database,
  file: string,
  at: Date,
): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {}
  const options: Knex.TransactionConfig =
    database.dialect === 'postgres' ? { isolationLevel: 'repeatable read', readOnly: true } : {}
  await database.read.transaction(async (tx) => {
    await writeBackupFile(file, lines(tx, at, counts))
  }, options)
  return counts
}

async function* lines(db: Reader, at: Date, counts: Record<string, number>): AsyncGenerator<BackupHead | BackupPage | BackupEnd> {
  yield { tabel: 'backup', format: 1, schema: await migrationsDone(db), at: at.toISOString() }
  for (const table of backupTables) {
    counts[table.name] = 0
    for await (const rows of pages(db, table)) {
      counts[table.name] = (counts[table.name] ?? 0) + rows.length
      yield { table: table.name, rows }
    }
  }
  yield { end: counts }
}

/** The rows of a table, page by page: a stream of the driver would hold all of them on SQLite. */
async function* pages(db: Reader, { name, key }: BackupTable): AsyncGenerator<readonly Row[]> {
  let last: Row | null = null
  for (;;) {
    const query = db(name)
      .orderBy([...key])
      .limit(pageSize)
    if (last !== null) {
      const before: Row = last
      const values = key.map((column) => before[column] as Knex.Value)
      void query.whereRaw(`(${key.map(() => '??').join(', ')}) > (${key.map(() => '?').join(', ')})`, [...key, ...values])
    }
    const rows = await query.select<Row[]>('*')
    if (rows.length > 0) yield rows
    if (rows.length < pageSize) return
    last = rows.at(-1) ?? null
  }
}
