import { writeFile } from 'node:fs/promises'
import { UsageError } from './terminal.ts'
import type { Terminal } from './terminal.ts'

/** Prints a text, or writes it into a file. */
export async function output(text: string, file: string | undefined, terminal: Terminal): Promise<void> {
  if (file === undefined) {
    terminal.out(text)
    return
  }
  try {
    await writeFile(file, `${text}\n`)
  } catch {
    throw new UsageError(`Файл ${file} не записать. Проверьте путь и права.`)
  }
}
