import type { SubmittedForm, WrittenResults } from '@tabel/excel'
import { on } from 'node:events'
import { startThread } from '../jobs/start-thread.ts'
import type { FromResultsThread, ResultsTask } from './results-thread.ts'

// A small young generation: pages of forms live briefly, and a large one would hold them.
const resourceLimits = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 12 }

/**
 * Writes a report in a thread of its own, for that is minutes of work for a country.
 *
 * @param nextPage gives the next forms, none when there are no more; asked only when the thread wants them.
 * @returns how many organisations and lines of data were written.
 * @throws when they are not as many as were read.
 */
export async function writeResultsInThread(
  task: ResultsTask,
  nextPage: () => Promise<readonly SubmittedForm[]>,
  signal: AbortSignal,
): Promise<WrittenResults> {
  const thread = startThread('./results-thread', import.meta.url, { workerData: task, resourceLimits })
  const ended = new AbortController()
  let read = 0
  thread.once('exit', () => ended.abort(new Error('the thread of the report ended')))
  try {
    for await (const [message] of on(thread, 'message', { signal: AbortSignal.any([signal, ended.signal]) })) {
      const said = message as FromResultsThread
      if (said.type === 'done') {
        if (said.organisations !== read) throw new Error(`${read} forms were read, ${said.organisations} written`)
        return { organisations: said.organisations, rows: said.rows }
      }
      const page = await nextPage()
      read += page.length
      thread.postMessage(page)
    }
    throw new Error('the thread of the report fell silent')
  } finally {
    await thread.terminate()
  }
}
