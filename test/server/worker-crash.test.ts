import type { CompiledForm, Op } from '@tabel/engine'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase, databaseKinds } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { freePort } from '../support/free-port.ts'
import { Person } from '../support/person.ts'
import { built, ServerProcess } from '../support/server-process.ts'
import { decided, demoCollections, faultlessData, opsFor, Page, submit } from '../support/vpr.ts'

const rounds = 3
const schools = ['01', '02'].flatMap((region) => Array.from({ length: 9 }, (_, index) => `edu${region}000${index + 1}`))
const coordinators = ['mun0101', 'mun0102', 'reg01', 'reg02', 'fed']
const environment = { TABEL_JOB_LEASE: '1000' }

/** On SQLite the process that serves does the jobs as well; on PostgreSQL two workers do them beside it. */
describe.each(databaseKinds)('kill -9 of a worker on %s', (kind) => {
  let database: TestDatabase
  let files = ''
  let web: ServerProcess
  let workers: readonly ServerProcess[]

  beforeAll(async () => {
    database = await createDatabase(kind)
    files = await mkdtemp(join(tmpdir(), 'tabel-files-'))
    const node = async (role: string): Promise<ServerProcess> => {
      const settings = { ...environment, TABEL_ROLE: role }
      const started = new ServerProcess(await freePort(), database.location, files, built, settings)
      await started.start()
      return started
    }
    web = await node(kind === 'SQLite' ? 'all' : 'web')
    workers = kind === 'SQLite' ? [web] : [await node('worker'), await node('worker')]
  })
  afterAll(async () => {
    for (const node of new Set([...workers, web])) await node.stop()
    await database.drop()
    await rm(files, { recursive: true, force: true })
  })

  const running = () => database.query("select id, worker from job where state = 'running'")

  /** Kills a worker while it is at work. @returns how many jobs it has left unfinished. */
  async function killAtWork(worker: ServerProcess): Promise<number> {
    while ((await running()).length === 0) await new Promise((turn) => setImmediate(turn))
    await new Promise((moment) => setTimeout(moment, Math.random() * 20))
    await worker.kill()
    const left = (await running()).length
    await worker.start()
    return left
  }

  test('each job is done once, whenever a worker dies in the middle of one', { timeout: 180_000 }, async () => {
    const people = await Promise.all(schools.map((login) => Person.signIn(web.url, login)))
    const { open } = await demoCollections(people[0] as Person)
    const { body: form } = await (people[0] as Person).get<CompiledForm>(`/api/collections/${open}/form`)
    const data = opsFor(form, await faultlessData())
    // The case has the class write on either day.
    const held = (round: number): Op => ({ set: ['classes', 'a', 'held'], value: round % 2 === 0 ? '2026-04-21' : '2026-04-22' })
    const pages = people.map((person) => new Page(person, open))
    const watchers = await Promise.all(coordinators.map((login) => Person.signIn(web.url, login)))
    const intents: { readonly person: Person; readonly id: string }[] = []
    const reports: { readonly person: Person; readonly id: string }[] = []

    let interrupted = 0
    for (let round = 0; round < rounds; round += 1) {
      for (const page of pages) expect((await page.save(...(round === 0 ? data : [held(round)]))).status).toBe(200)
      // All at once, so that there is much to do when the worker dies.
      const ordering = watchers.map(async (person) => {
        const { body } = await person.post<{ id: string }>(`/api/collections/${open}/exports`)
        if (!reports.some(({ id }) => id === body.id)) reports.push({ person, id: body.id })
      })
      const submitting = pages.map(async (page) => {
        const { body } = await submit(page)
        intents.push({ person: page.person, id: body.id })
      })
      await Promise.all([...ordering, ...submitting])
      interrupted += await killAtWork(workers[round % workers.length] as ServerProcess)
    }
    // Otherwise the test has shown nothing.
    expect(interrupted).toBeGreaterThan(0)

    for (const { person, id } of intents) expect(await decided(person, id)).toMatchObject({ state: 'accepted' })
    for (const { person, id } of reports)
      await expect
        .poll(async () => (await person.get<{ state: string }>(`/api/reports/${id}`)).body.state, { timeout: 30_000 })
        .toBe('done')
    await expect.poll(() => database.query('select * from job')).toEqual([])

    expect(intents).toHaveLength(schools.length * rounds)
    const submissions = await database.query('select id from submission')
    expect(submissions.map(({ id }) => String(id)).sort()).toEqual(intents.map(({ id }) => id).sort())
    const numbers = await database.query('select assignment_id, max(number) as last from submission group by assignment_id')
    expect(numbers.map(({ last }) => last)).toEqual(schools.map(() => rounds))
    const notices = await database.query("select report_id from notification where kind like 'report-%'")
    expect(notices.map(({ report_id }) => String(report_id)).sort()).toEqual(reports.map(({ id }) => id).sort())
  })
})
