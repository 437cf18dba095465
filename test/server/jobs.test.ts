import { cancelJob, insertJob, JobRunner, migrate, openDatabase } from '@tabel/server'
import type { Database, JobHandler, NewJob } from '@tabel/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase, databaseKinds } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'

const silent = { error: () => {}, warn: () => {} }

/** Jobs that end when they are told to. */
class Work implements JobHandler {
  readonly atOnce: number
  readonly mostAttempts = 2
  readonly begun: string[] = []
  readonly done: string[] = []
  readonly brokenOff: string[] = []
  readonly givenUp: string[] = []
  /** Whether a job ends by itself at once; else when its signal fires. */
  waits = false
  fails = false

  constructor(atOnce = 1) {
    this.atOnce = atOnce
  }

  async run(subject: string, signal: AbortSignal): Promise<void> {
    this.begun.push(subject)
    if (this.fails) throw new Error('it cannot be done')
    if (this.waits) {
      await new Promise((broken) => signal.addEventListener('abort', broken))
      this.brokenOff.push(subject)
      throw new Error('broken off')
    }
    this.done.push(subject)
  }

  giveUp(subject: string): Promise<void> {
    this.givenUp.push(subject)
    return Promise.resolve()
  }
}

describe.each(databaseKinds)('jobs on %s', (kind) => {
  let stored: TestDatabase
  let database: Database
  let now = 1_000_000

  beforeAll(async () => {
    stored = await createDatabase(kind)
    database = await openDatabase(stored.location)
    await migrate(database)
  })
  afterAll(async () => {
    await database.close()
    await stored.drop()
  })

  const put = (job: Omit<NewJob, 'kind' | 'runAt'>): Promise<string> =>
    database.write((tx) => insertJob(tx, { kind: 'test', runAt: now, ...job }))
  const left = () => stored.query('select subject, state, attempts, error from job order by subject')
  const running = async (work: Work, use: (runner: JobRunner) => Promise<void>): Promise<void> => {
    const runner = new JobRunner(database, () => now, silent, new Map([['test', work]]), { lease: 30_000, pollEvery: 1_000 })
    await runner.start()
    try {
      await use(runner)
    } finally {
      await runner.stop()
      await runner.settled()
    }
  }

  test('lines take turns when jobs are claimed, however long one of them is', async () => {
    for (let number = 0; number < 50; number += 1) await put({ subject: `a${number}`, line: 'a' })
    for (let number = 0; number < 5; number += 1) await put({ subject: `b${number}`, line: 'b' })
    const work = new Work()
    await running(work, async () => {
      await expect.poll(() => work.done.length).toBe(55)
    })
    const places = [0, 1, 2, 3, 4].map((number) => work.done.indexOf(`b${number}`))
    expect(places).toEqual([...places].sort((one, other) => one - other))
    expect(places.at(-1)).toBeLessThanOrEqual(10)
    const first = work.done.filter((subject) => subject.startsWith('a'))
    expect(first).toEqual(Array.from({ length: 50 }, (_, number) => `a${number}`))
    expect(await left()).toEqual([])
  })

  test('one that comes while another line is being worked off is next but one', async () => {
    for (let number = 0; number < 30; number += 1) await put({ subject: `a${number}`, line: 'a' })
    const work = new Work()
    const late = put.bind(null, { subject: 'late', line: 'c' })
    const run = work.run.bind(work)
    work.run = async (subject, signal) => {
      if (subject === 'a9') await late()
      await run(subject, signal)
    }
    await running(work, async () => {
      await expect.poll(() => work.done.length).toBe(31)
    })
    expect(work.done.indexOf('late')).toBeLessThanOrEqual(12)
  })

  test('a key stands for one job while that waits or runs', async () => {
    expect(await put({ subject: 'one', line: '', dedupe: 'key' })).toBe('one')
    expect(await put({ subject: 'two', line: '', dedupe: 'key' })).toBe('one')
    expect(await put({ subject: 'other', line: '', dedupe: 'other key' })).toBe('other')
    const work = new Work(2)
    work.waits = true
    await running(work, async () => {
      await expect.poll(() => work.begun.length).toBe(2)
      expect(await put({ subject: 'three', line: '', dedupe: 'key' })).toBe('one')
      await database.write((tx) => cancelJob(tx, 'test', 'one'))
      expect(await put({ subject: 'four', line: '', dedupe: 'key' })).toBe('four')
      await expect.poll(() => work.begun).toContain('four')
    })
    await stored.query('delete from job')
  })

  test('ten who order the same at once get one job', async () => {
    const subjects = Array.from({ length: 10 }, (_, number) => `s${number}`)
    const standing = await Promise.all(subjects.map((subject) => put({ subject, line: '', dedupe: 'same' })))
    expect(new Set(standing).size).toBe(1)
    expect(await left()).toHaveLength(1)
    await stored.query('delete from job')
  })

  test('a cancelled job is broken off soon and is neither tried again nor given up', async () => {
    await put({ subject: 'cancelled', line: '' })
    await put({ subject: 'kept', line: '' })
    const work = new Work(2)
    work.waits = true
    await running(work, async () => {
      await expect.poll(() => work.begun.length).toBe(2)
      await database.write((tx) => cancelJob(tx, 'test', 'cancelled'))
      await expect.poll(() => work.brokenOff).toEqual(['cancelled'])
      expect(await left()).toMatchObject([{ subject: 'kept', state: 'running' }])
    })
    expect(work.givenUp).toEqual([])
    // Stopping breaks off the other one and puts it back, and the attempt does not count.
    expect(work.brokenOff).toEqual(['cancelled', 'kept'])
    expect(await left()).toMatchObject([{ subject: 'kept', state: 'queued', attempts: 0 }])
    await stored.query('delete from job')
  })

  test('the job of a worker that fell silent is taken over, and what the other one says then counts for nothing', async () => {
    await put({ subject: 'silent', line: '', dedupe: 'silent' })
    const first = new Work()
    first.waits = true
    const second = new Work()
    await running(first, async () => {
      await expect.poll(() => first.begun).toEqual(['silent'])
      if (kind === 'SQLite') await stored.query("update job set state = 'queued' where subject = 'silent'")
      else now += 31_000
      await running(second, async () => {
        await expect.poll(() => second.done).toEqual(['silent'])
        await expect.poll(() => first.brokenOff).toEqual(['silent'])
      })
    })
    expect(first.givenUp).toEqual([])
    expect(await left()).toEqual([])
  })

  test('what fails is tried again, later, then given up; it stays for two weeks', async () => {
    await put({ subject: 'broken', line: '', dedupe: 'broken' })
    const work = new Work()
    work.fails = true
    await running(work, async () => {
      await expect.poll(() => left()).toMatchObject([{ state: 'queued', attempts: 1 }])
      now += 1_001
      await expect.poll(() => left()).toMatchObject([{ state: 'failed', attempts: 2, error: 'Error: it cannot be done' }])
      expect(work.givenUp).toEqual(['broken'])
      now += 13 * 86_400_000
      expect(await put({ subject: 'anew', line: '', dedupe: 'broken' })).toBe('anew')
      await expect.poll(() => work.begun.at(-1)).toBe('anew')
      await expect.poll(async () => (await left()).length).toBe(2)
      now += 2 * 86_400_000
      await expect.poll(async () => (await left()).map(({ subject }) => subject)).not.toContain('broken')
    })
  })
})
