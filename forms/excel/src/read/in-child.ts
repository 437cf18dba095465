import { fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { FileRefused } from './refusal.ts'
import type { RefusalCode } from './refusal.ts'
import type { ReadBook } from './workbook.ts'

export interface ChildOptions {
  /** Megabytes that the child's data may take. */
  readonly heap?: number
  /** Milliseconds. */
  readonly timeout?: number
}

/** What the child answers. */
export type ChildAnswer =
  | { readonly book: ReadBook }
  | { readonly refused: { readonly code: RefusalCode; readonly message: string } }

/** So many workbooks are read at once: a reader takes a processor. */
const most = 2
let running = 0
const waiting: (() => void)[] = []

/**
 * Reads a workbook in a process of its own, with little memory and little time: whatever somebody has put into a file, it ends that
 * process at worst. A thread would not do: one that runs out of memory takes the whole program with it.
 *
 * @throws FileRefused as `readWorkbook` does, and when there was not enough memory or time.
 */
export async function readWorkbookInChild(bytes: Uint8Array, options: ChildOptions = {}): Promise<ReadBook> {
  if (running >= most) await new Promise<void>((go) => waiting.push(go))
  running += 1
  try {
    const answer = await ask(bytes, options)
    if ('refused' in answer) throw new FileRefused(answer.refused.code, answer.refused.message)
    return answer.book
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}

function ask(bytes: Uint8Array, { heap = 256, timeout = 30_000 }: ChildOptions): Promise<ChildAnswer> {
  const isSource = import.meta.url.endsWith('.ts')
  const program = fileURLToPath(new URL(`./child${isSource ? '.ts' : '.js'}`, import.meta.url))
  const loader = createRequire(import.meta.url)
  const execArgv = [
    `--max-old-space-size=${heap}`,
    ...(isSource ? ['--import', pathToFileURL(loader.resolve('tsx')).href, '--conditions=@tabel/source'] : []),
  ]
  const child = fork(program, { execArgv, serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env: {} })
  return new Promise((done, failed) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL')
      failed(tooMuch('timeout', 'читается слишком долго'))
    }, timeout)
    child.once('message', (answer) => {
      clearTimeout(late)
      child.kill('SIGKILL')
      done(answer as ChildAnswer)
    })
    // Killed by its own want of memory, it says nothing.
    child.once('exit', () => {
      clearTimeout(late)
      failed(tooMuch('too-large', 'не помещается в память'))
    })
    child.once('error', failed)
    child.send(bytes)
  })
}

function tooMuch(code: RefusalCode, what: string): FileRefused {
  return new FileRefused(code, `Файл ${what}. Загрузите шаблон формы, заполненный без лишних листов и картинок.`)
}
