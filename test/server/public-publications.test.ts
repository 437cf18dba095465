import { expect, test } from 'vitest'
import { onBothDatabases } from '../support/server.ts'
import { demoPublication } from '../support/stores.ts'

const support = 'tekhnicheskaia-podderzhka'
const instruction = 'instruktsiia-po-zamene-parolia-pri-neobkhodimosti-'

interface Seen {
  readonly title: string
  readonly body: string
  readonly documents: readonly { readonly id: string }[]
  readonly stores: readonly unknown[]
  readonly collections: readonly unknown[]
}

onBothDatabases('publications before signing in', (world) => {
  /** Adds a document to a publication of the demo; its id. */
  async function addDocument(section: string, slug: string): Promise<string> {
    const query = new URLSearchParams({ name: 'памятка.pdf', title: 'Памятка' })
    const path = `/api/admin/publications/${section}/${slug}/documents?${query}`
    const organizer = await world.as('fed')
    const headers = { 'content-type': 'application/octet-stream' }
    return (await organizer.send<{ id: string }>('POST', path, '%PDF-1.4', headers)).body.id
  }

  test('are listed, with the sections they are in', async () => {
    const { body } = await world.stranger().get<{ items: unknown[] }>('/api/publications')
    expect(body.items).toMatchObject([
      { section: support, slug: instruction, title: 'Инструкция по замене пароля (при необходимости)' },
      { section: support, slug: 'obiavlenie-tekhnicheskii-reglament-raboty-v-fis-ok' },
    ])
  })

  test('are read with their documents, and nothing else is', async () => {
    const open = await addDocument(support, instruction)
    const closed = await addDocument('vpr', demoPublication)
    const stranger = world.stranger()
    const { status, body } = await stranger.get<Seen>(`/api/publications/${support}/${instruction}`)
    expect(status).toBe(200)
    expect(body.body).toContain('Не пересылайте пароль по электронной почте')
    expect(body).toMatchObject({ documents: [{ id: open }], stores: [], collections: [] })
    const statuses = await Promise.all(
      [`/api/documents/${open}/content`, `/api/documents/${closed}/content`].map(async (path) => {
        return (await stranger.fetch('GET', path)).status
      }),
    )
    expect(statuses).toEqual([200, 401])
  })

  test('are not shown, as to a stranger, to somebody whose session has ended: they are told so first', async () => {
    const path = `/api/publications/${support}/${instruction}`
    const ended = await world.stranger().get(path, { cookie: 'sid=of-yesterday' })
    expect(ended).toMatchObject({ status: 401, code: 'signed-out' })
    expect(ended.headers.get('set-cookie')).toMatch(/^sid=;/u)
    expect((await world.stranger().get(path)).status).toBe(200)
  })

  test('do not tell a stranger which others there are', async () => {
    const stranger = world.stranger()
    for (const path of [`vpr/${demoPublication}`, 'vpr/nothing', 'nothing/nothing'])
      expect(await stranger.get(`/api/publications/${path}`)).toMatchObject({ status: 401, code: 'signed-out' })
    const school = await world.as('edu010001')
    expect((await school.get('/api/publications/vpr/nothing')).status).toBe(404)
  })
})
