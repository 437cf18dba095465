import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import type { Visitor } from './country.ts'

export interface Answer {
  readonly status: number
  readonly text: string
}

/** A browser's requests without the weight of a browser: the bench shares its processors with the server. */
export class Caller {
  readonly #url: string
  readonly #visitor: Visitor
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })

  constructor(url: string, visitor: Visitor) {
    this.#url = url
    this.#visitor = visitor
  }

  ask(method: 'GET' | 'POST' | 'PATCH', path: string, body?: unknown): Promise<Answer> {
    const text = body === undefined ? undefined : JSON.stringify(body)
    return new Promise((done, failed) => {
      const sent = request(
        `${this.#url}${path}`,
        {
          method,
          agent: this.#agent,
          headers: {
            cookie: this.#visitor.cookie,
            'x-tabel-csrf': this.#visitor.csrf,
            ...(text !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
          },
        },
        (answer) => {
          const parts: Buffer[] = []
          answer.on('data', (part: Buffer) => parts.push(part))
          answer.on('end', () => done({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString() }))
          answer.on('error', failed)
        },
      )
      sent.on('error', failed)
      sent.end(text)
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}

/** Milliseconds of processor time that a process has used. */
export function cpuOf(pid: number): number {
  // After the name in parentheses, which may hold anything, fields 14 and 15 are user and system time in hundredths of a second.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

export interface Load {
  readonly perSecond: number
  /** Milliseconds of the server's processor time for each request. */
  readonly cpu: number
  /** Milliseconds, in the order in which they were answered. */
  readonly times: readonly number[]
}

/** Lets everybody do `step` one after another, each as soon as it was answered, until `done` steps are done in all. */
export async function load(pid: number, callers: number, count: number, step: (caller: number) => Promise<void>): Promise<Load> {
  const times: number[] = []
  let left = count
  const cpu = cpuOf(pid)
  const started = performance.now()
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      while (left > 0) {
        left -= 1
        const before = performance.now()
        await step(caller)
        times.push(performance.now() - before)
      }
    }),
  )
  const seconds = (performance.now() - started) / 1000
  return { perSecond: times.length / seconds, cpu: (cpuOf(pid) - cpu) / times.length, times }
}

/** The time below which so great a part of all times are. */
export function percentile(times: readonly number[], part: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}
