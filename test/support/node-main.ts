// A node of the server in a process of its own: it is told its settings, reads the test's clock from a file, and says its address.
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { startServer } from '@tabel/server'
import type { Settings } from '@tabel/server'

/** What a node is told. */
export interface NodeOrder {
  readonly settings: Partial<Settings>
  /** Path of a file with the present, milliseconds since 1970. */
  readonly clock: string
}

const [{ settings, clock }] = (await once(process, 'message')) as [NodeOrder]
process.once('disconnect', () => process.exit())
const server = await startServer({ ...settings, checkReplies: true, now: () => Number(readFileSync(clock, 'utf8')) })
process.send?.(server.url)
await once(process, 'message')
await server.close()
process.exit()
