import type { Op } from '@tabel/engine'
import { expect, test } from 'vitest'
import type { Person } from '../support/person.ts'
import { onBothDatabases } from '../support/server.ts'
import type { World } from '../support/server.ts'
import { classRow, demoCollections, Page } from '../support/vpr.ts'

const insert = (...rows: ReturnType<typeof classRow>[]): Op => ({ insert: 'classes', after: null, rows })
const listed = (row: string, value: number): Op => ({ set: ['classes', row, 'listed'], value })

interface Parked {
  readonly by: string
  readonly changes: readonly { readonly place: string; readonly was: string; readonly is: string }[]
}

/** Moves the end of a collection by so many minutes from now. */
async function extend(world: World, collection: string, minutes: number): Promise<void> {
  const closesAt = new Date(world.now + minutes * 60_000).toISOString()
  expect((await (await world.as('fed')).post(`/api/collections/${collection}/deadline`, { closesAt })).status).toBe(200)
}

/** The page of a school that has typed something in time, and the collection has just ended. */
async function lateWorld(world: World): Promise<{ readonly page: Page; readonly school: Person }> {
  const school = await world.freshSchool()
  const page = new Page(school, (await demoCollections(school)).open)
  await extend(world, page.collection, 10)
  await page.save(insert(classRow('a', 'А', 25), classRow('b', 'Б', 24)))
  world.now += 11 * 60_000
  return { page, school }
}

onBothDatabases('what is typed after the end of a collection', (world) => {
  test('is kept beside the draft, seen by the school and those above it, and taken when the end is moved', async () => {
    const { page, school } = await lateWorld(world)
    const path = `/api/collections/${page.collection}`
    const late = await page.send({ seq: 2, ops: [listed('a', 26)] })
    expect(late).toMatchObject({ status: 403, code: 'closed', body: { parked: true } })
    expect(late.body.detail).toContain('сохранено отдельно')
    await page.send({ seq: 3, ops: [listed('b', 20)] })
    expect(await page.draft()).toMatchObject({ version: 1, data: { classes: [{ listed: 25 }, { listed: 24 }] } })
    expect((await school.get(path)).body).toMatchObject({ parked: 2 })

    const { body: parked } = await school.get<readonly Parked[]>(`${path}/draft/parked`)
    expect(parked.map(({ by, changes }) => [by, ...changes.map(({ place, was, is }) => `${place}: ${was} → ${is}`)])).toEqual([
      [school.login, 'строка 1 (класс А), графа «По списку»: 25 → 26'],
      [school.login, 'строка 2 (класс Б), графа «По списку»: 24 → 20'],
    ])
    const above = await world.as(`reg${school.login.slice(3, 5)}`)
    const list = await above.get<{ items: { organisation: { id: string } }[] }>(`${path}/participants?q=${school.login}`)
    const organisation = list.body.items[0]?.organisation.id ?? ''
    expect((await above.get(`${path}/participants/${organisation}/parked`)).body).toEqual(parked)
    expect((await above.get(`${path}/participants/${organisation}/data`)).body).toMatchObject({ parked: 2 })
    expect((await school.get(`${path}/participants/${organisation}/parked`)).status).toBe(404)

    expect((await school.post(`${path}/draft/parked/take`)).code).toBe('closed')
    await extend(world, page.collection, 10)
    expect((await school.post(`${path}/draft/parked/take`)).body).toEqual({ taken: 2, version: 3, refused: [] })
    expect(await page.draft()).toMatchObject({ version: 3, data: { classes: [{ listed: 26 }, { listed: 20 }] } })
    expect((await school.get(path)).body).toMatchObject({ parked: 0 })
    // The page comes back and sends what it still has: it is there.
    expect(await page.send({ seq: 2, ops: [listed('a', 26)] })).toMatchObject({ status: 200, body: { version: 2 } })
    expect((await page.draft()).version).toBe(3)
  })

  test('is parked no more once its own page has sent it', async () => {
    const { page, school } = await lateWorld(world)
    await page.send({ seq: 2, ops: [listed('a', 26)] })
    await page.send({ seq: 2, ops: [listed('a', 26)] })
    await extend(world, page.collection, 10)
    expect((await school.get(`/api/collections/${page.collection}`)).body).toMatchObject({ parked: 1 })
    expect((await page.save(listed('a', 26))).body).toMatchObject({ version: 2 })
    expect((await school.get(`/api/collections/${page.collection}`)).body).toMatchObject({ parked: 0 })
  })

  test('that meets what others have changed since stays, with the reason, until somebody drops it', async () => {
    const { page, school } = await lateWorld(world)
    const path = `/api/collections/${page.collection}/draft`
    await page.send({ seq: 2, ops: [listed('a', 26)] })
    await page.send({ seq: 3, ops: [listed('b', 20)] })
    await extend(world, page.collection, 10)
    const colleague = new Page(school, page.collection)
    colleague.version = 1
    await colleague.save(listed('a', 30))
    const { body } = await school.post<{ refused: readonly { message: string }[] }>(`${path}/parked/take`)
    expect(body).toMatchObject({ taken: 1, version: 3, refused: [{ by: school.login }] })
    expect(body.refused[0]?.message).toContain('изменил другой человек')
    expect(await page.draft()).toMatchObject({ data: { classes: [{ listed: 30 }, { listed: 20 }] } })
    expect((await school.get(`${path}/parked`)).body).toHaveLength(1)
    expect((await school.post(`${path}/parked/drop`)).status).toBe(204)
    expect((await school.get(`${path}/parked`)).body).toEqual([])
  })

  test('before the beginning nothing is kept, and no more than there is room for', async () => {
    const { page, school } = await lateWorld(world)
    const opensAt = (await school.get<{ opensAt: string }>(`/api/collections/${page.collection}`)).body.opensAt
    await world.at(new Date(Date.parse(opensAt) - 1).toISOString(), async () => {
      const early = await page.send({ seq: 2, ops: [listed('a', 26)] })
      expect(early).toMatchObject({ code: 'closed', body: { parked: false } })
    })
    const long = { set: ['classes', 'a', 'letter'], value: 'я'.repeat(1000) }
    const replies = []
    for (let seq = 2; seq < 8; seq += 1) replies.push(await page.send({ seq, ops: Array.from({ length: 900 }, () => long) }))
    expect(replies.map(({ body }) => (body as { parked?: boolean }).parked)).toEqual([true, true, true, true, false, false])
  })
})
