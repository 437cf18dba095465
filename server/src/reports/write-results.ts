import type { SubmittedForm } from '@tabel/excel'
import { on } from 'node:events'
import { startThread } from '../jobs/start-thread.ts'
import type { FromResultsThread, ResultsTask } from './results-thread.ts'

const resourceLimits = { maxOldGenerationSizeMb: 768 }

/**
 * Writes a workbook in a thread of its own, for that is minutes of work for a country.
 *
 * @param nextPage gives the next forms, none when there are no more; asked only when the thread wants them.
 * @returns how many organisations and lines of data were written.
 */
export async function writeResultsInThread(
  task: ResultsTask,
  nextPage: () => Promise<readonly SubmittedForm[]>,
  signal: AbortSignal,
): Promise<{ readonly organisations: number; readonly rows: number }> {
  const thread = startThread('./results-thread', import.meta.url, { workerData: task, resourceLimits })
  const ended = new AbortController()
  thread.once('exit', () => ended.abort(new Error('the thread of the report ended')))
  try {
    for await (const [message] of on(thread, 'message', { signal: AbortSignal.any([signal, ended.signal]) })) {
      const said = message as FromResultsThread
      if (said.type === 'done') return said
      thread.postMessage(await nextPage())
    }
    throw new Error('the thread of the report fell silent')
  } finally {
    await thread.terminate()
  }
}
