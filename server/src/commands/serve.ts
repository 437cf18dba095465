import { once } from 'node:events'
import { startServer } from '../server.ts'
import type { Settings } from '../settings.ts'
import type { Printer } from './command.ts'

/** Serves until the process is told to stop. */
export async function serve(settings: Settings, print: Printer): Promise<number> {
  const server = await startServer(settings)
  print.out(`Табель: ${server.url}`)
  await Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')])
  await server.close()
  return 0
}
