import type { ComputedCell, PlaceFlag, Problem } from '@tabel/engine'
import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import type { JudgeTask } from './judge-thread.ts'
import { startThread } from './start-thread.ts'

export interface JudgeVerdict {
  readonly problems: readonly Problem[]
  readonly computed: readonly ComputedCell[]
  readonly flags: readonly PlaceFlag[]
}

/** A form that needs more than this is not a form. */
const resourceLimits = { maxOldGenerationSizeMb: 768 }

/**
 * Judges submissions in threads of their own, one at a time each, so that no form can hold up or exhaust the web server. A thread
 * is kept for the next submission; one that does not answer in time is ended.
 */
export class JudgePool {
  readonly #timeout: number
  readonly #idle: Worker[] = []
  readonly #busy = new Set<Worker>()

  /** @param timeout milliseconds for one submission. */
  constructor(timeout: number) {
    this.#timeout = timeout
  }

  /** @throws when the checker breaks, runs out of memory or takes too long. */
  async judge(task: JudgeTask): Promise<JudgeVerdict> {
    const thread = this.#idle.pop() ?? startThread('./judge-thread', import.meta.url, { resourceLimits })
    this.#busy.add(thread)
    const cancel = new AbortController()
    try {
      thread.postMessage(task)
      const reply = await Promise.race([this.#reply(thread, cancel.signal), this.#tooLong(cancel.signal)])
      if ('error' in reply) throw new Error(reply.error)
      this.#idle.push(thread)
      return reply.verdict
    } catch (error) {
      await thread.terminate()
      throw error
    } finally {
      cancel.abort()
      this.#busy.delete(thread)
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#idle.splice(0), ...this.#busy].map((thread) => thread.terminate()))
  }

  /** What the thread answers; rejects with its error, or when it ends without a word. */
  async #reply(thread: Worker, signal: AbortSignal): Promise<{ verdict: JudgeVerdict } | { error: string }> {
    const ended = once(thread, 'exit', { signal }).then(() => {
      throw new Error('the checker thread ended')
    })
    const [reply] = (await Promise.race([once(thread, 'message', { signal }), ended])) as [
      { verdict: JudgeVerdict } | { error: string },
    ]
    return reply
  }

  #tooLong(signal: AbortSignal): Promise<never> {
    return new Promise((_, reject) => {
      const timer = setTimeout(() => reject(new Error(`no verdict within ${this.#timeout} ms`)), this.#timeout)
      signal.addEventListener('abort', () => clearTimeout(timer))
    })
  }
}
