import type { Scope } from '../policies/scope.ts'
import type { Database, Reader, Tx } from './database.ts'
import { newId } from './ids.ts'

export interface Job {
  readonly id: string
  /** What the job is about: the id of an intent or of a report. */
  readonly subject: string
  /** How many times it was begun, this time included. */
  readonly attempts: number
  readonly worker: string
}

export interface NewJob {
  readonly kind: string
  readonly subject: string
  /** Whose turn it takes: the jobs of a kind are claimed line by line in turns, within a line in the order they came. */
  readonly line: string
  /** Milliseconds since 1970: not to be begun before. */
  readonly runAt: number
  /** While a job with this key waits or runs, no other one comes into being. */
  readonly dedupe?: string
}

/** Nothing that waits has a later turn than this; what has failed is put there. */
const never = 2 ** 31 - 1

/**
 * The turn of a new job: after the last of its own line, but not before whoever is next. So a line that ten thousand wait in, and
 * one that nobody waited in, are claimed by turns.
 */
const turn = `(select coalesce(max(turn), 0) from (
  select turn from (select turn from job where kind = :kind and state = 'queued' and run_at <= :runAt
                    order by turn limit 1) as next
  union all
  select turn + 1 from (select turn from job where kind = :kind and line = :line and state = 'queued'
                        order by turn desc limit 1) as last) as turns)`

/**
 * Puts a job into the queue, in the transaction that made it necessary.
 *
 * @returns the subject of the job that stands for it: another one's than given when a job with the same `dedupe` waits or runs.
 */
export async function insertJob(tx: Tx, job: NewJob): Promise<string> {
  const { kind, subject, line, runAt, dedupe = null } = job
  await tx.raw(
    `insert into job (id, kind, subject, line, dedupe, state, run_at, attempts, turn)
     values (:id, :kind, :subject, :line, :dedupe, 'queued', :runAt, 0, ${turn}) on conflict (dedupe) do nothing`,
    { id: newId(), kind, subject, line, runAt, dedupe } as never,
  )
  if (dedupe === null) return subject
  const standing = await tx('job').where({ dedupe }).first<{ subject: string } | undefined>('subject')
  // It may have ended between the two statements.
  return standing?.subject ?? insertJob(tx, job)
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
                   order by turn, run_at, id limit 1 ${skip})
       returning id, subject, attempts, worker`,
      [worker, leaseUntil, kind, now, now],
    )
    const rows = (Array.isArray(result) ? result : (result as { rows: unknown[] }).rows) as Job[]
    return rows[0] ?? null
  })
}

/** Only the worker that holds the job, in the attempt that it began, may say anything of it. */
const held = (job: Job) => ({ id: job.id, worker: job.worker, attempts: job.attempts, state: 'running' })

/** Prolongs the lease; false when the job was taken away or cancelled. */
export function keepJob(_scope: Scope, database: Database, job: Job, leaseUntil: number): Promise<boolean> {
  return database.write(async (tx) => (await tx('job').where(held(job)).update({ lease_until: leaseUntil })) === 1)
}

/** The jobs that a worker holds. */
export function heldJobs(_scope: Scope, database: Database, worker: string): Promise<readonly Job[]> {
  return database.read('job').where({ worker, state: 'running' }).select<Job[]>('id', 'subject', 'attempts', 'worker')
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

/** Gives a job up. It stays for a while for those who look after the server. */
export async function failJob(_scope: Scope, database: Database, job: Job, at: number, error: string): Promise<void> {
  const end = { state: 'failed', ended_at: at, turn: never, dedupe: null, lease_until: null, error }
  await database.write((tx) => tx('job').where(held(job)).update(end))
}

/** Takes back what has not ended; whoever is doing it notices soon that it does not hold the job any more. */
export async function cancelJob(tx: Tx, kind: string, subject: string): Promise<void> {
  await tx('job').where({ kind, subject }).whereIn('state', ['queued', 'running']).delete()
}

/** From now on the same may be ordered again: what the job was for is there, in the same transaction. */
export async function letOrderAgain(tx: Tx, kind: string, subject: string): Promise<void> {
  await tx('job').where({ kind, subject }).update({ dedupe: null })
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

export function countJobs(
  _scope: Scope,
  db: Reader,
): Promise<readonly { readonly kind: string; readonly state: string; readonly total: number }[]> {
  return db('job').groupBy('kind', 'state').select('kind', 'state', db.raw('count(*) as total'))
}

/** Removes what failed before `before`. */
export async function forgetFailedJobs(_scope: Scope, database: Database, before: number): Promise<void> {
  await database.write((tx) => tx('job').where({ state: 'failed' }).where('ended_at', '<', before).delete())
}
