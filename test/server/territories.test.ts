import { expect, test } from 'vitest'
import type { Person } from '../support/person.ts'
import { onBothDatabases } from '../support/server.ts'
import { demoCollections, Page } from '../support/vpr.ts'

interface Territories {
  readonly way: readonly { readonly id: string; readonly login: string }[]
  readonly items: readonly {
    readonly place: { readonly id: string; readonly login: string }
    readonly deeper: boolean
    readonly total: number
    readonly notStarted: number
    readonly inProgress: number
    readonly submitted: number
  }[]
}

onBothDatabases('figures by territory', (world) => {
  test('the country falls into regions, these into municipalities, these into schools, and every sum is that of its parts', async () => {
    const fed = await world.as('fed')
    const school = await world.as('edu010001')
    const { open } = await demoCollections(school)
    await new Page(school, open).save({ insert: 'classes', after: null, rows: [{ $id: 'a' }] })
    const look = async (person: Person, place?: string) =>
      (await person.get<Territories>(`/api/collections/${open}/territories${place ? `?place=${place}` : ''}`)).body
    const totalOf = async (person: Person) =>
      (await person.get<{ total: number; inProgress: number }>(`/api/collections/${open}/statistics`)).body

    const country = await look(fed)
    expect(country.way.map(({ login }) => login)).toEqual(['fed'])
    expect(country.items.map(({ place }) => place.login).toSorted()).toEqual(['reg01', 'reg02'])
    const sum = (page: Territories, what: 'total' | 'inProgress' | 'notStarted' | 'submitted') =>
      page.items.reduce((all, item) => all + item[what], 0)
    expect(await totalOf(fed)).toMatchObject({ total: sum(country, 'total'), inProgress: sum(country, 'inProgress') })

    const first = country.items.find(({ place }) => place.login === 'reg01')
    const region = await look(fed, first?.place.id)
    expect(region.way.map(({ login }) => login)).toEqual(['fed', 'reg01'])
    expect(sum(region, 'total')).toBe(first?.total)
    expect(sum(region, 'inProgress')).toBe(1)
    const municipality = await look(fed, region.items.find(({ place }) => place.login === 'mun0101')?.place.id)
    expect(municipality.items.find(({ place }) => place.login === 'edu010001')).toMatchObject({
      deeper: false,
      total: 1,
      inProgress: 1,
      notStarted: 0,
    })

    // A coordinator begins at its own place and sees nothing beside it.
    const coordinator = await world.as('reg01')
    const own = await look(coordinator)
    expect(own.way.map(({ login }) => login)).toEqual(['reg01'])
    expect(own.items).toEqual(region.items)
    const other = country.items.find(({ place }) => place.login === 'reg02')?.place.id ?? ''
    expect((await coordinator.get(`/api/collections/${open}/territories?place=${other}`)).status).toBe(404)
  })
})
