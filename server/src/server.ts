import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { pino } from 'pino'
import { createApp } from './app.ts'
import { Metrics } from './metrics/metrics.ts'
import { hasDemo, seedDemo } from './demo/seed.ts'
import { routeTable } from './routes/index.ts'
import { createServices } from './services/index.ts'
import { defaultSettings } from './settings.ts'
import type { Settings } from './settings.ts'
import { Blobs } from './storage/blobs.ts'
import { migrate } from './storage/migrations/index.ts'
import { openDatabase } from './storage/open-database.ts'

export interface RunningServer {
  /** `http://127.0.0.1:3000` */
  readonly url: string
  /** Takes no more requests, ends the streams, lets the requests under way finish, writes what waits, closes the database. */
  close(): Promise<void>
}

/** How long requests under way may take when the server stops. */
const patience = 10_000

/** Opens the database, brings it up to date, fills an empty one with demo data if asked to, and serves. */
export async function startServer(given: Partial<Settings> = {}): Promise<RunningServer> {
  const settings: Settings = { ...defaultSettings, ...given }
  const log = pino({ level: settings.logLevel, base: null })
  await mkdir(settings.files, { recursive: true })
  const database = await openDatabase(settings.database, settings.saveBatch)
  if (database.dialect === 'sqlite' && settings.role !== 'all') {
    await database.close()
    throw new Error(`TABEL_ROLE=${settings.role} needs PostgreSQL: on SQLite one process does everything`)
  }
  if (settings.onStatement) database.onStatement(settings.onStatement)
  try {
    await migrate(database)
    const metrics = new Metrics()
    const services = createServices(database, settings, log, metrics)
    if (settings.demo) await seedDemo(database, new Blobs(settings.files), services, settings.now())
    const host = (await hasDemo(database)) ? '127.0.0.1' : settings.host

    let stopping = false
    const health = { ready: async () => !stopping && (await answers(() => database.read.raw('select 1'))) }
    const table = routeTable(services, health, settings)
    const app = createApp({ settings, log, table, metrics, findSession: (token) => services.sessions.find(token) })
    const server = createServer(app.callback() as never)
    const sockets = new Set<Socket>()
    server.on('connection', (socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    })
    await services.events.start()
    server.listen(settings.port, host)
    await once(server, 'listening')
    if (settings.role !== 'web') await services.start()

    const close = async (): Promise<void> => {
      if (stopping) return
      stopping = true
      const closed = once(server, 'close')
      server.close()
      // Streams go on for ever by themselves; their browsers come again, to another node or to the next start.
      services.events.close()
      // A connection that has had its answer is kept open for the next request, which will not come; browsers also open some
      // before they have anything to say.
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
      const sweep = setInterval(() => server.closeIdleConnections(), 50)
      const force = setTimeout(() => server.closeAllConnections(), patience)
      await closed
      clearInterval(sweep)
      clearTimeout(force)
      await services.stop()
      await database.close()
    }
    const { port } = server.address() as AddressInfo
    return { url: `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`, close }
  } catch (error) {
    await database.close()
    throw error
  }
}

async function answers(ask: () => PromiseLike<unknown>): Promise<boolean> {
  try {
    await ask()
    return true
  } catch {
    return false
  }
}
