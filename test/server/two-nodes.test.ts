import { applyOps } from '@tabel/engine'
import type { CompiledForm, FormData, Op } from '@tabel/engine'
import type { RunningServer } from '@tabel/server'
import { startServer } from '@tabel/server'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { Person } from '../support/person.ts'
import { demoCollections, faultlessData, opsFor, Page } from '../support/vpr.ts'

describe('two servers on one PostgreSQL', () => {
  let database: TestDatabase
  let files = ''
  const nodes: RunningServer[] = []

  beforeAll(async () => {
    database = await createDatabase('PostgreSQL')
    files = await mkdtemp(join(tmpdir(), 'tabel-files-'))
    const settings = { port: 0, database: database.location, files, logLevel: 'error', checkReplies: true } as const
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
})
