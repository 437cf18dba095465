import { writeTable } from '@tabel/excel'
import type { TableCell, TableColumn } from '@tabel/excel'
import { once } from 'node:events'
import { parentPort, workerData } from 'node:worker_threads'

/** What the thread is started with. */
export interface TableTask {
  readonly title: string
  readonly columns: readonly TableColumn[]
  /** Path of the workbook to write. */
  readonly file: string
}

/** Asks for the next page of rows; null is the end. */
export type FromTableThread = { readonly type: 'next' } | { readonly type: 'done'; readonly rows: number }
export type TablePage = readonly (readonly TableCell[])[] | null

const port = parentPort
if (port === null) throw new Error('this module runs in a thread')
const { title, columns, file } = workerData as TableTask

async function* lines(): AsyncGenerator<readonly TableCell[]> {
  for (;;) {
    const page = once(port!, 'message')
    port!.postMessage({ type: 'next' } satisfies FromTableThread)
    const [rows] = (await page) as [TablePage]
    if (rows === null) return
    yield* rows
  }
}

const rows = await writeTable(title, columns, lines(), file)
port.postMessage({ type: 'done', rows } satisfies FromTableThread)
// Its listener would keep the thread alive.
port.close()
