import { on } from 'node:events'
import { startThread } from '../jobs/start-thread.ts'
import type { FromTableThread, TablePage, TableTask } from './table-thread.ts'

const resourceLimits = { maxOldGenerationSizeMb: 768 }

/**
 * Writes a workbook of one table in a thread of its own.
 *
 * @param nextPage gives the next rows, null at the end; asked only when the thread wants them.
 * @returns how many rows were written.
 */
export async function writeTableInThread(
  task: TableTask,
  nextPage: () => Promise<TablePage>,
  signal: AbortSignal,
): Promise<number> {
  const thread = startThread('./table-thread', import.meta.url, { workerData: task, resourceLimits })
  const ended = new AbortController()
  thread.once('exit', () => ended.abort(new Error('the thread of the report ended')))
  try {
    for await (const [message] of on(thread, 'message', { signal: AbortSignal.any([signal, ended.signal]) })) {
      const said = message as FromTableThread
      if (said.type === 'done') return said.rows
      thread.postMessage(await nextPage())
    }
    throw new Error('the thread of the report fell silent')
  } finally {
    await thread.terminate()
  }
}
