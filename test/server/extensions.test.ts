import { expect, test } from 'vitest'
import type { Person } from '../support/person.ts'
import { onBothDatabases } from '../support/server.ts'
import { demoCollections, Page } from '../support/vpr.ts'

const day = 86_400_000

interface Figures {
  readonly total: number
  readonly notStarted: number
  readonly inProgress: number
  readonly submitted: number
  readonly status: string
}

/** Signs people in once more: after days their sessions are over. */
async function again(...people: readonly Person[]): Promise<void> {
  for (const person of people) {
    const { login } = person
    const { body } = await person.post<{ csrf: string }>('/api/login', { login, password: 'demo-2026' })
    person.csrf = body.csrf
  }
}

onBothDatabases('more time for some', (world) => {
  test('an organisation with an extension works on after the end, and is counted and listed as at work', async () => {
    const fed = await world.as('fed')
    const school = await world.as('edu010001')
    const other = await world.as('edu010002')
    const { open } = await demoCollections(school)
    const page = new Page(school, open)
    const otherPage = new Page(other, open)
    await page.save({ insert: 'classes', after: null, rows: [{ $id: 'a' }] })
    await otherPage.save({ insert: 'classes', after: null, rows: [{ $id: 'a' }] })
    const { body: collection } = await school.get<{ closesAt: string; extension: string | null }>(`/api/collections/${open}`)
    expect(collection.extension).toBeNull()
    const end = Date.parse(collection.closesAt)
    const later = new Date(end + 2 * day).toISOString()

    const extend = (change: object) =>
      fed.post(`/api/collections/${open}/extensions`, {
        closesAt: later,
        logins: ['edu010001'],
        reason: 'Карантин в школе',
        ...change,
      })
    expect((await extend({ reason: ' ' })).code).toBe('reason-required')
    expect((await extend({ closesAt: 'завтра' })).code).toBe('bad-deadline')
    expect((await extend({ logins: ['edu010001', 'spo010001'] })).code).toBe('unknown-logins')
    expect((await extend({})).status).toBe(204)

    world.now = end + day
    await again(school, other)
    const todo = async (person: Person) =>
      (await person.get<{ items: readonly { id: string }[] }>('/api/collections')).body.items.find(({ id }) => id === open)
    expect(await todo(school)).toMatchObject({ section: 'vpr', closesAt: later, state: 'inProgress' })
    expect(await todo(other)).toBeUndefined()
    const { body: own } = await school.get(`/api/collections/${open}`)
    expect(own).toMatchObject({ status: 'open', closesAt: later, extension: 'Карантин в школе' })
    expect((await other.get(`/api/collections/${open}`)).body).toMatchObject({ status: 'closed', extension: null })
    expect((await page.save({ set: ['classes', 'a', 'listed'], value: 25 })).status).toBe(200)
    expect((await otherPage.save({ set: ['classes', 'a', 'listed'], value: 25 })).code).toBe('closed')
    expect((await school.get(`/api/collections/${open}/draft`)).body).toMatchObject({ readOnly: null })

    const region = await world.as('reg01')
    const figures = async () => (await region.get<Figures>(`/api/collections/${open}/statistics`)).body
    const listed = async (status: string) => {
      const { body } = await region.get<{
        total: number
        items: { organisation: { login: string }; extension: { closesAt: string; reason: string } | null }[]
      }>(`/api/collections/${open}/participants?status=${status}`)
      expect(body.items.length).toBe(Math.min(body.total, 50))
      return body.items
    }
    expect(await figures()).toMatchObject({ inProgress: 1, submitted: 0, status: 'closed' })
    const [working] = await listed('inProgress')
    expect(working).toMatchObject({
      organisation: { login: 'edu010001' },
      extension: { closesAt: later, reason: 'Карантин в школе' },
    })
    const before = await listed('notStarted')
    expect(before.map(({ organisation }) => organisation.login)).toContain('edu010002')
    expect(before.length).toBe((await figures()).notStarted)

    // When its own time is over, too, there are two groups only.
    world.now = end + 3 * day
    await again(school, fed, region)
    expect((await page.save({ set: ['classes', 'a', 'listed'], value: 26 })).code).toBe('closed')
    expect(await figures()).toMatchObject({ inProgress: 0 })
    expect(await listed('inProgress')).toEqual([])
    expect((await listed('notStarted')).length).toBe(before.length + 1)
  })

  test('an extension does not shorten what the whole collection has', async () => {
    const fed = await world.as('fed')
    const school = await world.as('edu010003')
    const { open } = await demoCollections(school)
    const { body: collection } = await school.get<{ closesAt: string; opensAt: string }>(`/api/collections/${open}`)
    const closesAt = new Date(Date.parse(collection.opensAt) + day).toISOString()
    await fed.post(`/api/collections/${open}/extensions`, { closesAt, logins: ['edu010003'], reason: 'Ошибка' })
    expect((await school.get(`/api/collections/${open}`)).body).toMatchObject({ closesAt: collection.closesAt })
  })
})
