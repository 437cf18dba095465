import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Requests leave much behind that lives shortly: with more room for it, it is collected more rarely and copied less. */
const room = '--max-semi-space-size=64'
/** The server run from its sources, as tests of the server do, and as `npm start` runs it after a build. */
const fromSource = [room, '--import', 'tsx', '--conditions=@tabel/source', 'server/src/main.ts'] as const
export const built = [room, 'server/dist/main.js'] as const

/** The server in a process of its own that can be killed and started again on the same data. */
export class ServerProcess {
  readonly url: string
  readonly #program: readonly string[]
  readonly #environment: Readonly<Record<string, string>>
  #process: ChildProcess | null = null
  /** Exit code of the process that ended last; null when a signal ended it. */
  exitCode: number | null = null

  /** @param environment further settings. */
  constructor(
    port: number,
    database: string,
    files: string,
    program: readonly string[] = fromSource,
    environment: Readonly<Record<string, string>> = {},
  ) {
    this.#program = program
    this.url = `http://127.0.0.1:${port}`
    this.#environment = { PORT: String(port), TABEL_DB: database, TABEL_FILES: files, TABEL_LOG: 'error', ...environment }
  }

  /** Id of the running process. */
  get pid(): number {
    if (this.#process?.pid === undefined) throw new Error('the server does not run')
    return this.#process.pid
  }

  /** Starts the server; resolves when it says its address. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [...this.#program], {
      cwd: root,
      env: { ...process.env, ...this.#environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.#process = child
    const ended = once(child, 'exit').then(() => {
      throw new Error('the server ended before it was ready')
    })
    await Promise.race([once(child.stdout, 'data'), ended])
    ended.catch(() => {})
  }

  /** What `kill -9` does: no farewell, no flush. */
  kill(): Promise<void> {
    return this.#end('SIGKILL')
  }

  stop(): Promise<void> {
    return this.#end('SIGTERM')
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#process
    this.#process = null
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill(signal)
    await ended
    this.exitCode = child.exitCode
  }
}
