import { startServer } from './server.ts'
import { settingsFrom } from './settings.ts'

// SQLite, argon2 and files share libuv's threads; four are too few for all of them. Must be set before the first is used.
process.env['UV_THREADPOOL_SIZE'] ??= '8'

const server = await startServer(settingsFrom(process.env))
process.stdout.write(`Табель: ${server.url}\n`)

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    server.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`)
        process.exit(1)
      },
    )
  })
}
