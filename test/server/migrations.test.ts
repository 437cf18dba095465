import { applyOps } from '@tabel/engine'
import type { CompiledForm, FormData, Op } from '@tabel/engine'
import { knownMigrations, migrate, openDatabase, run, startServer } from '@tabel/server'
import type { RunningServer } from '@tabel/server'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase, databaseKinds } from '../support/database.ts'
import type { DatabaseKind, TestDatabase } from '../support/database.ts'
import { clientOf, rowsOf, saves, writtenAt } from '../support/earlier-rows.ts'
import { Person } from '../support/person.ts'
import { decided, faultlessData, opsFor, Page, submit } from '../support/vpr.ts'

/** A database as it was when the program knew so many steps; what each step made room for was written before the next one. */
async function earlier(kind: DatabaseKind, steps: number): Promise<TestDatabase> {
  const stored = await createDatabase(kind)
  const database = await openDatabase(stored.location)
  try {
    for (const [place, step] of knownMigrations.slice(0, steps).entries()) {
      await migrate(database, place + 1)
      for (const [table, rows] of await rowsOf(step)) await database.write((tx) => tx(table).insert([...rows]))
    }
  } finally {
    await database.close()
  }
  return stored
}

const levels = knownMigrations
  .map((name, place) => ({ name, steps: place + 1 }))
  .filter(({ steps }) => steps < knownMigrations.length)

describe.each(databaseKinds)('a server on %s that finds', (kind) => {
  describe.each(levels)('the schema of $name', ({ steps }) => {
    let stored: TestDatabase
    let files = ''
    let server: RunningServer
    const collection = 'collection-1'

    beforeAll(async () => {
      files = await mkdtemp(join(tmpdir(), 'tabel-files-'))
      stored = await earlier(kind, steps)
      server = await startServer({
        port: 0,
        database: stored.location,
        files,
        demo: false,
        logLevel: 'error',
        checkReplies: true,
        now: () => writtenAt + 60_000,
      })
    })
    afterAll(async () => {
      await server?.close()
      await stored?.drop()
      await rm(files, { recursive: true, force: true })
    })

    test('goes on with what was typed, and takes the report', async () => {
      const person = await Person.signIn(server.url, 'edu010001')
      const page = new Page(person, collection)
      const { body: form } = await person.get<CompiledForm>(`/api/collections/${collection}/form`)
      const folded = saves.reduce<FormData>((data, ops) => applyOps(form, data, ops), {})
      const draft = await page.draft()
      expect(draft).toMatchObject({ version: saves.length, data: folded, state: 'inProgress', savedBy: 'edu010001' })
      const { body } = await person.get<{ entries: { version: number; clientId: string; ops: readonly Op[] }[] }>(
        `/api/collections/${collection}/draft/changes?since=0`,
      )
      expect(body.entries.map(({ version, clientId, ops }) => [version, clientId, ops])).toEqual(
        saves.map((ops, place) => [place + 1, clientOf('edu010001'), ops]),
      )
      // A save that the browser sends again, because it has not heard that it was written before the server was renewed.
      const old = new Page(person, collection, clientOf('edu010001'))
      const last = saves.at(-1) as readonly Op[]
      expect((await old.send({ seq: saves.length, baseVersion: saves.length - 1, ops: last })).body.version).toBe(saves.length)

      page.version = draft.version
      await page.save({ remove: 'classes', ids: ['a', 'b'] })
      expect((await page.save(...opsFor(form, await faultlessData()))).status).toBe(200)
      expect(page.version).toBe(saves.length + 2)
      expect(await decided(person, (await submit(page)).body.id)).toMatchObject({ state: 'accepted', number: 1 })
    })

    test('keeps what was submitted, and does the work that waited', async () => {
      const done = await Person.signIn(server.url, 'edu010002')
      expect(await new Page(done, collection).draft()).toMatchObject({
        state: 'submitted',
        version: 1,
        unsubmittedChanges: false,
      })
      const waiting = await Person.signIn(server.url, 'edu010003')
      expect(await decided(waiting, 'intent-3')).toMatchObject({ state: 'accepted', number: 1 })

      const region = await Person.signIn(server.url, 'reg01')
      const report = async () => (await region.get<{ state: string; rows: number }>('/api/reports/report-2')).body
      await expect.poll(async () => (await report()).state).toBe('done')
      expect((await report()).rows).toBeGreaterThan(0)
      const { body } = await region.get<{ items: { reportId: string }[] }>('/api/notifications')
      expect(body.items.map(({ reportId }) => reportId).sort()).toEqual(['report-1', 'report-2'])
      expect((await region.get('/api/reports/report-1')).body).toMatchObject({ state: 'done', rows: 1 })
      const { body: next } = await region.post<{ id: string }>(`/api/collections/${collection}/exports`)
      expect(['report-1', 'report-2']).not.toContain(next.id)
    })

    test('knows its forms by their titles', async () => {
      expect(await stored.query('select title from form_version')).toEqual([
        { title: 'ВПР. Форма сбора результатов. Математика. 4 класс' },
      ])
    })

    test('is sound afterwards, as the doctor sees it', async () => {
      const said: string[] = []
      const print = { out: (text: string) => said.push(text), error: (text: string) => said.push(text) }
      const code = await run(['doctor'], { TABEL_DB: stored.location, TABEL_FILES: files }, print)
      // The clock of this server stands in the past, so its waiting jobs look late.
      const wrong = said.filter((line) => line.startsWith('✗') && !line.includes('Задания'))
      expect([wrong, code <= 1]).toEqual([[], true])
    })
  })
})
