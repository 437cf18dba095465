import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Person } from '../support/person.ts'
import { onBothDatabases } from '../support/server.ts'
import { filesSeen, placeFile } from '../support/stores.ts'

interface Preview {
  readonly viewer: { readonly login: string } | null
  readonly out: boolean
  readonly publication:
    | (Record<string, unknown> & {
        readonly stores: readonly { id: string; page: { items: readonly unknown[] } }[]
        readonly collections: readonly { readonly title: string }[]
      })
    | null
}

const text = { title: 'Показ', body: '<p>Текст</p>', publishedAt: '2026-01-01T09:00:00+03:00', hidden: true, isPublic: true }
const circle = { kinds: ['edu', 'reg', 'mun'], regions: ['01'] }

onBothDatabases('a publication is shown to the organizer as others see it', (world) => {
  test('while it is a draft already, exactly as they find it when it is out', async () => {
    const fed = await world.as('fed')
    const { body: made } = await fed.post<{ slug: string }>('/api/admin/sections/vpr/publications', { ...text, circle })
    const address = `/api/publications/vpr/${made.slug}`
    const files = { section: 'vpr', publication: made.slug, title: 'Файлы', audience: 'all' }
    const { id: store } = (await fed.post<{ id: string }>('/api/admin/stores', files)).body
    await placeFile(fed, store, 'Всем.txt', 'всем')
    await placeFile(fed, store, 'Школам.txt', 'школам', { for: 'organisations', kinds: 'edu' })
    await placeFile(fed, store, 'edu010001.txt', 'одной', { for: 'organisation' })
    await placeFile(fed, store, 'edu010002.txt', 'другой', { for: 'organisation' })
    const source = await readFile(new URL('../../forms/library/oo1-klassy/form.json', import.meta.url), 'utf8')
    const order = { title: 'Апробация', source, opensAt: '2026-01-01T00:00:00Z', closesAt: '2099-12-01T15:00:00Z', excel: false }
    const chosen = { ...order, circle: { kinds: [], regions: [] }, logins: ['edu010001'] }
    expect((await fed.post(`/api/admin${address.slice(4)}/collections`, chosen)).status).toBe(201)

    const look = async (query: string) => (await fed.get<Preview>(`/api/admin${address.slice(4)}/preview?${query}`)).body
    const asked = [
      ['as=edu&login=edu010001', 'edu010001'],
      ['as=edu&login=edu010002', 'edu010002'],
      ['as=reg&region=01', 'reg01'],
      ['as=mun&region=01', 'mun0101'],
    ] as const
    const drafts: Preview[] = []
    for (const [query, login] of asked) {
      drafts.push(await look(query))
      expect(drafts.at(-1)).toMatchObject({ viewer: { login }, out: false })
      expect((await (await world.as(login)).get(address)).status).toBe(404)
    }
    const stranger = await look('as=stranger')
    expect(stranger).toMatchObject({
      viewer: null,
      out: false,
      publication: { body: '<p>Текст</p>', stores: [], collections: [] },
    })
    expect(drafts[0]?.publication?.collections.map(({ title }) => title)).toEqual(['Апробация'])
    expect(drafts[1]?.publication?.collections).toEqual([])

    await fed.post(`/api/admin${address.slice(4)}`, { ...text, circle, hidden: false })
    for (const [place, [query, login]] of asked.entries()) {
      const found = await seenBy(await world.as(login), address)
      expect(withoutPages(drafts[place])).toEqual(found)
      const now = await look(query)
      expect(now).toEqual({ ...drafts[place], out: true })
      for (const { id, page } of now.publication?.stores ?? [])
        expect(page.items).toEqual(await filesSeen(await world.as(login), id))
    }
    expect((await world.stranger().get(address)).body).toMatchObject({ body: '<p>Текст</p>' })
  })

  test('and says whom it is not for, and when there is nobody like that', async () => {
    const fed = await world.as('fed')
    const published = { ...text, hidden: false, isPublic: false, circle: { kinds: ['spo'], regions: ['01'] } }
    const { body: made } = await fed.post<{ slug: string }>('/api/admin/sections/vpr/publications', published)
    const look = (query: string) => fed.get<Preview>(`/api/admin/publications/vpr/${made.slug}/preview?${query}`)
    expect((await look('as=spo&region=01')).body.publication).not.toBeNull()
    for (const query of ['as=spo&region=02', 'as=edu', 'as=reg&region=02', 'as=stranger'])
      expect({ query, ...(await look(query)).body }).toMatchObject({ query, out: true, publication: null })
    expect((await look('as=spo&region=77')).code).toBe('no-viewer')
    expect((await look('as=spo&login=edu010001')).code).toBe('no-viewer')
    expect((await look('as=fed')).status).toBe(422)
    expect((await fed.get('/api/admin/publications/vpr/nothing/preview?as=edu')).status).toBe(404)
  })
})

/** A publication as somebody finds it, without what only a signed-in person's own page has. */
async function seenBy(person: Person, address: string): Promise<unknown> {
  const { kept, ...found } = (await person.get(address)).body
  expect(kept).toBeNull()
  return found
}

function withoutPages(preview: Preview | undefined): unknown {
  const { publication } = preview ?? {}
  return publication && { ...publication, stores: publication.stores.map(({ page: _page, ...store }) => store) }
}
