import { startServer } from './server.ts'
import { settingsFrom } from './settings.ts'

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
