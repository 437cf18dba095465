import { on } from 'node:events'
import { startProcess } from '../jobs/start-process.ts'
import type { FromReportProcess, ReportOrder } from './report-process.ts'
import type { WrittenReport } from './report-task.ts'

/** Megabytes. */
const heap = 768

/**
 * Writes a report in a process of its own, which reads the database itself: that is minutes of work for a country, and meanwhile
 * everybody types.
 *
 * @param progress is told how far it is, 0..1, as often as there is something to tell.
 */
export async function writeInProcess(
  order: ReportOrder,
  progress: (share: number) => Promise<void>,
  signal: AbortSignal,
): Promise<WrittenReport> {
  signal.throwIfAborted()
  const child = startProcess('./report-process', import.meta.url, heap)
  const ended = new AbortController()
  child.once('exit', () => ended.abort(new Error('the process of the report ended')))
  child.once('error', (error) => ended.abort(error))
  try {
    const messages = on(child, 'message', { signal: AbortSignal.any([signal, ended.signal]) })
    child.send(order, (error) => error && ended.abort(error))
    for await (const [message] of messages) {
      const said = message as FromReportProcess
      if ('written' in said) return said.written
      await progress(said.progress)
    }
    throw new Error('the process of the report fell silent')
  } finally {
    child.kill('SIGKILL')
  }
}
