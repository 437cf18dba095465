import type { CompiledForm, Op } from '@tabel/engine'
import { mkdtemp, rm } from 'node:fs/promises'
import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase, databaseKinds } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { collectionOf } from '../support/demo.ts'
import { freePort } from '../support/free-port.ts'
import { Person } from '../support/person.ts'
import { built, ServerProcess } from '../support/server-process.ts'
import { classRow, demoCollections, faultlessData, opsFor, Page } from '../support/vpr.ts'

/** Each school types into both forms. */
const schools = 24
const forms = ['vpr-fsr-ma4', 'oo1-klassy'] as const
const rounds = 20
/** A round ends somewhere before so many saves of it are acknowledged. */
const mostSaves = 150

/** The save of a form with this number: each leaves its number in the draft. */
function opsOf(form: (typeof forms)[number], seq: number): readonly Op[] {
  if (form === 'oo1-klassy') return [{ set: ['r21', '01', 'g3'], value: seq }]
  return seq === 1
    ? [{ insert: 'classes', after: null, rows: [classRow('a', 'А', 1)] }]
    : [{ set: ['classes', 'a', 'listed'], value: seq }]
}

/** The draft after the save with this number. */
function dataOf(form: (typeof forms)[number], seq: number): unknown {
  return form === 'oo1-klassy' ? { r21: { '01': { g3: seq } } } : { classes: [classRow('a', 'А', seq)] }
}

/** A school that saves one number after another and writes down what the server has acknowledged. */
class Typist {
  readonly page: Page
  readonly form: (typeof forms)[number]
  /** Version that the server named for each save, in order. */
  readonly acknowledged: number[] = []

  constructor(page: Page, form: (typeof forms)[number]) {
    this.page = page
    this.form = form
  }

  /** Saves until the server is gone. What was not acknowledged is sent again the next time, as the browser does. */
  async type(heard: () => void): Promise<void> {
    for (;;) {
      try {
        const reply = await this.page.save(...opsOf(this.form, this.page.seq + 1))
        if (reply.status !== 200) throw new Error(`refused: ${JSON.stringify(reply.body)}`)
        this.acknowledged.push(reply.body.version)
        heard()
      } catch (error) {
        // undici says so when the connection breaks; anything else is a failure of the server.
        if (error instanceof TypeError || error instanceof SyntaxError) return
        throw error
      }
    }
  }
}

describe.each(databaseKinds)('kill -9 on %s', (kind) => {
  let database: TestDatabase
  let server: ServerProcess
  let files = ''

  beforeAll(async () => {
    database = await createDatabase(kind)
    files = await mkdtemp(join(tmpdir(), 'tabel-files-'))
    server = new ServerProcess(await freePort(), database.location, files, built)
    await server.start()
  })
  afterAll(async () => {
    await server.stop()
    await database.drop()
    await rm(files, { recursive: true, force: true })
  })

  test('loses nothing that was acknowledged, whenever the server dies under 48 who save', { timeout: 300_000 }, async () => {
    const people = await Promise.all(schoolLogins.map((login) => Person.signIn(server.url, login)))
    const typists: Typist[] = []
    for (const form of forms) {
      const collection = await collectionOf(people[0] as Person, form)
      typists.push(...people.map((person) => new Typist(new Page(person, collection), form)))
    }
    expect(typists).toHaveLength(48)

    for (let round = 0; round < rounds; round += 1) {
      // The moment of death must fall anywhere: between statements, inside a commit, before an answer.
      let left = 1 + Math.floor(Math.random() * mostSaves)
      let die = (): void => {}
      const dying = new Promise<void>((now) => {
        die = () => setTimeout(now, Math.random() * 20)
      })
      const heard = (): void => {
        left -= 1
        if (left === 0) die()
      }
      const typing = Promise.all(typists.map((typist) => typist.type(heard)))
      await Promise.race([dying, typing])
      await server.kill()
      await typing
      await server.start()
    }

    for (const { page, form, acknowledged } of typists) {
      expect(acknowledged.length).toBeGreaterThan(0)
      expect(acknowledged).toEqual(acknowledged.map((_, index) => index + 1))
      const { version, data } = await page.draft()
      // A save may have reached the disk and not the answer; none may have been acknowledged and not reached the disk.
      expect([acknowledged.length, acknowledged.length + 1]).toContain(version)
      expect(data).toEqual(dataOf(form, version))
      const from = Math.max(0, version - 200)
      const { body } = await page.person.get<{ entries: { version: number; ops: readonly Op[] }[] }>(
        `/api/collections/${page.collection}/draft/changes?since=${from}`,
      )
      expect(body.entries.map((entry) => [entry.version, entry.ops])).toEqual(
        Array.from({ length: version - from }, (_, index) => [from + index + 1, opsOf(form, from + index + 1)]),
      )
    }
  })

  test('a submission that was received is decided after the restart', async () => {
    const person = await Person.signIn(server.url, 'edu020019')
    const page = new Page(person, (await demoCollections(person)).open)
    const { body: form } = await person.get<CompiledForm>(`/api/collections/${page.collection}/form`)
    await page.save(...opsFor(form, await faultlessData()))
    const path = `/api/collections/${page.collection}/submissions`
    const taken = await person.post<{ id: string }>(path, undefined, { 'if-match': '"1"' })
    expect(taken.status).toBe(202)
    await server.kill()
    await server.start()
    let decided = await person.get<{ state: string }>(`/api/submissions/${taken.body.id}`)
    while (decided.body.state === 'checking') {
      await new Promise((done) => setTimeout(done, 100))
      decided = await person.get(`/api/submissions/${taken.body.id}`)
    }
    expect(decided.body).toMatchObject({ state: 'accepted', number: 1, version: 1 })
  })

  test('SIGTERM lets a save under way finish, takes no other, and ends with 0', async () => {
    const person = await Person.signIn(server.url, 'edu020020')
    const page = new Page(person, (await demoCollections(person)).open)
    const { formVersion } = await page.draft()
    const body = JSON.stringify({ clientId: page.clientId, seq: 1, baseVersion: 0, formVersion, ops: opsOf('vpr-fsr-ma4', 1) })
    const headers = {
      cookie: person.cookie,
      'x-tabel-csrf': person.csrf,
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      expect: '100-continue',
    }
    const saving = request(`${server.url}/api/collections/${page.collection}/draft`, { method: 'PATCH', headers })
    saving.flushHeaders()
    // The server has begun with the request and waits for its body.
    await once(saving, 'continue')
    const answered = once(saving, 'response')
    const stopping = server.stop()
    await refused(server.url)
    saving.end(body)
    const [answer] = (await answered) as [IncomingMessage]
    answer.resume()
    await stopping
    expect([answer.statusCode, server.exitCode]).toEqual([200, 0])
    await server.start()
    expect((await page.draft()).version).toBe(1)
  })
})

/** The first schools of the demo; those with the numbers 10 and 20 are of other kinds. */
const schoolLogins = ['01', '02']
  .flatMap((region) => Array.from({ length: 19 }, (_, index) => `edu${region}${String(index + 1).padStart(4, '0')}`))
  .filter((login) => !login.endsWith('10'))
  .slice(0, schools)

/** Waits until the server takes no more connections. */
async function refused(url: string): Promise<void> {
  for (;;) {
    const open = await fetch(`${url}/healthz`, { headers: { connection: 'close' } }).then(
      () => true,
      () => false,
    )
    if (!open) return
  }
}
