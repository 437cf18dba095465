import { knownMigrations, migrate, openCollection, openDatabase, systemScope } from '@tabel/server'
import type { Database } from '@tabel/server'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase } from '../support/database.ts'
import type { TestDatabase } from '../support/database.ts'
import { rowsOf, writtenAt } from '../support/earlier-rows.ts'
import { manyNodes, World } from '../support/server.ts'
import { classRow, demoCollections, Page } from '../support/vpr.ts'

const scope = systemScope('a test')

/** How many entries of the log lie where. */
const places = (database: Pick<TestDatabase, 'query'>) =>
  database.query('select tableoid::regclass::text as place, count(*)::int as entries from draft_entry group by 1 order by 1')

describe('the log of drafts on PostgreSQL', () => {
  const world = new World('PostgreSQL', {})
  let database: Database
  beforeAll(async () => {
    await world.open()
    database = await openDatabase(world.location)
  })
  afterAll(async () => {
    await database?.close()
    await world.close()
  })

  /** Publishes one more collection of the demo's form. @returns its id. */
  async function publish(): Promise<string> {
    const source = await readFile(new URL('../../forms/library/vpr-fsr-ma4/form.json', import.meta.url), 'utf8')
    const [publication] = await world.query('select id from publication order by id limit 1')
    const dates = { opensAt: world.now - 1_000, closesAt: world.now + 86_400_000 }
    const collection = { publicationId: String(publication?.['id']), title: 'Еще один сбор', source, place: 9, ...dates }
    return database.write((tx) => openCollection(scope, tx, collection, world.now))
  }

  test.skipIf(manyNodes)('has a place for each collection, and a save looks into that one alone', async () => {
    const school = await world.as('edu010001')
    const page = new Page(school, (await demoCollections(school)).open)
    await page.save({ insert: 'classes', after: null, rows: [classRow('a', 'А', 25)] })
    const statements = await world.statementsOf(() => page.save({ set: ['classes', 'a', 'listed'], value: 26 }))
    const ofTheLog = statements.filter((sql) => sql.includes('draft_entry'))
    expect(ofTheLog.length).toBeGreaterThan(0)
    for (const sql of ofTheLog) expect(sql).toContain('collection_id')
    expect(await places(world)).toEqual([{ place: expect.stringContaining(page.collection) as string, entries: 2 }])
    const [plan] = await world.query(
      `explain (format json) select * from draft_entry
       where collection_id = '${page.collection}' and assignment_id = 'a' and version > 3`,
    )
    const touched = JSON.stringify(plan)
      .match(/draft_entry_[\w-]+(?=")/g)
      ?.filter((name) => !name.endsWith('key'))
    expect(new Set(touched)).toEqual(new Set([`draft_entry_${page.collection}`]))
  })

  test('is written without waiting for the log of another collection', async () => {
    const school = await world.as('edu010006')
    const page = new Page(school, (await demoCollections(school)).open)
    const other = await publish()
    const status = await database.write(async (tx) => {
      await tx.raw('lock table draft_entry_rest, ?? in access exclusive mode', [`draft_entry_${other}`])
      return (await page.save({ insert: 'classes', after: null, rows: [classRow('a', 'А', 25)] })).status
    })
    expect(status).toBe(200)
  })

  test('gets a place for a collection that is published while people save', async () => {
    const people = await Promise.all(['edu010002', 'edu010003', 'edu010004'].map((login) => world.as(login)))
    const { open } = await demoCollections(people[0] ?? (await world.as('edu010002')))
    let publishing = true
    const answers: number[] = []
    const typing = people.map(async (person) => {
      const page = new Page(person, open)
      for (let row = 0; publishing || row < 5; row += 1)
        answers.push((await page.save({ insert: 'classes', after: null, rows: [classRow(`r${row}`, 'А', 1)] })).status)
    })
    // Two at once as well: they must not wait for each other for ever.
    const published = async () => [await publish(), ...(await Promise.all([publish(), publish()]))]
    const ids = await published().finally(() => (publishing = false))
    await Promise.all(typing)
    expect(new Set(answers)).toEqual(new Set([200]))

    for (const id of ids) {
      const page = new Page(await world.as('edu010005'), id)
      expect((await page.save({ insert: 'classes', after: null, rows: [classRow('a', 'А', 1)] })).status).toBe(200)
      expect(await places(world)).toContainEqual({ place: `"draft_entry_${id}"`, entries: 1 })
    }
    expect((await places(world)).map(({ place }) => place)).not.toContain('draft_entry_rest')
  })

  test('takes what it held before it was divided, all of it', async () => {
    const stored = await createDatabase('PostgreSQL')
    const before = await openDatabase(stored.location)
    try {
      const steps = knownMigrations.indexOf('0008-log-partitions')
      for (let step = 1; step <= steps; step += 1) {
        await migrate(before, step)
        for (const [table, rows] of await rowsOf(knownMigrations[step - 1] ?? ''))
          await before.write((tx) => tx(table).insert([...rows]))
      }
      const log = 'select assignment_id, version, client_id, seq, ops, at, by from draft_entry order by assignment_id, version'
      const held = await stored.query(log)
      expect(held.length).toBeGreaterThan(4)
      await migrate(before)
      expect(await stored.query(log)).toEqual(held)
      expect(await places(stored)).toEqual([{ place: '"draft_entry_collection-1"', entries: held.length }])
      expect(held.every(({ at }) => Number(at) === writtenAt)).toBe(true)
    } finally {
      await before.close()
      await stored.drop()
    }
  })

  test('refuses a second entry with the number of another', async () => {
    const [row] = await world.query('select * from draft_entry limit 1')
    const columns = 'collection_id, assignment_id, version, client_id, seq, ops, at, by'
    const copy = (version: string, seq: string) =>
      world.query(
        `insert into draft_entry (${columns}) select collection_id, assignment_id, ${version}, client_id, ${seq}, ops, at, by
         from draft_entry where assignment_id = '${String(row?.['assignment_id'])}' limit 1`,
      )
    await expect(copy('version', 'seq + 1000')).rejects.toThrow('duplicate key')
    await expect(copy('version + 1000', 'seq')).rejects.toThrow('duplicate key')
  })
})
