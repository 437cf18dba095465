import type { CompiledForm } from '@tabel/engine'
import { writeResults } from '@tabel/excel'
import type { SubmittedForm, WrittenResults } from '@tabel/excel'
import type { TableFormat } from '@tabel/excel/tables'
import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'

/** What the thread is started with. */
export interface ResultsTask {
  readonly form: CompiledForm
  /** Path of the file to write. */
  readonly file: string
  readonly format: TableFormat
}

/** Asks for the next page; an empty one is the last. */
export type FromResultsThread = { readonly type: 'next' } | ({ readonly type: 'done' } & WrittenResults)

const port = parentPort
if (port === null) throw new Error('this module runs in a thread')
const { form, file, format } = workerData as ResultsTask

async function* submittedForms(): AsyncGenerator<SubmittedForm> {
  for (;;) {
    const page = once(port!, 'message')
    port!.postMessage({ type: 'next' } satisfies FromResultsThread)
    const [forms] = (await page) as [readonly SubmittedForm[]]
    if (forms.length === 0) return
    yield* forms
  }
}

const written = await writeResults(form, submittedForms(), file, format)
port.postMessage({ type: 'done', ...written } satisfies FromResultsThread)
// Its listener would keep the thread alive.
port.close()
