import { applyOps } from '@tabel/engine'
import type { CompiledForm, FormData, Op } from '@tabel/engine'
import type { RunningServer } from '@tabel/server'
import { startServer } from '@tabel/server'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { EventReader } from '../support/event-reader.ts'
import { createDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { nextForm, nextVersion } from '../support/next-form.ts'
import { Person } from '../support/person.ts'
import { demoCollections, faultlessData, opsFor, Page } from '../support/vpr.ts'

describe('two servers on one PostgreSQL', () => {
  let database: TestDatabase
  let files = ''
  const nodes: RunningServer[] = []

  beforeAll(async () => {
    database = await createDatabase('PostgreSQL')
    files = await mkdtemp(join(tmpdir(), 'tabel-files-'))
    const settings = {
      port: 0,
      database: database.location,
      files,
      logLevel: 'error',
      checkReplies: true,
      heartbeat: 100,
    } as const
    // They start at the same moment on an empty database: one migrates and fills it, the other waits.
    nodes.push(...(await Promise.all([startServer(settings), startServer(settings)])))
  })
  afterAll(async () => {
    for (const node of nodes) await node.close()
    await database.drop()
    await rm(files, { recursive: true, force: true })
  })

  test('a draft that is saved through both has one history without a gap or a fork', async () => {
    const pages: Page[] = []
    for (const { url } of nodes) {
      const person = await Person.signIn(url, 'edu010001')
      const { open } = await demoCollections(person)
      pages.push(new Page(person, open), new Page(person, open))
    }
    const saves = 15
    const typing = pages.map(async (page, who) => {
      for (let number = 1; number <= saves; number += 1) {
        const row = `w${who}n${number}`
        const op: Op = { insert: 'classes', after: null, rows: [{ $id: row, letter: row }] }
        const reply = await page.send({ seq: number, baseVersion: 0, ops: [op] })
        expect(reply.status).toBe(200)
      }
    })
    await Promise.all(typing)

    const drafts = await Promise.all(pages.map((page) => page.draft()))
    for (const draft of drafts) expect(draft).toEqual(drafts[0])
    const total = saves * pages.length
    expect(drafts[0]?.version).toBe(total)

    const [page] = pages as [Page]
    const { body: form } = await page.person.get<CompiledForm>(`/api/collections/${page.collection}/form`)
    const probe: Op = { insert: 'results', after: null, rows: [] }
    const log = (await new Page(page.person, page.collection).send({ seq: 1, baseVersion: 0, ops: [probe] })).body.others
    expect(log.map((entry) => entry.version)).toEqual(Array.from({ length: total }, (_, index) => index + 1))
    expect(log.reduce<FormData>((data, entry) => applyOps(form, data, entry.ops), {})).toEqual(drafts[0]?.data)
  })

  test('a submission is judged once, whichever of them takes it', async () => {
    const [one, two] = nodes as [RunningServer, RunningServer]
    const person = await Person.signIn(one.url, 'edu010002')
    const page = new Page(person, (await demoCollections(person)).open)
    const { body: form } = await person.get<CompiledForm>(`/api/collections/${page.collection}/form`)
    await page.save(...opsFor(form, await faultlessData()))
    const other = await Person.signIn(two.url, 'edu010002')
    const submit = (who: Person) =>
      who.post<{ id: string }>(`/api/collections/${page.collection}/submissions`, undefined, { 'if-match': '"1"' })
    const taken = await Promise.all([submit(person), submit(other), submit(person), submit(other)])
    expect(new Set(taken.map((reply) => reply.body.id)).size).toBe(1)
    let state = 'checking'
    while (state === 'checking') {
      await new Promise((done) => setTimeout(done, 50))
      state = (await other.get<{ state: string; number: number }>(`/api/submissions/${taken[0]?.body.id ?? ''}`)).body.state
    }
    expect(state).toBe('accepted')
  })

  test('what happens on one node is told by the other, to those whom it concerns', async () => {
    const [one, two] = nodes as [RunningServer, RunningServer]
    const writer = await Person.signIn(one.url, 'edu010004')
    const { open: collection } = await demoCollections(writer)
    const watching = `?draft=${collection}&watch=${collection}`
    const reader = await EventReader.open(await Person.signIn(two.url, 'edu010004'), watching)
    const coordinator = await EventReader.open(await Person.signIn(two.url, 'mun0101'), watching)
    const stranger = await EventReader.open(await Person.signIn(two.url, 'edu010005'), watching)
    const page = new Page(writer, collection)
    const saves = 30
    for (let number = 1; number <= saves; number += 1)
      await page.save({ insert: 'classes', after: null, rows: [{ $id: `r${number}` }] })
    await reader.until(() => reader.named('draft').length === saves)
    expect(reader.named('draft')).toEqual(Array.from({ length: saves }, (_, index) => ({ collection, version: index + 1 })))
    await coordinator.until(() => coordinator.named('progress').length > 0)

    const { body } = await writer.post<{ id: string }>(`/api/collections/${collection}/submissions`, undefined, {
      'if-match': `"${saves}"`,
    })
    await reader.until(() => reader.named('submission').length > 0)
    expect(reader.named('submission')).toEqual([{ id: body.id, state: 'refused' }])
    expect(new Set(stranger.heard.map(({ name }) => name))).toEqual(new Set(['ready', 'beat']))
    expect(coordinator.named('draft')).toEqual([])
    expect(coordinator.named('submission')).toEqual([])
    for (const stream of [reader, coordinator, stranger]) stream.close()
  })

  test('the notification of a report, whichever node wrote it, reaches the stream of its account on both', async () => {
    const people = await Promise.all(nodes.map(({ url }) => Person.signIn(url, 'mun0102')))
    const streams = await Promise.all(people.map((person) => EventReader.open(person)))
    const [person] = people as [Person]
    await person.post(`/api/collections/${(await demoCollections(person)).open}/exports`)
    for (const stream of streams) {
      await stream.until(() => stream.named('notification').length > 0)
      const { body } = await person.get<{ items: { id: string }[] }>('/api/notifications')
      expect(stream.named('notification')).toEqual([{ id: body.items[0]?.id }])
      stream.close()
    }
  })

  test('signing out on one node ends the stream on the other and its session there', async () => {
    const [one, two] = nodes as [RunningServer, RunningServer]
    const person = await Person.signIn(one.url, 'edu010006')
    const elsewhere = new Person(two.url)
    elsewhere.cookie = person.cookie
    const stream = await EventReader.open(elsewhere)
    await person.post('/api/logout')
    await stream.until(() => stream.end !== null)
    expect(stream.end).toBe('whole')
    expect((await elsewhere.get('/api/me')).code).toBe('signed-out')
  })

  test('when the connection that hears the other nodes breaks, it is made anew and everybody is asked to look', async () => {
    const [one, two] = nodes as [RunningServer, RunningServer]
    const writer = await Person.signIn(one.url, 'edu010007')
    const { open: collection } = await demoCollections(writer)
    const reader = await EventReader.open(await Person.signIn(two.url, 'edu010007'), `?draft=${collection}`)
    const page = new Page(writer, collection)
    await page.save({ insert: 'classes', after: null, rows: [{ $id: 'a' }] })
    await reader.until(() => reader.named('draft').length === 1)

    const ended = await database.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'tabel signals' and datname = current_database()`,
    )
    expect(ended).toHaveLength(2)
    await page.save({ insert: 'classes', after: null, rows: [{ $id: 'b' }] })
    await reader.until(() => reader.named('ready').length === 2)
    await page.save({ insert: 'classes', after: null, rows: [{ $id: 'c' }] })
    await reader.until(() => reader.named('draft').some((said) => (said as { version: number }).version === 3))
    reader.close()
  })

  test('what one of them has seen empty in a former form is read by it in the form in which it was filled', async () => {
    const [one, two] = nodes as [RunningServer, RunningServer]
    const person = await Person.signIn(one.url, 'edu010003')
    const other = await Person.signIn(two.url, 'edu010003')
    const { open } = await demoCollections(person)
    await new Page(other, open).draft()
    const fed = await Person.signIn(one.url, 'fed')
    const { body } = await fed.get<{ form: { version: string } }>(`/api/collections/${open}`)
    expect((await fed.post(`/api/collections/${open}/form`, { source: await nextForm() })).status).toBe(200)
    expect(body.form.version).not.toBe(nextVersion)
    const row = { $id: 'a', letter: 'А', enrolled: 25 }
    expect((await new Page(person, open).save({ insert: 'classes', after: null, rows: [row] })).status).toBe(200)
    const entered = { version: 1, data: { classes: [row] } }
    expect(await new Page(person, open).draft()).toMatchObject(entered)
    expect(await new Page(other, open).draft()).toMatchObject(entered)
  })
})

test('what a worker has written is told by a node that only serves', async () => {
  const database = await createDatabase('PostgreSQL')
  const files = await mkdtemp(join(tmpdir(), 'tabel-files-'))
  // Nobody looks for jobs by himself: the worker is told of them.
  const settings = {
    port: 0,
    database: database.location,
    files,
    logLevel: 'error',
    checkReplies: true,
    jobPoll: 3_600_000,
  } as const
  const web = await startServer({ ...settings, role: 'web' })
  const worker = await startServer({ ...settings, role: 'worker' })
  try {
    const person = await Person.signIn(web.url, 'mun0101')
    const stream = await EventReader.open(person)
    await person.post(`/api/collections/${(await demoCollections(person)).open}/exports`)
    await stream.until(() => stream.named('notification').length > 0)
    const { body } = await person.get<{ items: { id: string }[] }>('/api/notifications')
    expect(stream.named('notification')).toEqual([{ id: body.items[0]?.id }])
    stream.close()
  } finally {
    await worker.close()
    await web.close()
    await database.drop()
    await rm(files, { recursive: true, force: true })
  }
})
