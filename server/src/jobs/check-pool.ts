import type { Refresh } from '@tabel/engine/checker'
import type { ComputedCell, PlaceFlag, Problem } from '@tabel/engine'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import type { JudgeTask, RefreshTask } from './check-thread.ts'
import { FairQueue } from './fair-queue.ts'
import { startThread } from './start-thread.ts'

export interface JudgeVerdict {
  readonly problems: readonly Problem[]
  readonly computed: readonly ComputedCell[]
  readonly flags: readonly PlaceFlag[]
}

/** A form that needs more than this is not a form. */
const resourceLimits = { maxOldGenerationSizeMb: 768 }

/** So many may wait for a thread. */
const longestQueue = 2_000

type Answer = { readonly result: unknown } | { readonly error: string }

/**
 * Evaluates forms in threads of their own, so that no form can hold up or exhaust the web server. A thread does one task at a time
 * and is kept for the next; one that does not answer in time is ended. Collections take turns.
 */
export class CheckPool {
  readonly #timeout: number
  readonly #queue = new FairQueue(Math.max(2, availableParallelism()), longestQueue)
  readonly #idle: Worker[] = []
  readonly #busy = new Set<Worker>()
  #closed = false

  /** @param timeout milliseconds for one task, once it has begun. */
  constructor(timeout: number) {
    this.#timeout = timeout
  }

  /**
   * Judges a draft of a collection.
   *
   * @throws when the checker breaks, runs out of memory or takes too long.
   */
  judge(collection: string, task: Omit<JudgeTask, 'do'>): Promise<JudgeVerdict> {
    return this.#run(collection, { ...task, do: 'judge' }) as Promise<JudgeVerdict>
  }

  /** Finds what another snapshot of the sources does to a draft. @throws as {@link judge} does. */
  refresh(collection: string, task: Omit<RefreshTask, 'do'>): Promise<Refresh> {
    return this.#run(collection, { ...task, do: 'refresh' }) as Promise<Refresh>
  }

  get running(): number {
    return this.#queue.running
  }

  get waiting(): number {
    return this.#queue.waiting
  }

  async close(): Promise<void> {
    this.#closed = true
    await Promise.all([...this.#idle.splice(0), ...this.#busy].map((thread) => thread.terminate()))
  }

  #run(collection: string, task: JudgeTask | RefreshTask): Promise<unknown> {
    return this.#queue.run(collection, async () => {
      if (this.#closed) throw new Error('the server stops')
      const thread = this.#idle.pop() ?? startThread('./check-thread', import.meta.url, { resourceLimits })
      this.#busy.add(thread)
      const cancel = new AbortController()
      try {
        thread.postMessage(task)
        const answer = await Promise.race([this.#answer(thread, cancel.signal), this.#tooLong(cancel.signal)])
        if ('error' in answer) throw new Error(answer.error)
        this.#idle.push(thread)
        return answer.result
      } catch (error) {
        await thread.terminate()
        throw error
      } finally {
        cancel.abort()
        this.#busy.delete(thread)
      }
    })
  }

  /** What the thread answers; rejects with its error, or when it ends without a word. */
  async #answer(thread: Worker, signal: AbortSignal): Promise<Answer> {
    const ended = once(thread, 'exit', { signal }).then(() => {
      throw new Error('the checker thread ended')
    })
    const [answer] = (await Promise.race([once(thread, 'message', { signal }), ended])) as [Answer]
    return answer
  }

  #tooLong(signal: AbortSignal): Promise<never> {
    return new Promise((_, reject) => {
      const timer = setTimeout(() => reject(new Error(`no answer within ${this.#timeout} ms`)), this.#timeout)
      signal.addEventListener('abort', () => clearTimeout(timer))
    })
  }
}
