import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newCluster } from '../../support/cluster.ts'
import { freePort } from '../../support/free-port.ts'
import { built, ServerProcess } from '../../support/server-process.ts'
import { fillCountry } from './country.ts'
import type { Country, CountrySize } from './country.ts'

export type Kind = 'SQLite' | 'PostgreSQL'
export const kinds: readonly Kind[] = ['SQLite', 'PostgreSQL']

export interface Running {
  readonly server: ServerProcess
  readonly country: Country
}

/** Runs `work` with a server over a country of its own. @param environment further settings of the server. */
export async function withCountry<T>(
  kind: Kind,
  size: CountrySize,
  work: (running: Running) => Promise<T>,
  environment: Readonly<Record<string, string>> = {},
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'tabel-bench-'))
  const cluster = kind === 'PostgreSQL' ? await newCluster(false) : null
  try {
    await cluster?.cluster.initialise()
    await cluster?.cluster.start()
    await cluster?.cluster.createDatabase('tabel')
    const location = cluster === null ? join(folder, 'tabel.sqlite') : `${cluster.url}/tabel`
    const files = join(folder, 'files')
    const country = await fillCountry(location, files, size)
    const settings = { TABEL_DEMO: '0', HOST: '127.0.0.1', ...environment }
    const server = new ServerProcess(await freePort(), location, files, built, settings)
    await server.start()
    try {
      return await work({ server, country })
    } finally {
      await server.stop()
    }
  } finally {
    await cluster?.cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Runs `work` with a Koa that does nothing. */
export async function withEmptyServer<T>(work: (url: string, pid: number) => Promise<T>): Promise<T> {
  const port = await freePort()
  const program = join(import.meta.dirname, 'empty.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    await once(child.stdout, 'data')
    return await work(`http://127.0.0.1:${port}`, child.pid ?? 0)
  } finally {
    child.kill()
  }
}
