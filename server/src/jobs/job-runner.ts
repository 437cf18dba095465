import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { systemScope } from '../policies/scope.ts'
import type { Database } from '../storage/database.ts'
import {
  claimJob,
  failJob,
  finishJob,
  forgetFailedJobs,
  heldJobs,
  keepJob,
  releaseAllJobs,
  releaseJob,
  retryJob,
} from '../storage/jobs.ts'
import type { Job } from '../storage/jobs.ts'

/** How one kind of job is done. */
export interface JobHandler {
  /** How many of the kind may run at once in this process. */
  readonly atOnce: number
  /** After so many failed attempts the job is given up. */
  readonly mostAttempts: number
  /**
   * Does the job. It may be begun again after a crash, so doing it twice must come to the same.
   *
   * @param signal fires when the job was cancelled or taken over, or when the server stops: the sooner the work ends, the better.
   */
  run(subject: string, signal: AbortSignal): Promise<void>
  /** Tells whom it concerns that the job will not be done. */
  giveUp(subject: string): Promise<void>
}

const sweepEvery = 3_600_000
/** How long failed jobs stay for those who look after the server. */
const keptFor = 14 * 86_400_000

const scope = systemScope('jobs')

/**
 * Takes jobs from the table and does them. Several processes may run: a job belongs to whoever claimed it until its lease ends,
 * and the lease is prolonged while the work goes on.
 */
export class JobRunner {
  readonly #database: Database
  readonly #now: Clock
  readonly #log: Pick<Logger, 'error' | 'warn'>
  readonly #handlers: ReadonlyMap<string, JobHandler>
  readonly #worker = randomUUID()
  readonly #running = new Map<Job, { readonly work: Promise<void>; readonly abort: AbortController }>()
  readonly #looking = new Map<string, Promise<void>>()
  readonly #atWork = new Map<string, number>()
  readonly #lease: number
  readonly #pollEvery: number
  readonly #chore: (now: number) => Promise<void>
  #timer: NodeJS.Timeout | null = null
  #sweptAt = -Infinity
  #sweeping: Promise<void> | null = null
  /** Until it is started, and once it is stopped, it takes no jobs: a node may leave them to others. */
  #taking = false

  /**
   * @param lease milliseconds after which the job of a worker that fell silent is taken over.
   * @param pollEvery milliseconds between two looks for jobs that nobody has told of.
   * @param chore what else is done about once an hour, given the time in milliseconds since 1970.
   */
  constructor(
    database: Database,
    now: Clock,
    log: Pick<Logger, 'error' | 'warn'>,
    handlers: ReadonlyMap<string, JobHandler>,
    { lease, pollEvery }: { readonly lease: number; readonly pollEvery: number },
    chore: (now: number) => Promise<void> = () => Promise.resolve(),
  ) {
    this.#database = database
    this.#now = now
    this.#log = log
    this.#handlers = handlers
    this.#lease = lease
    this.#pollEvery = pollEvery
    this.#chore = chore
  }

  async start(): Promise<void> {
    // One file has one process: what it was doing when it died is free again at once.
    if (this.#database.dialect === 'sqlite') await releaseAllJobs(scope, this.#database)
    this.#taking = true
    this.#timer = setInterval(() => this.#poll(), this.#pollEvery)
    this.#poll()
  }

  /** Looks for jobs of a kind now instead of at the next poll. Call it after the transaction that made one. */
  wake(kind: string): void {
    const handler = this.#handlers.get(kind)
    if (handler === undefined || !this.#taking || this.#looking.has(kind)) return
    const looking = this.#look(kind, handler)
      .catch((error: unknown) => this.#log.error({ err: error, kind }, 'jobs cannot be read'))
      .finally(() => this.#looking.delete(kind))
    this.#looking.set(kind, looking)
  }

  /** Stops taking jobs and puts back those under way: another process, or the next start, does them. */
  async stop(): Promise<void> {
    this.#taking = false
    if (this.#timer !== null) clearInterval(this.#timer)
    await Promise.all([...this.#looking.values(), this.#sweeping])
    const jobs = [...this.#running]
    await Promise.all(jobs.map(([job]) => releaseJob(scope, this.#database, job)))
    for (const [, { abort }] of jobs) abort.abort(new Error('the server stops'))
  }

  /** Waits for the jobs under way, after {@link stop}, once what they depend on has been closed. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#running.values()].map(({ work }) => work))
  }

  #poll(): void {
    for (const kind of this.#handlers.keys()) this.wake(kind)
    const failed = (error: unknown): void => this.#log.error({ err: error }, 'jobs cannot be looked after')
    this.#dropLost().catch(failed)
    this.#sweeping ??= this.#sweep()
      .catch(failed)
      .finally(() => (this.#sweeping = null))
  }

  /** Breaks off what was cancelled or taken over. */
  async #dropLost(): Promise<void> {
    const begun = [...this.#running]
    if (begun.length === 0) return
    const held = new Map((await heldJobs(scope, this.#database, this.#worker)).map((job) => [job.id, job.attempts]))
    for (const [job, { abort }] of begun)
      if (held.get(job.id) !== job.attempts) abort.abort(new Error('the job is not held any more'))
  }

  async #sweep(): Promise<void> {
    const now = this.#now()
    if (now - this.#sweptAt < sweepEvery) return
    this.#sweptAt = now
    await forgetFailedJobs(scope, this.#database, now - keptFor)
    await this.#chore(now)
  }

  async #look(kind: string, handler: JobHandler): Promise<void> {
    while (this.#taking && (this.#atWork.get(kind) ?? 0) < handler.atOnce) {
      const now = this.#now()
      const job = await claimJob(scope, this.#database, kind, this.#worker, now, now + this.#lease)
      if (job === null) return
      this.#atWork.set(kind, (this.#atWork.get(kind) ?? 0) + 1)
      const abort = new AbortController()
      const work = this.#do(kind, handler, job, abort).finally(() => {
        this.#running.delete(job)
        this.#atWork.set(kind, (this.#atWork.get(kind) ?? 0) - 1)
        this.wake(kind)
      })
      this.#running.set(job, { work, abort })
    }
  }

  async #do(kind: string, handler: JobHandler, job: Job, abort: AbortController): Promise<void> {
    const heartbeat = setInterval(() => {
      keepJob(scope, this.#database, job, this.#now() + this.#lease).catch((error: unknown) =>
        this.#log.warn({ err: error, kind }, 'a job could not be prolonged'),
      )
    }, this.#lease / 3)
    try {
      await handler.run(job.subject, abort.signal)
      await finishJob(scope, this.#database, job)
    } catch (error) {
      if (this.#taking && !abort.signal.aborted) await this.#failed(kind, handler, job, error)
    } finally {
      clearInterval(heartbeat)
    }
  }

  async #failed(kind: string, handler: JobHandler, job: Job, error: unknown): Promise<void> {
    this.#log.error({ err: error, kind, subject: job.subject, attempt: job.attempts }, 'a job failed')
    try {
      if (job.attempts < handler.mostAttempts) {
        const wait = 1_000 * 2 ** (job.attempts - 1)
        await retryJob(scope, this.#database, job, this.#now() + wait, String(error))
        return
      }
      // Whoever holds the job now will say how it ends.
      if (!(await keepJob(scope, this.#database, job, this.#now() + this.#lease))) return
      await handler.giveUp(job.subject)
      await failJob(scope, this.#database, job, this.#now(), String(error))
    } catch (unable) {
      this.#log.error({ err: unable, kind, subject: job.subject }, 'a failed job could not be put back')
    }
  }
}
