import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { Person } from '../support/person.ts'
import { onBothDatabases } from '../support/server.ts'

interface Head {
  readonly slug: string
  readonly title: string
  readonly kept: { readonly hidden: boolean; readonly circle: unknown } | null
}

const everybody = { kinds: [], regions: [] }
const text = {
  title: 'Приказ о сроках',
  body: '<p>Сроки <strong>изменены</strong>.</p><script>alert(1)</script>',
  publishedAt: '2026-01-01T09:00:00+03:00',
  hidden: false,
  isPublic: false,
  circle: everybody,
}
const interval = { opensAt: '2026-01-01T00:00:00Z', closesAt: '2099-12-01T15:00:00Z' }

const source = (name: string): Promise<string> =>
  readFile(new URL(`../../forms/library/${name}/form.json`, import.meta.url), 'utf8')

/** What somebody finds in a section. */
async function found(person: Person, section: string): Promise<readonly string[]> {
  const { body } = await person.get<{ items: readonly Head[] }>(`/api/sections/${section}/publications`)
  return body.items.map(({ title }) => title)
}

onBothDatabases('the organizer publishes', (world) => {
  test('a section gets an address from its title, and keeps it under another title', async () => {
    const fed = await world.as('fed')
    const school = await world.as('edu010001')
    const { body } = await fed.post<{ slug: string }>('/api/admin/sections', { title: 'Мониторинг питания' })
    expect(body.slug).toBe('monitoring-pitaniia')
    expect((await fed.post<{ slug: string }>('/api/admin/sections', { title: 'Мониторинг питания' })).body.slug).not.toBe(
      body.slug,
    )
    await fed.post(`/api/admin/sections/${body.slug}`, { title: 'Питание' })
    await fed.post('/api/admin/sections/order', { slugs: [body.slug] })
    const { body: sections } = await school.get<{ items: readonly { slug: string; title: string }[] }>('/api/sections')
    expect(sections.items[0]).toEqual({ slug: 'monitoring-pitaniia', title: 'Питание' })
    expect((await fed.post('/api/admin/sections', { title: '  ' })).status).toBe(422)
    // Pages of the cabinet keep their addresses.
    expect((await fed.post('/api/admin/sections', { title: 'Audit' })).body).toMatchObject({ slug: 'audit-2' })
  })

  test('a publication is seen by whom it is for, from its time on, and not while it is hidden', async () => {
    const fed = await world.as('fed')
    const { body: section } = await fed.post<{ slug: string }>('/api/admin/sections', { title: 'Для кого' })
    const publish = (change: object) =>
      fed.post<{ slug: string }>(`/api/admin/sections/${section.slug}/publications`, { ...text, ...change })
    await publish({ title: 'Всем' })
    expect((await publish({ publishedAt: '2026-13-45T99:00:00Z' })).code).toBe('bad-date')
    await publish({ title: 'Черновик', hidden: true })
    await publish({ title: 'Будущее', publishedAt: '2099-01-01T00:00:00Z' })
    await publish({ title: 'Колледжам первого региона', circle: { kinds: ['spo'], regions: ['01'] } })
    await publish({ title: 'Координаторам', circle: { kinds: ['reg', 'mun'], regions: [] } })

    const seen = async (login: string) => (await found(await world.as(login), section.slug)).toSorted()
    expect(await seen('fed')).toEqual(['Будущее', 'Всем', 'Колледжам первого региона', 'Координаторам', 'Черновик'])
    expect(await seen('edu010001')).toEqual(['Всем'])
    expect(await seen('spo010001')).toEqual(['Всем', 'Колледжам первого региона'])
    expect(await seen('reg01')).toEqual(['Всем', 'Колледжам первого региона', 'Координаторам'])
    expect(await seen('mun0102')).toEqual(['Всем', 'Колледжам первого региона', 'Координаторам'])
    expect(await seen('reg02')).toEqual(['Всем', 'Координаторам'])
  })

  test('what a publication says is cleaned, can be changed, and goes away with everything in it when it is hidden', async () => {
    const fed = await world.as('fed')
    const school = await world.as('edu010001')
    const { body: made } = await fed.post<{ slug: string }>('/api/admin/sections/vpr/publications', text)
    const address = `/api/publications/vpr/${made.slug}`
    const { body: first } = await school.get<Head & { body: string }>(address)
    expect(first).toMatchObject({ body: '<p>Сроки <strong>изменены</strong>.</p>', kept: null })
    expect((await fed.get<Head>(address)).body.kept).toEqual({ hidden: false, isPublic: false, circle: everybody })

    const order = { title: 'Сбор', source: await source('oo1-klassy'), ...interval, excel: false, circle: everybody, logins: [] }
    const { body: collection, status } = await fed.post<{ id: string }>(`/api/admin${address.slice(4)}/collections`, order)
    expect(status).toBe(201)
    expect((await school.get(`/api/collections/${collection.id}`)).status).toBe(200)

    await fed.post(`/api/admin${address.slice(4)}`, { ...text, title: 'Отменено', hidden: true })
    expect((await school.get(address)).status).toBe(404)
    expect((await school.get(`/api/collections/${collection.id}`)).status).toBe(404)
    expect((await fed.get<Head>(address)).body.title).toBe('Отменено')
    await fed.post(`/api/admin${address.slice(4)}`, text)
    expect((await school.get(`/api/collections/${collection.id}`)).status).toBe(200)
  })

  test('a form file is read with its mistakes, and its checks in words, and is not stored by that', async () => {
    const fed = await world.as('fed')
    const good = await fed.post<{ form: object; mistakes: object[]; checks: { check: string; text: string }[] }>(
      '/api/admin/forms/reading',
      { source: await source('vpr-fsr-ma4') },
    )
    expect(good.body.form).not.toBeNull()
    expect(good.body.checks.length).toBeGreaterThan(3)
    // Columns are called by their titles, constants by what they are.
    const words = Object.fromEntries(good.body.checks.map(({ check, text }) => [check, text]))
    expect(words['R10']).toBe('Дата проведения {Дата проведения} вне периода ВПР: с {20.04.2026} по {20.05.2026}.')
    expect(words['R08']).toContain('{СЧЁТЕСЛИ(графа «Класс» листа «Результаты»; «Класс»)}')
    const bad = await fed.post<{ form: null; mistakes: { line: number; message: string }[] }>('/api/admin/forms/reading', {
      source: '{\n  "form": "x",\n  "version": 1\n}',
    })
    expect(bad.body.form).toBeNull()
    expect(bad.body.mistakes[0]).toMatchObject({ severity: 'error', message: expect.stringMatching(/[а-я]/) as string })
  })

  test('a trial run is for chosen organisations; a wider circle adds the others and puts nobody out', async () => {
    const fed = await world.as('fed')
    const { body: made } = await fed.post<{ slug: string }>('/api/admin/sections/vpr/publications', {
      ...text,
      title: 'Апробация',
    })
    const open = (change: object) =>
      fed.post<{ id: string; code?: string }>(`/api/admin/publications/vpr/${made.slug}/collections`, {
        title: 'Апробация',
        ...interval,
        excel: true,
        circle: everybody,
        ...change,
      })
    const file = await source('oo1-klassy')
    expect((await open({ source: file, logins: ['edu010001', 'nobody'] })).code).toBe('unknown-logins')
    expect((await open({ source: file, logins: [], closesAt: interval.opensAt })).code).toBe('bad-interval')
    expect((await open({ source: '{', logins: [] })).code).toBe('form-refused')
    expect((await open({ source: file, logins: [], circle: { kinds: [], regions: ['77'] } })).code).toBe('no-participants')

    const { body: collection } = await open({ source: file, logins: ['edu010001'] })
    const total = async () => (await fed.get<{ total: number }>(`/api/collections/${collection.id}/statistics`)).body.total
    expect(await total()).toBe(1)
    expect((await (await world.as('edu010002')).get(`/api/collections/${collection.id}`)).status).toBe(404)
    const openTo = async (login: string) =>
      (await (await world.as(login)).get<{ items: readonly { id: string }[] }>('/api/collections')).body.items.find(
        ({ id }) => id === collection.id,
      )
    const place = { title: 'Апробация', section: 'vpr', publication: made.slug, closesAt: '2099-12-01T15:00:00.000Z' }
    expect(await openTo('edu010001')).toEqual({ id: collection.id, ...place, state: 'notStarted' })
    expect(await openTo('mun0101')).toEqual({ id: collection.id, ...place, state: null })
    expect(await openTo('edu010002')).toBeUndefined()
    expect(await openTo('reg02')).toBeUndefined()
    const { body: wider } = await fed.post<{ came: number }>(`/api/admin/collections/${collection.id}/circle`, {
      kinds: ['edu'],
      regions: ['01'],
    })
    expect(await total()).toBe(1 + wider.came)
    expect((await (await world.as('edu010002')).get(`/api/collections/${collection.id}`)).body).toMatchObject({ excel: true })
    expect((await (await world.as('edu020001')).get(`/api/collections/${collection.id}`)).status).toBe(404)
  })

  test('what was published and collected becomes the order of the next year, and is nothing until it is sent', async () => {
    const fed = await world.as('fed')
    const former = {
      ...text,
      title: 'Питание 2023/2024',
      publishedAt: '2024-02-29T09:00:00+03:00',
      circle: { kinds: ['edu'], regions: ['01'] },
    }
    const stores = [
      { title: 'Приказы', audience: 'all' },
      { title: 'Для школ', audience: 'organisations' },
    ]
    const publications = '/api/admin/sections/vpr/publications'
    const { body: made } = await fed.post<{ slug: string }>(publications, { ...former, stores })
    const file = await source('oo1-klassy')
    const order = {
      title: 'Сбор 2024',
      source: file,
      opensAt: '2024-02-29T21:30:00Z',
      closesAt: '2024-12-01T15:00:00Z',
      excel: true,
    }
    const address = `/api/admin/publications/vpr/${made.slug}`
    const open = (more: object) => fed.post<{ id: string }>(`${address}/collections`, { ...order, ...more })
    const wide = (await open({ circle: { kinds: ['edu'], regions: ['01'] }, logins: [] })).body.id
    const trial = (await open({ circle: everybody, logins: ['edu010002', 'edu010001'] })).body.id

    const { body: copy } = await fed.get<{ stores: unknown }>(`${address}/copy`)
    expect(copy).toEqual({
      title: 'Питание 2024/2025',
      body: '<p>Сроки <strong>изменены</strong>.</p>',
      publishedAt: '2025-02-28T06:00:00.000Z',
      isPublic: false,
      circle: former.circle,
      stores,
    })
    const again = (id: string) => fed.get<Record<string, unknown>>(`/api/admin/collections/${id}/copy`)
    const later = { title: 'Сбор 2025', source: file, excel: true, closesAt: '2025-12-01T15:00:00.000Z' }
    // 1 March in Moscow, where it is half past midnight.
    expect((await again(wide)).body).toEqual({
      ...later,
      opensAt: '2025-02-28T21:30:00.000Z',
      circle: { kinds: ['edu'], regions: ['01'] },
      logins: [],
    })
    expect((await again(trial)).body).toMatchObject({ circle: everybody, logins: ['edu010001', 'edu010002'] })
    expect((await again('nothing')).status).toBe(404)
    const { body: all } = await fed.get<{ items: { id: string; publication: string }[] }>('/api/admin/collections')
    expect(all.items.find(({ id }) => id === wide)?.publication).toBe('Питание 2023/2024')
    expect(await found(fed, 'vpr')).not.toContain('Питание 2024/2025')

    // Sent as it is, it stands there: a draft with empty stores, and the same collection.
    const { body: next } = await fed.post<{ slug: string }>(publications, { ...copy, hidden: true })
    const { body: seen } = await fed.get<{ stores: { title: string; files: number }[] }>(`/api/publications/vpr/${next.slug}`)
    expect(seen.stores).toMatchObject([
      { title: 'Приказы', files: 0 },
      { title: 'Для школ', files: 0 },
    ])
    const { body: sent } = await again(wide)
    expect((await fed.post(`/api/admin/publications/vpr/${next.slug}/collections`, sent)).status).toBe(201)
  })

  test('forms of former collections are at hand with their files', async () => {
    const fed = await world.as('fed')
    const { body } = await fed.get<{ items: { id: string; form: string; title: string; collections: number }[] }>(
      '/api/admin/forms',
    )
    const pupils = body.items.find(({ form }) => form === 'vpr-fsr-ma4')
    expect(pupils?.collections).toBeGreaterThan(0)
    // Of several languages the Russian one.
    expect(body.items.find(({ form }) => form === 'oo1-klassy')?.title).toMatch(/^Сведения о классах/u)
    const { body: file } = await fed.get<{ source: string }>(`/api/admin/forms/${pupils?.id}`)
    expect(file.source).toBe(await source('vpr-fsr-ma4'))
  })
})
