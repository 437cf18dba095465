import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { RunningServer } from '@tabel/server'
import type { NodeOrder } from './node-main.ts'

const program = fileURLToPath(new URL('./node-main.ts', import.meta.url))

/** Starts a node of the server in a process of its own. */
export async function startNodeProcess(order: NodeOrder): Promise<RunningServer> {
  const child = fork(program, { execArgv: ['--import', 'tsx', '--conditions=@tabel/source'], stdio: 'inherit' })
  child.send(order)
  const failed = once(child, 'exit').then(() => {
    throw new Error('a node ended before it was ready')
  })
  const [url] = (await Promise.race([once(child, 'message'), failed])) as [string]
  failed.catch(() => {})
  return {
    url,
    close: async () => {
      const ended = once(child, 'exit')
      child.send('close')
      await ended
    },
  }
}
