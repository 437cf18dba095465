import type { Op } from '@tabel/engine'
import { expect, test } from 'vitest'
import { nextForm, nextVersion } from '../support/next-form.ts'
import type { Person } from '../support/person.ts'
import { onBothDatabases } from '../support/server.ts'
import type { World } from '../support/server.ts'
import { classRow, demoCollections, Page } from '../support/vpr.ts'

interface History {
  readonly items: readonly {
    readonly version: number
    readonly at: string
    readonly by: string
    readonly how: string
    readonly changes: readonly { readonly kind: string; readonly place: string; readonly was: string; readonly is: string }[]
    readonly more: number
  }[]
  readonly next: number | null
}

const insert = (...rows: ReturnType<typeof classRow>[]): Op => ({ insert: 'classes', after: null, rows })
const listed = (row: string, value: number | { $raw: string } | null): Op => ({ set: ['classes', row, 'listed'], value })

async function newPage(world: World): Promise<Page> {
  const school = await world.freshSchool()
  return new Page(school, (await demoCollections(school)).open)
}

async function historyOf(person: Person, collection: string, query = ''): Promise<History> {
  const { status, body } = await person.get<History>(`/api/collections/${collection}/draft/history${query}`)
  expect(status).toBe(200)
  return body
}

/** What an entry of a history says, a line each. */
function lines({ items }: History): readonly string[] {
  return items.flatMap(({ version, changes }) =>
    changes.map(({ kind, place, was, is }) => `${version} ${kind} ${place}: «${was}» → «${is}»`),
  )
}

onBothDatabases('the history of a draft', (world) => {
  test('says who changed which cell from what to what, when and how', async () => {
    const page = await newPage(world)
    await page.save(insert(classRow('a', 'А', 25), classRow('b', 'Б', 24)))
    world.now += 60_000
    await page.save(listed('a', { $raw: '26 чел.' }), listed('b', 24))
    world.now += 60_000
    await page.save(listed('a', 26), { remove: 'classes', ids: ['b'] })
    const history = await historyOf(page.person, page.collection)
    expect(lines(history)).toEqual([
      '3 cell строка 1 (класс А), графа «По списку»: «26 чел.» → «26»',
      '3 row-removed строка 2 (класс Б): «Б; 24» → «»',
      '2 cell строка 1 (класс А), графа «По списку»: «25» → «26 чел.»',
      '1 row-added строка 1 (класс А): «» → «А; 25»',
      '1 row-added строка 2 (класс Б): «» → «Б; 24»',
    ])
    expect(history).toMatchObject({
      items: [{ version: 3, at: new Date(world.now).toISOString(), by: page.person.login, how: 'web', more: 0 }, {}, {}],
      next: null,
    })
  })

  test('is read page by page, and for one cell', async () => {
    const page = await newPage(world)
    await page.save(insert(classRow('a', 'А', 1), classRow('b', 'Б', 1)))
    for (let value = 2; value <= 7; value += 1) await page.save(listed(value % 2 === 0 ? 'a' : 'b', value))
    const first = await historyOf(page.person, page.collection, '?limit=4')
    expect(first.items.map(({ version }) => version)).toEqual([7, 6, 5, 4])
    const second = await historyOf(page.person, page.collection, `?limit=4&before=${first.next}`)
    expect([second.items.map(({ version }) => version), second.next]).toEqual([[3, 2, 1], null])
    const cell = await historyOf(page.person, page.collection, `?limit=2&cell=${encodeURIComponent('classes/a/listed')}`)
    expect(cell.items.map(({ changes }) => changes.map(({ was, is }) => `${was} → ${is}`))).toEqual([['4 → 6'], ['2 → 4']])
    const rest = await historyOf(page.person, page.collection, `?before=${cell.next}&cell=classes/a/listed`)
    expect(lines(rest)).toEqual(['2 cell строка 1 (класс А), графа «По списку»: «1» → «2»'])
  })

  test('gives any version there was, of a draft that goes on from a snapshot too', async () => {
    const page = await newPage(world)
    await page.save(insert(classRow('a', 'А', 0)))
    for (let value = 1; value <= 104; value += 1) await page.save(listed('a', value))
    const version = async (number: number) =>
      (await page.person.get(`/api/collections/${page.collection}/draft/versions/${number}`)).body
    expect(await version(0)).toMatchObject({ version: 0, at: null, by: null, data: {} })
    expect(await version(1)).toMatchObject({ by: page.person.login, data: { classes: [{ listed: 0 }] } })
    expect(await version(50)).toMatchObject({ data: { classes: [{ listed: 49 }] } })
    expect(await version(105)).toMatchObject({ data: { classes: [{ listed: 104 }] } })
    expect((await page.person.get(`/api/collections/${page.collection}/draft/versions/106`)).status).toBe(404)
  })

  test('is there for the coordinators above and for nobody beside', async () => {
    const page = await newPage(world)
    await page.save(insert(classRow('a', 'А', 25)))
    const region = page.person.login.slice(3, 5)
    const above = await world.as(`reg${region}`)
    const list = await above.get<{ items: { organisation: { id: string; login: string } }[] }>(
      `/api/collections/${page.collection}/participants?q=${page.person.login}`,
    )
    const [{ organisation } = { organisation: { id: 'none' } }] = list.body.items
    const path = `/api/collections/${page.collection}/participants/${organisation.id}`
    expect(lines((await above.get<History>(`${path}/history`)).body)).toEqual(['1 row-added строка 1 (класс А): «» → «А; 25»'])
    expect((await above.get(`${path}/versions/1`)).body).toMatchObject({ data: { classes: [{ letter: 'А' }] } })
    const beside = await world.as(region === '01' ? 'reg02' : 'reg01')
    for (const person of [beside, page.person])
      for (const end of ['history', 'versions/1']) expect((await person.get(`${path}/${end}`)).status).toBe(404)
  })

  test('goes on across a change of the form, each version in the names of today', async () => {
    const page = await newPage(world)
    await page.save(insert(classRow('a', 'А', 25)))
    await page.save(listed('a', 26))
    await (await world.as('fed')).post(`/api/collections/${page.collection}/form`, { source: await nextForm() })
    await page.save(listed('a', 27))
    const history = await historyOf(page.person, page.collection)
    expect(lines(history)).toEqual([
      '4 cell строка 1 (класс А), графа «По списку»: «26» → «27»',
      `3 form версия формы: «2026.1.0» → «${nextVersion}»`,
      '2 cell строка 1 (класс А), графа «По списку»: «25» → «26»',
      '1 row-added строка 1 (класс А): «» → «А; 25»',
    ])
    expect(history.items.map(({ how }) => how)).toEqual(['web', 'form', 'web', 'web'])
    const { body } = await page.person.get(`/api/collections/${page.collection}/draft/versions/2`)
    expect(body).toMatchObject({ formVersion: '2026.1.0', data: { classes: [{ enrolled: 26 }] } })
  })
})
