import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What came of reading a file, and what that took. */
export interface ReadFigures {
  /** How many cells were read, or the code of the refusal. */
  readonly outcome: string
  /** Milliseconds. */
  readonly cpu: number
  /** The most memory that the process held. */
  readonly mb: number
}

/** Reads a file in a process of its own. Ours has the heap that the product gives it for an upload; exceljs has what it wants. */
export async function readInChild(file: string, reader: 'ours' | 'exceljs'): Promise<ReadFigures> {
  const heap = reader === 'ours' ? ['--max-old-space-size=256'] : []
  const { stdout } = await run(process.execPath, [...heap, join(import.meta.dirname, 'read-child.mjs'), file, reader])
  return JSON.parse(stdout) as ReadFigures
}
