import type { Op } from '@tabel/engine'
import { startServer } from '@tabel/server'
import type { RunningServer } from '@tabel/server'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createDatabase, databaseKinds } from '../support/database.ts'
import { newCluster } from '../support/cluster.ts'
import type { TestDatabase } from '../support/database.ts'
import { collectionOf } from '../support/demo.ts'
import { Person } from '../support/person.ts'
import { classRow, Page } from '../support/vpr.ts'

const insert = (row: string): Op => ({ insert: 'classes', after: null, rows: [classRow(row, 'А', 1)] })
const rowsOf = (draft: { readonly data: unknown }): number => ((draft.data as { classes?: unknown[] }).classes ?? []).length

let files = ''
beforeAll(async () => {
  files = await mkdtemp(join(tmpdir(), 'tabel-files-'))
})
afterAll(() => rm(files, { recursive: true, force: true }))

const settings = () => ({ port: 0, files, logLevel: 'silent' }) as const

/** Makes every new entry of a log fail as on a full disk, or no longer. */
const full = {
  SQLite: {
    on: "create trigger full_disk before insert on draft_entry begin select raise(abort, 'database or disk is full'); end",
    off: 'drop trigger full_disk',
  },
  PostgreSQL: {
    on: `create function full_disk() returns trigger language plpgsql as
           $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$;
         create trigger full_disk before insert on draft_entry for each row execute function full_disk()`,
    off: 'drop trigger full_disk on draft_entry; drop function full_disk()',
  },
} as const

describe.each(databaseKinds)('on %s', (kind) => {
  let database: TestDatabase
  let server: RunningServer

  beforeAll(async () => {
    database = await createDatabase(kind)
    server = await startServer({ ...settings(), database: database.location })
  })
  afterAll(async () => {
    await server.close()
    await database.drop()
  })

  test('while the disk is full nothing is acknowledged and nothing is half-done; it goes on by itself', async () => {
    const logins = ['edu010001', 'edu010002', 'edu010003', 'edu010004']
    const people = await Promise.all(logins.map((login) => Person.signIn(server.url, login)))
    const collection = await collectionOf(people[0] as Person, 'vpr-fsr-ma4')
    const pages = people.map((person) => new Page(person, collection))
    await Promise.all(pages.map((page) => page.save(insert('a'))))

    await database.query(full[kind].on)
    const refused = await Promise.all(pages.flatMap((page) => [page.save(insert('b')), page.save(insert('c'))]))
    expect(new Set(refused.map(({ status }) => Math.floor(status / 100)))).toEqual(new Set([5]))
    for (const page of pages) expect(await page.draft()).toMatchObject({ version: 1, data: { classes: [{ $id: 'a' }] } })

    await database.query(full[kind].off)
    for (const page of pages) {
      expect((await page.save(insert('b'))).status).toBe(200)
      expect(rowsOf(await page.draft())).toBe(2)
    }
  })

  test('saves that are sent again and again, out of order, are done once each', async () => {
    const person = await Person.signIn(server.url, 'edu010005')
    const page = new Page(person, await collectionOf(person, 'vpr-fsr-ma4'))
    page.formVersion = (await page.draft()).formVersion
    const saves = Array.from({ length: 40 }, (_, index) => ({ seq: index + 1, ops: [insert(`r${index + 1}`)], baseVersion: 0 }))
    // Each is sent by several hands at once until it is acknowledged; a gap means that an earlier one is still on its way.
    const versions = await Promise.all(
      saves.flatMap((save) =>
        Array.from({ length: 1 + (save.seq % 4) }, async () => {
          for (;;) {
            const reply = await page.send(save)
            if (reply.status === 200) return [save.seq, reply.body.version] as const
            expect(reply.code).toBe('seq-gap')
          }
        }),
      ),
    )
    for (const [seq, version] of versions) expect(version).toBe(seq)
    const { version, data } = await page.draft()
    expect(version).toBe(40)
    expect(rowsOf({ data })).toBe(40)
  })
})

test('PostgreSQL stops in mid-load and starts again: nothing acknowledged is lost, and the server goes on by itself', async () => {
  const { url, cluster, folder } = await newCluster(true)
  await cluster.initialise()
  await cluster.start()
  await cluster.createDatabase('tabel')
  const server = await startServer({ ...settings(), database: `${url}/tabel` })
  try {
    const logins = ['edu010001', 'edu010002', 'edu010003', 'edu010004', 'edu010005', 'edu010006']
    const people = await Promise.all(logins.map((login) => Person.signIn(server.url, login)))
    const collection = await collectionOf(people[0] as Person, 'vpr-fsr-ma4')
    const typists = people.map((person) => ({ page: new Page(person, collection), acknowledged: 0, refused: 0 }))
    const refusals = new Set<string>()
    let typing = true
    const work = typists.map(async (typist) => {
      const { formVersion } = await typist.page.draft()
      typist.page.formVersion = formVersion
      for (let seq = 1; typing;) {
        const reply = await typist.page.send({ seq, baseVersion: 0, ops: [insert(`r${seq}`)] })
        if (reply.status === 200) {
          typist.acknowledged = seq
          seq += 1
        } else {
          refusals.add([reply.status, reply.code, reply.headers.get('retry-after')].join())
          typist.refused += 1
        }
      }
    })
    const everybody = (reached: (typist: (typeof typists)[number]) => boolean) =>
      Promise.race([vi.waitUntil(() => typists.every(reached), { timeout: 20_000 }), Promise.all(work)])

    await everybody(({ acknowledged }) => acknowledged > 5)
    await cluster.stop()
    await everybody(({ refused }) => refused > 0)
    expect((await fetch(`${server.url}/readyz`)).status).toBe(503)
    await cluster.start()
    const before = typists.map(({ acknowledged }) => acknowledged)
    await everybody((typist) => typist.acknowledged > (before[typists.indexOf(typist)] ?? 0) + 5)
    typing = false
    await Promise.all(work)
    expect([...refusals]).toEqual(['503,unavailable,5'])

    for (const { page, acknowledged } of typists) {
      const draft = await page.draft()
      expect(draft.version).toBe(acknowledged)
      expect(rowsOf(draft)).toBe(acknowledged)
    }
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  } finally {
    await server.close()
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
})
