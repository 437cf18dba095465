// The process in which a workbook is read: it hears the bytes once, answers once, and is ended by who asked.
import type { ChildAnswer } from './in-child.ts'
import { FileRefused } from './refusal.ts'
import { readWorkbook } from './workbook.ts'

async function read(bytes: Uint8Array): Promise<ChildAnswer> {
  try {
    return { book: await readWorkbook(bytes) }
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    return { refused: { code: error.code, message: error.message } }
  }
}

process.once('message', (bytes: Uint8Array) => {
  void read(bytes).then((answer) => process.send?.(answer))
})
