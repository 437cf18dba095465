import type { Op } from '@tabel/engine'
import { expect, test } from 'vitest'
import { manyNodes, onBothDatabases } from '../support/server.ts'
import type { World } from '../support/server.ts'
import { classRow, demoCollections, Page } from '../support/vpr.ts'

const letter = (row: string, value: string | null): Op => ({ set: ['classes', row, 'letter'], value })
const listed = (row: string, value: number | { $raw: string }): Op => ({ set: ['classes', row, 'listed'], value })
const insert = (...rows: ReturnType<typeof classRow>[]): Op => ({ insert: 'classes', after: null, rows })

/** The page of a school that has not entered anything yet, with the open collection before it. */
async function newPage(world: World): Promise<Page> {
  const school = await world.freshSchool()
  return new Page(school, (await demoCollections(school)).open)
}

/** Another page of the same school: a second window, or a colleague. */
function another(page: Page): Page {
  const other = new Page(page.person, page.collection)
  other.version = page.version
  return other
}

onBothDatabases('a draft', (world) => {
  test('is empty at version 0 until somebody types, and opening it starts nothing', async () => {
    const page = await newPage(world)
    expect(await page.draft()).toEqual({
      version: 0,
      savedAt: null,
      savedBy: null,
      formVersion: '2026.1.0',
      data: {},
      today: '2026-05-18',
      state: 'notStarted',
      unsubmittedChanges: false,
      submittedAt: null,
      readOnly: null,
      fills: 'organisation',
      switches: {},
      upload: null,
    })
  })

  test('holds what was saved; the first save puts the school to work', async () => {
    const page = await newPage(world)
    const saved = await page.save(insert(classRow('a', 'А', 25)))
    expect(saved.body).toEqual({ version: 1, formVersion: '2026.1.0', savedAt: new Date(world.now).toISOString(), others: [] })
    expect(await page.draft()).toMatchObject({
      version: 1,
      savedAt: new Date(world.now).toISOString(),
      savedBy: page.person.login,
      data: { classes: [{ $id: 'a', letter: 'А', listed: 25 }] },
      state: 'inProgress',
    })
    const { body } = await page.person.get(`/api/collections/${page.collection}`)
    expect(body).toMatchObject({ state: 'inProgress', lastAction: { kind: 'saved', by: page.person.login } })
  })

  test('«5 чел.» in a column of numbers is saved as it was typed', async () => {
    const page = await newPage(world)
    await page.save(insert(classRow('a', 'А', 25)))
    expect((await page.save(listed('a', { $raw: '5 чел.' }))).status).toBe(200)
    expect(await page.draft()).toMatchObject({ data: { classes: [{ listed: { $raw: '5 чел.' } }] } })
  })

  test('a save sent twice is done once and answered alike', async () => {
    const page = await newPage(world)
    const first = await page.save(insert(classRow('a', 'А', 25)))
    await page.save(listed('a', 26))
    world.now += 1000
    const again = await page.send({ seq: 1, ops: [insert(classRow('a', 'А', 25))], baseVersion: 0 })
    expect(again).toMatchObject({ status: 200, body: first.body })
    expect((await page.draft()).version).toBe(2)
  })

  test('the order of members does not make another save', async () => {
    const page = await newPage(world)
    await page.save(insert(classRow('a', 'А', 25)))
    const again = await page.send({
      seq: 1,
      ops: [{ rows: [{ listed: 25, letter: 'А', $id: 'a' }], after: null, insert: 'classes' }],
    })
    expect(again.body.version).toBe(1)
  })

  test('a number that was used for other ops is refused', async () => {
    const page = await newPage(world)
    await page.save(insert(classRow('a', 'А', 25)))
    const other = await page.send({ seq: 1, ops: [insert(classRow('a', 'Б', 25))] })
    expect(other).toMatchObject({ status: 409, code: 'seq-reused' })
    expect(await page.draft()).toMatchObject({ version: 1, data: { classes: [{ letter: 'А' }] } })
  })

  test('a gap is refused and names the save that is missing', async () => {
    const page = await newPage(world)
    const early = await page.send({ seq: 3, ops: [insert(classRow('a', 'А', 25))] })
    expect(early).toMatchObject({ status: 409, code: 'seq-gap', body: { expected: 1 } })
    await page.save(insert(classRow('a', 'А', 25)))
    expect((await page.send({ seq: 5, ops: [letter('a', 'Б')] })).body.expected).toBe(2)
    expect((await page.draft()).version).toBe(1)
  })

  test('a version that does not exist yet is refused', async () => {
    const page = await newPage(world)
    const reply = await page.send({ seq: 1, ops: [insert(classRow('a', 'А', 25))], baseVersion: 7 })
    expect(reply).toMatchObject({ status: 409, code: 'version-ahead', body: { version: 0 } })
  })

  test('another version of the form is refused with the right one', async () => {
    const page = await newPage(world)
    const reply = await page.send({ seq: 1, ops: [insert(classRow('a', 'А', 25))], formVersion: '0.9.0' })
    expect(reply).toMatchObject({ status: 409, code: 'form-version', body: { formVersion: '2026.1.0' } })
  })

  test('two windows that change different cells both keep their work', async () => {
    const one = await newPage(world)
    await one.save(insert(classRow('a', 'А', 25), classRow('b', 'Б', 20)))
    const two = another(one)
    await one.save(letter('a', 'В'))
    const merged = await two.save(listed('b', 21))
    expect(merged.body.version).toBe(3)
    expect(merged.body.others).toEqual([
      { version: 2, by: one.person.login, at: expect.any(String) as string, ops: [letter('a', 'В')] },
    ])
    expect((await one.draft()).data).toEqual({
      classes: [
        { $id: 'a', letter: 'В', listed: 25 },
        { $id: 'b', letter: 'Б', listed: 21 },
      ],
    })
  })

  test('a window that lies open asks what came after the version it knows', async () => {
    const one = await newPage(world)
    await one.save(insert(classRow('a', 'А', 25)))
    const two = another(one)
    const changes = (since: number) => two.person.get(`/api/collections/${two.collection}/draft/changes?since=${since}`)
    expect((await changes(1)).body).toEqual({ version: 1, switches: {}, formVersion: '2026.1.0', complete: true, entries: [] })
    await one.save(letter('a', 'В'))
    expect((await changes(1)).body).toMatchObject({
      version: 2,
      complete: true,
      entries: [{ version: 2, by: one.person.login, ops: [letter('a', 'В')] }],
    })
    for (let made = 0; made < 205; made += 1) await one.save(listed('a', made))
    expect((await changes(1)).body).toMatchObject({ version: 207, complete: false, entries: [] })
    expect((await changes(9999)).body).toMatchObject({ complete: false })
    expect((await changes(-1)).status).toBe(422)
  })

  test('one cell changed in two windows is a conflict, and nothing of the later save is done', async () => {
    const one = await newPage(world)
    await one.save(insert(classRow('a', 'А', 25)))
    const two = another(one)
    await one.save(letter('a', 'Б'))
    const refused = await two.save(listed('a', 30), letter('a', 'В'))
    expect(refused).toMatchObject({ status: 409, code: 'conflict', body: { version: 2 } })
    expect(refused.body.conflicts).toEqual([
      {
        cell: { block: 'classes', row: 'a', column: 'letter' },
        yours: 'В',
        theirs: 'Б',
        by: one.person.login,
        at: new Date(world.now).toISOString(),
      },
    ])
    expect((await one.draft()).data).toEqual({ classes: [{ $id: 'a', letter: 'Б', listed: 25 }] })
    // Having seen the other value, one may decide for one's own: the number was not used up.
    two.version = 2
    expect((await two.save(letter('a', 'В'))).body.version).toBe(3)
  })

  test('a cell typed into a row that another has removed is a conflict', async () => {
    const one = await newPage(world)
    await one.save(insert(classRow('a', 'А', 25), classRow('b', 'Б', 20)))
    const two = another(one)
    await one.save({ remove: 'classes', ids: ['a'] })
    const refused = await two.save(listed('a', 26))
    expect(refused).toMatchObject({ status: 409, code: 'conflict' })
    expect(refused.body.conflicts).toMatchObject([{ yours: 26, theirs: null }])
  })

  test('what cannot be done is told op by op, and nothing of the save is done', async () => {
    const page = await newPage(world)
    await page.save(insert(classRow('a', 'А', 25)))
    const refused = await page.save(
      listed('a', 26),
      { set: ['nothing', null, 'x'], value: 1 },
      { set: ['classes', 'a', 'nothing'], value: 1 },
      { set: ['classes', 'gone', 'letter'], value: 'Б' },
      { set: ['results', 'a', 'score'], value: 5 },
      letter('a', 'Б'.repeat(1001)),
      { jump: 'classes' } as never,
      { set: 'classes' } as never,
      { set: ['classes', 'a', 'listed'], value: { sum: 1 } } as never,
    )
    expect(refused).toMatchObject({ status: 422, code: 'bad-ops' })
    expect(refused.body.detail).toMatch(/[а-яё]/)
    expect([...new Set(refused.body.faults.map((fault) => fault.index))]).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(await page.draft()).toMatchObject({ version: 1, data: { classes: [{ listed: 25 }] } })
    expect((await page.save(listed('a', 27))).body.version).toBe(2)
  })

  test('a computed cell cannot be typed into', async () => {
    const page = await newPage(world)
    await page.save({ insert: 'results', after: null, rows: [{ $id: 'r', code: '50001' }] })
    const refused = await page.save({ set: ['results', 'r', 'score'], value: 18 })
    expect(refused.body.faults).toMatchObject([{ index: 0, code: 'locked' }])
  })

  test('more than 2,000 ops at once are refused', async () => {
    const page = await newPage(world)
    await page.save(insert(classRow('a', 'А', 25)))
    const refused = await page.save(...Array.from({ length: 2001 }, (_, index) => listed('a', index)))
    expect(refused.body.faults).toMatchObject([{ code: 'too-many-ops' }])
  })

  test.skipIf(manyNodes)('a save costs four statements, one more for what is seldom needed', async () => {
    const page = await newPage(world)
    await page.save(insert(classRow('a', 'А', 25)))
    await page.save(listed('a', 26))
    const statements = await world.statementsOf(() => page.save(listed('a', 27)))
    const own = statements.filter((sql) => !/^(begin|commit|savepoint|release)/i.test(sql))
    expect(own).toHaveLength(4)
  })

  test('reading goes on from a snapshot after many saves, and from the log after a restart', async () => {
    const page = await newPage(world)
    await page.save(insert(classRow('a', 'А', 0)))
    for (let value = 1; value <= 105; value += 1) await page.save(listed('a', value))
    await world.stop()
    await world.start()
    const again = new Page(await world.as(page.person.login), page.collection)
    expect(await again.draft()).toMatchObject({ version: 106, data: { classes: [{ $id: 'a', letter: 'А', listed: 105 }] } })
    again.version = 106
    await again.save(listed('a', 200))
    expect((await again.draft()).data).toMatchObject({ classes: [{ listed: 200 }] })
  })

  test('after the end nothing can be changed, and what was acknowledged before is acknowledged again', async () => {
    const page = await newPage(world)
    const first = await page.save(insert(classRow('a', 'А', 25)))
    await world.at('2026-06-01T15:00:00Z', async () => {
      const late = new Page(await world.as(page.person.login), page.collection, page.clientId)
      late.seq = 1
      late.version = 1
      expect((await late.save(listed('a', 26))).status).toBe(200)
      world.now += 1
      expect(await late.save(listed('a', 27))).toMatchObject({ status: 403, code: 'closed' })
      expect((await late.send({ seq: 1, ops: [insert(classRow('a', 'А', 25))], baseVersion: 0 })).body).toEqual(first.body)
      expect(await late.draft()).toMatchObject({ version: 2, readOnly: { reason: 'closed' } })
    })
  })

  test('a collection that has ended can be looked at', async () => {
    const page = await newPage(world)
    const { closed } = await demoCollections(page.person)
    const old = new Page(page.person, closed)
    expect(await old.draft()).toMatchObject({
      version: 0,
      readOnly: { reason: 'closed', message: expect.stringContaining('закрыт') as string },
    })
    expect((await old.save(insert(classRow('a', 'А', 25)))).code).toBe('closed')
  })

  test('the day of formulas is the Moscow one', async () => {
    const page = await newPage(world)
    await world.at('2026-05-18T21:30:00Z', async () => {
      const again = new Page(await world.as(page.person.login), page.collection)
      expect((await again.draft()).today).toBe('2026-05-19')
    })
  })
})
