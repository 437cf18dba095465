import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createRequire } from 'node:module'
import { setPriority } from 'node:os'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** As `nice` counts: people's requests come first, but the work still moves on. */
const niceness = 10

/**
 * Starts a process for long work from a module of this package, named without its ending. It gives way: whoever waits for an answer has
 * the processors first. A thread could not, for it shares the compressing and collecting threads of the whole program.
 *
 * @param base `import.meta.url` of the caller.
 * @param heap megabytes that its data may take.
 */
export function startProcess(module: string, base: string, heap: number): ChildProcess {
  const isSource = base.endsWith('.ts')
  const program = fileURLToPath(new URL(`${module}${isSource ? '.ts' : '.js'}`, base))
  const loader = (): string => pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href
  const execArgv = [`--max-old-space-size=${heap}`, ...(isSource ? ['--import', loader(), '--conditions=@tabel/source'] : [])]
  const child = fork(program, { execArgv, serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  if (child.pid !== undefined) setPriority(child.pid, niceness)
  return child
}
