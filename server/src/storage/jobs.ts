import type { Scope } from '../policies/scope.ts'
import type { Database, Tx } from './database.ts'
import { newId } from './ids.ts'

export interface Job {
  readonly id: string
  /** What the job is about: the id of an intent or of a report. */
  readonly subject: string
  /** How many times it was begun, this time included. */
  readonly attempts: number
  readonly worker: string
}

/** Puts a job into the queue, in the transaction that made it necessary. */
export async function insertJob(tx: Tx, kind: string, subject: string, runAt: number): Promise<void> {
  await tx('job').insert({ id: newId(), kind, subject, state: 'queued', run_at: runAt, attempts: 0 })
}

/**
 * Takes the next job that is due, or one whose worker has not been heard of since its lease ended. One statement on both
 * databases, so two workers never take the same job.
 */
export function claimJob(
  _scope: Scope,
  database: Database,
  kind: string,
  worker: string,
  now: number,
  leaseUntil: number,
): Promise<Job | null> {
  return database.write(async (tx) => {
    const skip = database.dialect === 'postgres' ? 'for update skip locked' : ''
    const result: unknown = await tx.raw(
      `update job set state = 'running', attempts = attempts + 1, worker = ?, lease_until = ?
       where id = (select id from job where kind = ? and
                   ((state = 'queued' and run_at <= ?) or (state = 'running' and lease_until < ?))
                   order by run_at, id limit 1 ${skip})
       returning id, subject, attempts, worker`,
      [worker, leaseUntil, kind, now, now],
    )
    const rows = (Array.isArray(result) ? result : (result as { rows: unknown[] }).rows) as Job[]
    return rows[0] ?? null
  })
}

/** Only the worker that holds the job, in the attempt that it began, may say anything of it. */
const held = (job: Job) => ({ id: job.id, worker: job.worker, attempts: job.attempts, state: 'running' })

/** Prolongs the lease; false when the job was taken away. */
export function keepJob(_scope: Scope, database: Database, job: Job, leaseUntil: number): Promise<boolean> {
  return database.write(async (tx) => (await tx('job').where(held(job)).update({ lease_until: leaseUntil })) === 1)
}

export async function finishJob(_scope: Scope, database: Database, job: Job): Promise<void> {
  await database.write((tx) => tx('job').where(held(job)).delete())
}

/** Puts a job back; `error` is for those who look after the server. */
export async function retryJob(_scope: Scope, database: Database, job: Job, runAt: number, error: string): Promise<void> {
  await database.write((tx) =>
    tx('job').where(held(job)).update({ state: 'queued', run_at: runAt, worker: null, lease_until: null, error }),
  )
}

/** Frees the jobs that a stopping worker had begun, without counting the attempt. */
export async function releaseJob(_scope: Scope, database: Database, job: Job): Promise<void> {
  await database.write((tx) =>
    tx('job')
      .where(held(job))
      .update({ state: 'queued', worker: null, lease_until: null, attempts: job.attempts - 1 }),
  )
}

/** After a crash of the only process there is nobody left who could hold a job. */
export async function releaseAllJobs(_scope: Scope, database: Database): Promise<void> {
  await database.write((tx) => tx('job').where({ state: 'running' }).update({ state: 'queued', worker: null, lease_until: null }))
}
