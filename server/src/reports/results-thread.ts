import type { CompiledForm } from '@tabel/engine'
import { writeResults } from '@tabel/excel'
import type { SubmittedForm } from '@tabel/excel'
import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'

/** What the thread is started with. */
export interface ResultsTask {
  readonly form: CompiledForm
  /** Path of the workbook to write. */
  readonly file: string
}

/** Asks for the next page; an empty one is the last. */
export type FromResultsThread =
  | { readonly type: 'next' }
  | { readonly type: 'done'; readonly organisations: number; readonly rows: number }

const port = parentPort
if (port === null) throw new Error('this module runs in a thread')
const { form, file } = workerData as ResultsTask

async function* submittedForms(): AsyncGenerator<SubmittedForm> {
  for (;;) {
    const page = once(port!, 'message')
    port!.postMessage({ type: 'next' } satisfies FromResultsThread)
    const [forms] = (await page) as [readonly SubmittedForm[]]
    if (forms.length === 0) return
    yield* forms
  }
}

const written = await writeResults(form, submittedForms(), file)
port.postMessage({ type: 'done', ...written } satisfies FromResultsThread)
// Its listener would keep the thread alive.
port.close()
