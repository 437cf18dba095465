import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import knex from 'knex'
import type { Knex } from 'knex'
import { afterAll } from 'vitest'
import { newCluster } from './cluster.ts'
import type { Postgres } from './cluster.ts'

export const databaseKinds = ['SQLite', 'PostgreSQL'] as const
export type DatabaseKind = (typeof databaseKinds)[number]

/** A new empty database of its own for one test file. */
export interface TestDatabase {
  /** What the setting TABEL_DB takes. */
  readonly location: string
  /** Does something behind the server's back. @returns the rows of a select. */
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>
  drop(): Promise<void>
}

export async function createDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  if (kind === 'PostgreSQL') {
    postgres ??= startPostgres()
    const { url, cluster } = await postgres
    const name = `tabel_${randomUUID().replaceAll('-', '')}`
    await cluster.createDatabase(name)
    const location = `${url}/${name}`
    return {
      location,
      query: (sql) => query({ client: 'pg', connection: location }, sql),
      drop: () => cluster.dropDatabase(name),
    }
  }
  const folder = await mkdtemp(join(tmpdir(), 'tabel-test-'))
  const location = join(folder, 'tabel.sqlite')
  return {
    location,
    query: (sql) => query({ client: 'sqlite3', connection: { filename: location }, useNullAsDefault: true }, sql),
    drop: () => rm(folder, { recursive: true, force: true }),
  }
}

async function query(config: Knex.Config, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const db = knex(config)
  try {
    const result = (await db.raw(sql)) as { rows?: Record<string, unknown>[] } | Record<string, unknown>[]
    return Array.isArray(result) ? result : (result.rows ?? [])
  } finally {
    await db.destroy()
  }
}

/** One for a test file: it takes a second to start. */
let postgres: Promise<Postgres> | null = null

afterAll(async () => {
  const running = await postgres
  postgres = null
  await running?.cluster.stop()
})

/** A real PostgreSQL that only this process knows of. */
async function startPostgres(): Promise<Postgres> {
  const { url, cluster } = await newCluster(false)
  await cluster.initialise()
  await cluster.start()
  return { url, cluster }
}
