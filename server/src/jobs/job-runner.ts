import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { Clock } from '../clock.ts'
import { systemScope } from '../policies/scope.ts'
import type { Database } from '../storage/database.ts'
import { claimJob, finishJob, keepJob, releaseAllJobs, releaseJob, retryJob } from '../storage/jobs.ts'
import type { Job } from '../storage/jobs.ts'

/** How one kind of job is done. */
export interface JobHandler {
  /** How many of the kind may run at once in this process. */
  readonly atOnce: number
  /** After so many failed attempts the job is given up. */
  readonly mostAttempts: number
  /** Does the job. It may be begun again after a crash, so doing it twice must come to the same. */
  run(subject: string): Promise<void>
  /** Tells whom it concerns that the job will not be done. */
  giveUp(subject: string): Promise<void>
}

const lease = 30_000
const pollEvery = 1_000

const scope = systemScope('jobs')

/**
 * Takes jobs from the table and does them. Several processes may run: a job belongs to whoever claimed it until its lease ends,
 * and the lease is prolonged while the work goes on.
 */
export class JobRunner {
  readonly #database: Database
  readonly #now: Clock
  readonly #log: Logger
  readonly #handlers: ReadonlyMap<string, JobHandler>
  readonly #worker = randomUUID()
  readonly #running = new Map<Job, Promise<void>>()
  readonly #looking = new Map<string, Promise<void>>()
  readonly #atWork = new Map<string, number>()
  #timer: NodeJS.Timeout | null = null
  /** Until it is started, and once it is stopped, it takes no jobs: a node may leave them to others. */
  #taking = false

  constructor(database: Database, now: Clock, log: Logger, handlers: ReadonlyMap<string, JobHandler>) {
    this.#database = database
    this.#now = now
    this.#log = log
    this.#handlers = handlers
  }

  async start(): Promise<void> {
    // One file has one process: what it was doing when it died is free again at once.
    if (this.#database.dialect === 'sqlite') await releaseAllJobs(scope, this.#database)
    this.#taking = true
    this.#timer = setInterval(() => this.#lookEverywhere(), pollEvery)
    this.#lookEverywhere()
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
    await Promise.all(this.#looking.values())
    const jobs = [...this.#running.keys()]
    await Promise.all(jobs.map((job) => releaseJob(scope, this.#database, job)))
  }

  /** Waits for the jobs under way, after {@link stop}, once what they depend on has been closed. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#running.values())
  }

  #lookEverywhere(): void {
    for (const kind of this.#handlers.keys()) this.wake(kind)
  }

  async #look(kind: string, handler: JobHandler): Promise<void> {
    while (this.#taking && (this.#atWork.get(kind) ?? 0) < handler.atOnce) {
      const now = this.#now()
      const job = await claimJob(scope, this.#database, kind, this.#worker, now, now + lease)
      if (job === null) return
      this.#atWork.set(kind, (this.#atWork.get(kind) ?? 0) + 1)
      const work = this.#do(kind, handler, job).finally(() => {
        this.#running.delete(job)
        this.#atWork.set(kind, (this.#atWork.get(kind) ?? 0) - 1)
        this.wake(kind)
      })
      this.#running.set(job, work)
    }
  }

  async #do(kind: string, handler: JobHandler, job: Job): Promise<void> {
    const heartbeat = setInterval(() => {
      keepJob(scope, this.#database, job, this.#now() + lease).catch((error: unknown) =>
        this.#log.warn({ err: error, kind }, 'a job could not be prolonged'),
      )
    }, lease / 3)
    try {
      await handler.run(job.subject)
      await finishJob(scope, this.#database, job)
    } catch (error) {
      if (this.#taking) await this.#failed(kind, handler, job, error)
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
      await handler.giveUp(job.subject)
      await finishJob(scope, this.#database, job)
    } catch (unable) {
      this.#log.error({ err: unable, kind, subject: job.subject }, 'a failed job could not be put back')
    }
  }
}
