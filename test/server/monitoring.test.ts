import type { CompiledForm } from '@tabel/engine'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Person } from '../support/person.ts'
import { holdReport } from '../support/held-report.ts'
import { readZip } from '../support/read-zip.ts'
import { onBothDatabases } from '../support/server.ts'
import { classRow, demoCollections, faultlessData, opsFor, Page } from '../support/vpr.ts'

interface Participant {
  readonly organisation: { readonly id: string; readonly login: string; readonly name: string }
  readonly status: string
  readonly startedAt: string | null
  readonly submittedAt: string | null
  readonly changedAt: string | null
  readonly unsubmittedChanges: boolean
}
interface ParticipantPage {
  readonly items: readonly Participant[]
  readonly next: string | null
  readonly total: number
}
interface Notices {
  readonly unread: number
  readonly items: readonly {
    id: string
    kind: string
    text: string
    reportId: string
    reportKept: boolean
    readAt: string | null
  }[]
}

async function until<T>(ask: () => Promise<T>, enough: (value: T) => boolean): Promise<T> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const value = await ask()
    if (enough(value)) return value
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('it did not happen in time')
}

/** Orders a report, waits for it and downloads it. */
async function ordered(person: Person, address: string): Promise<{ content: Response; bytes: Buffer; rows: number }> {
  const { body } = await person.post<{ id: string }>(address)
  const report = await until(
    () => person.get<{ state: string; rows: number }>(`/api/reports/${body.id}`),
    (reply) => reply.body.state === 'done',
  )
  const content = await person.fetch('GET', `/api/reports/${body.id}/content`)
  return { content, bytes: Buffer.from(await content.arrayBuffer()), rows: report.body.rows }
}

onBothDatabases('monitoring', (world) => {
  const submitFor = async (login: string): Promise<void> => {
    const person = await world.as(login)
    const page = new Page(person, (await demoCollections(person)).open)
    const { body: form } = await person.get<CompiledForm>(`/api/collections/${page.collection}/form`)
    await page.save(...opsFor(form, await faultlessData()))
    const { body } = await person.post<{ id: string }>(`/api/collections/${page.collection}/submissions`, undefined, {
      'if-match': '"1"',
    })
    const decided = await until(
      () => person.get<{ state: string }>(`/api/submissions/${body.id}`),
      (reply) => reply.body.state !== 'checking',
    )
    expect(decided.body.state).toBe('accepted')
  }
  const begin = async (login: string): Promise<void> => {
    const person = await world.as(login)
    const page = new Page(person, (await demoCollections(person)).open)
    await page.save({ insert: 'classes', after: null, rows: [classRow('a', 'А', 25)] })
  }
  const participants = async (person: Person, query = ''): Promise<ParticipantPage> => {
    const { open } = await demoCollections(person)
    return (await person.get<ParticipantPage>(`/api/collections/${open}/participants${query}`)).body
  }

  test('a coordinator sees who has not begun, who works and who has submitted', async () => {
    await submitFor('edu010001')
    world.now += 60_000
    await submitFor('edu010002')
    world.now += 60_000
    await begin('edu010003')
    world.now += 60_000
    await begin('edu010011')
    const statistics = async (login: string) => {
      const person = await world.as(login)
      return (await person.get(`/api/collections/${(await demoCollections(person)).open}/statistics`)).body
    }
    expect(await statistics('mun0101')).toEqual({ total: 10, notStarted: 7, inProgress: 1, submitted: 2, status: 'open' })
    expect(await statistics('mun0102')).toEqual({ total: 10, notStarted: 9, inProgress: 1, submitted: 0, status: 'open' })
    expect(await statistics('reg01')).toEqual({ total: 20, notStarted: 16, inProgress: 2, submitted: 2, status: 'open' })
    expect(await statistics('reg02')).toEqual({ total: 20, notStarted: 20, inProgress: 0, submitted: 0, status: 'open' })
  })

  test('the list of participants is filtered by status and searched by login and name in any case', async () => {
    const region = await world.as('reg01')
    expect(await participants(region, '?status=submitted')).toMatchObject({
      total: 2,
      next: null,
      items: [
        {
          organisation: { login: 'edu010001' },
          status: 'submitted',
          unsubmittedChanges: false,
          startedAt: expect.any(String) as string,
        },
        { organisation: { login: 'edu010002' }, status: 'submitted' },
      ],
    })
    expect((await participants(region, '?status=inProgress')).items.map((item) => item.organisation.login)).toEqual([
      'edu010003',
      'edu010011',
    ])
    expect(
      (await participants(region, `?q=${encodeURIComponent('ГИМНАЗИЯ')}`)).items.map((item) => item.organisation.login),
    ).toEqual(['edu010003', 'edu010008'])
    expect((await participants(region, '?q=EDU010007')).total).toBe(1)
    for (const q of ['%', '_', '\\', "' or 1=1 --"]) {
      expect(await participants(region, `?q=${encodeURIComponent(q)}`)).toMatchObject({ total: 0, items: [] })
    }
    expect((await region.get(`/api/collections/${(await demoCollections(region)).open}/participants?status=lost`)).code).toBe(
      'bad-request',
    )
  })

  test('pages follow each other without a gap or a repeat, in the order of the tree', async () => {
    const country = await world.as('fed')
    const all = await participants(country)
    expect(all).toMatchObject({ total: 40, next: null })
    const found: Participant[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: ParticipantPage = await participants(country, `?limit=7&cursor=${encodeURIComponent(cursor)}`)
      expect(page.total).toBe(40)
      found.push(...page.items)
      cursor = page.next
    }
    expect(found).toEqual(all.items)
    expect(found.slice(9, 11).map((item) => item.organisation.login)).toEqual(['ksh010010', 'edu010011'])
  })

  test('the list of participants is sorted by each column in either direction, page by page, with who has no date last', async () => {
    interface Sorted {
      readonly items: readonly (Participant & { readonly submittedAt: string | null })[]
      readonly next: string | null
    }
    const country = await world.as('fed')
    const sorted = async (query: string): Promise<Sorted['items']> => {
      const found: Sorted['items'][number][] = []
      for (let cursor: string | null = ''; cursor !== null;) {
        const page = (await participants(country, `?limit=7&${query}&cursor=${encodeURIComponent(cursor)}`)) as unknown as Sorted
        found.push(...page.items)
        cursor = page.next
      }
      expect(new Set(found.map(({ organisation }) => organisation.login)).size).toBe(40)
      return found
    }
    const bytes = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
    const small = (name: string): string => name.toLowerCase().replaceAll('ё', 'е')

    const names = (await sorted('sort=name')).map(({ organisation }) => organisation.name)
    expect(names.map(small)).toEqual(names.map(small).sort(bytes))
    expect((await sorted('sort=name&order=desc')).map(({ organisation }) => organisation.name)).toEqual(names.toReversed())
    const logins = (await sorted('sort=login')).map(({ organisation }) => organisation.login)
    expect(logins).toEqual(logins.toSorted(bytes))
    expect((await sorted('sort=login&order=desc')).map(({ organisation }) => organisation.login)).toEqual(logins.toReversed())

    const ranks = (await sorted('sort=status')).map(({ status }) => ['notStarted', 'inProgress', 'submitted'].indexOf(status))
    expect(ranks).toEqual(ranks.toSorted((one, other) => one - other))
    expect(
      (await sorted('sort=status&order=desc')).slice(0, 5).map(({ organisation, status }) => [organisation.login, status]),
    ).toEqual([
      ['edu010001', 'submitted'],
      ['edu010002', 'submitted'],
      ['edu010003', 'inProgress'],
      ['edu010011', 'inProgress'],
      ['edu010004', 'notStarted'],
    ])

    const begun = (await sorted('sort=startedAt')).map(({ organisation, startedAt }) => startedAt && organisation.login)
    expect(begun.slice(0, 5)).toEqual(['edu010001', 'edu010002', 'edu010003', 'edu010011', null])
    const latest = (await sorted('sort=submittedAt&order=desc')).map(
      ({ organisation, submittedAt }) => submittedAt && organisation.login,
    )
    expect(latest.slice(0, 3)).toEqual(['edu010002', 'edu010001', null])

    const { open } = await demoCollections(country)
    for (const wrong of ['sort=rank', 'sort=name&order=up', 'cursor=x'])
      expect((await country.get(`/api/collections/${open}/participants?${wrong}`)).code).toBe('bad-request')
    // After the end those who were at work stand among those who have not begun.
    await world.at('2026-06-02T00:00:00Z', async () => {
      const late = await world.as('fed')
      const { body } = await late.get<ParticipantPage>(`/api/collections/${open}/participants?sort=status&order=desc&limit=5`)
      expect(body.items.map(({ organisation }) => organisation.login)).toEqual([
        'edu010001',
        'edu010002',
        'edu010003',
        'edu010004',
        'edu010005',
      ])
    })
  })

  test('what a school has entered is shown to its coordinators before and after submission', async () => {
    const municipality = await world.as('mun0101')
    const { open } = await demoCollections(municipality)
    const { items } = await participants(municipality)
    const dataOf = async (login: string) => {
      const id = items.find((item) => item.organisation.login === login)?.organisation.id ?? ''
      return municipality.get(`/api/collections/${open}/participants/${id}/data`)
    }
    expect((await dataOf('edu010003')).body).toMatchObject({
      organisation: { login: 'edu010003' },
      status: 'inProgress',
      version: 1,
      submittedAt: null,
      data: { classes: [{ $id: 'a', letter: 'А', listed: 25 }] },
      formVersion: '2026.1.0',
    })
    expect((await dataOf('edu010001')).body).toMatchObject({ status: 'submitted', submittedAt: expect.any(String) as string })
    expect((await dataOf('edu010005')).body).toMatchObject({ status: 'notStarted', version: 0, data: {} })
  })

  test('«Экспорт результатов» becomes a workbook, a notification tells of it, and the workbook is downloaded', async () => {
    const region = await world.as('reg01')
    const { open } = await demoCollections(region)
    const order = () => region.post<{ id: string }>(`/api/collections/${open}/exports`)
    const [one, two] = await Promise.all([order(), order()])
    expect(one.status).toBe(202)
    expect(two.body.id).toBe(one.body.id)

    const report = await until(
      () => region.get<{ state: string; rows: number }>(`/api/reports/${one.body.id}`),
      (reply) => reply.body.state === 'done' || reply.body.state === 'failed',
    )
    expect(report.body).toMatchObject({ state: 'done', progress: 1, message: null })
    expect(report.body.rows).toBeGreaterThan(2)

    const notices = await region.get<Notices>('/api/notifications')
    expect(notices.body).toMatchObject({ unread: 1, items: [{ kind: 'report-ready', reportId: one.body.id, readAt: null }] })
    expect(notices.body.items[0]?.text).toContain('2 организации')
    const [notice] = notices.body.items
    expect((await region.post(`/api/notifications/${notice?.id ?? ''}/read`)).status).toBe(204)
    expect((await region.get<Notices>('/api/notifications')).body.unread).toBe(0)

    const content = await region.fetch('GET', `/api/reports/${one.body.id}/content`)
    expect(content.headers.get('content-type')).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    expect(decodeURIComponent(content.headers.get('content-disposition') ?? '')).toMatch(
      /^attachment; .*filename\*=UTF-8''Экспорт результатов .* 2026-05-18\.xlsx$/,
    )
    const bytes = Buffer.from(await content.arrayBuffer())
    expect(String(bytes.length)).toBe(content.headers.get('content-length'))
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
    expect(bytes.length).toBeGreaterThan(5_000)
  })

  test('a finished report can be ordered anew', async () => {
    const region = await world.as('reg01')
    const { open } = await demoCollections(region)
    const done = await until(
      () => region.get<Notices>('/api/notifications'),
      (reply) => reply.body.items.length > 0,
    )
    const again = await region.post<{ id: string }>(`/api/collections/${open}/exports`)
    expect(again.body.id).not.toBe(done.body.items[0]?.reportId)
    await until(
      () => region.get<Notices>('/api/notifications'),
      (reply) => reply.body.items.length > 1,
    )
  })

  test('the results as CSV are a zip, made beside the workbook', async () => {
    const region = await world.as('reg01')
    const { open } = await demoCollections(region)
    const { content, bytes } = await ordered(region, `/api/collections/${open}/exports?format=csv`)
    expect(content.headers.get('content-type')).toBe('application/zip')
    expect(decodeURIComponent(content.headers.get('content-disposition') ?? '')).toMatch(
      /filename\*=UTF-8''Экспорт результатов .* 2026-05-18\.zip$/,
    )
    const files = await readZip(bytes)
    expect([...files.keys()]).toEqual(expect.arrayContaining(['Итоги.csv', 'Описание граф.csv', 'Сведения о выгрузке.csv']))
    expect([...files.values()].every((text) => text.startsWith('\uFEFF'))).toBe(true)
    expect(files.get('Сведения о выгрузке.csv')).toContain('Организаций, сдавших отчет;2\r\n')
  })

  test('«Экспорт списка участников» lists those below, with the levels above them and their status', async () => {
    const region = await world.as('reg01')
    const { open } = await demoCollections(region)
    const { bytes, rows } = await ordered(region, `/api/collections/${open}/exports?kind=participants&format=csv`)
    const { body } = await region.get<{ total: number }>(`/api/collections/${open}/participants`)
    expect(rows).toBe(body.total)
    const lines = (await readZip(bytes)).get('Участники.csv')?.trimEnd().split('\r\n') ?? []
    expect(lines).toHaveLength(body.total + 1)
    expect(lines[0]).toBe('\uFEFFЛогин;Организация;Подчинение;Статус;Сдано (московское время)')
    const line = (login: string) => lines.find((one) => one.startsWith(`${login};`))?.split(';')
    const names = (await region.get<{ organisation: { name: string } }>('/api/me')).body.organisation.name
    expect(line('edu010001')?.[2]?.startsWith(`${names} / `)).toBe(true)
    expect(line('edu010001')?.slice(3)).toEqual(['Сдано', expect.stringMatching(/^18\.05\.2026, /)])
    expect(line('edu010003')?.slice(3)).toEqual(['В работе', ''])
    expect(line('edu020001')).toBeUndefined()
  })

  test('a kind of file that there is not is refused', async () => {
    const region = await world.as('reg01')
    const { open } = await demoCollections(region)
    expect((await region.post(`/api/collections/${open}/exports?format=pdf`)).status).toBe(422)
  })

  test('a report of a region without submissions is an empty workbook, not a failure', async () => {
    const region = await world.as('reg02')
    const { open } = await demoCollections(region)
    const order = await region.post<{ id: string }>(`/api/collections/${open}/exports`)
    const report = await until(
      () => region.get<{ state: string; rows: number }>(`/api/reports/${order.body.id}`),
      (reply) => reply.body.state !== 'queued' && reply.body.state !== 'running',
    )
    // A line for each organisation that submitted, and there is none.
    expect(report.body).toMatchObject({ state: 'done', rows: 0 })
  })

  test('an order is taken back by who gave it, and the same can be ordered anew at once', async () => {
    const region = await world.as('reg02')
    const { open } = await demoCollections(region)
    const order = () => region.post<{ id: string }>(`/api/collections/${open}/exports`)
    await holdReport(world, 'reg02', open, world.now)
    const held = await order()
    expect(held.status).toBe(202)
    const stranger = await (await world.as('reg01')).post(`/api/reports/${held.body.id}/cancel`)
    expect(stranger.status).toBe(404)
    const cancelled = await region.post(`/api/reports/${held.body.id}/cancel`)
    expect(cancelled.body).toMatchObject({ id: held.body.id, state: 'cancelled', message: null })
    expect((await region.post(`/api/reports/${held.body.id}/cancel`)).body).toEqual(cancelled.body)
    expect((await region.get(`/api/reports/${held.body.id}/content`)).code).toBe('report-not-ready')
    expect(await world.query('select id from job')).toEqual([])

    const anew = await order()
    expect(anew.body.id).not.toBe(held.body.id)
    const done = await until(
      () => region.get<{ state: string }>(`/api/reports/${anew.body.id}`),
      (reply) => reply.body.state === 'done',
    )
    expect((await region.post(`/api/reports/${anew.body.id}/cancel`)).body).toEqual(done.body)
  })

  test('the file of a report is kept for a month; then what was told of it says so, and it can be ordered again', async () => {
    const files = () => readdir(join(world.files, 'reports'))
    const region = await world.as('reg01')
    const { open } = await demoCollections(region)
    const { body: before } = await region.get<Notices>('/api/notifications')
    expect(before.items.every(({ reportKept }) => reportKept)).toBe(true)
    const old = await files()
    expect(old.length).toBeGreaterThan(0)
    await world.at('2026-06-17T08:00:00Z', async () => {
      const person = await world.as('reg01')
      await ordered(person, `/api/collections/${open}/exports`)
      expect(await files()).toEqual(expect.arrayContaining(old))
    })
    await world.at('2026-06-17T10:00:00Z', async () => {
      await expect.poll(async () => (await files()).length, { timeout: 10_000 }).toBe(1)
      const person = await world.as('reg01')
      const told = async () => (await person.get<Notices>('/api/notifications')).body.items
      await expect
        .poll(async () => (await told()).map(({ reportKept }) => reportKept))
        .toEqual([true, ...before.items.map(() => false)])
      const [gone] = before.items
      expect((await person.get(`/api/reports/${gone?.reportId}/content`)).code).toBe('report-gone')
      const { bytes } = await ordered(person, `/api/collections/${open}/exports`)
      expect(bytes.length).toBeGreaterThan(0)
    })
  })

  test('after the end only two groups are left', async () => {
    await world.at('2026-06-02T00:00:00Z', async () => {
      const region = await world.as('reg01')
      const [, open] = await collectionIds(region)
      const { body } = await region.get(`/api/collections/${open}/statistics`)
      expect(body).toEqual({ total: 20, notStarted: 18, inProgress: 0, submitted: 2, status: 'closed' })
      const list = await region.get<ParticipantPage>(`/api/collections/${open}/participants?status=notStarted`)
      expect(list.body.total).toBe(18)
      const began = list.body.items.find((item) => item.organisation.login === 'edu010003')
      expect(began).toMatchObject({ status: 'notStarted', startedAt: expect.any(String) as string })
      expect((await region.get<ParticipantPage>(`/api/collections/${open}/participants?status=inProgress`)).body.total).toBe(0)
    })
  })
})

/** Both collections of the demo, the older one first, when neither is open. */
async function collectionIds(person: Person): Promise<readonly string[]> {
  const slugs = ['aprobatsiia-formy-sbora-rezultatov-matematika-4-kl', 'vpr-matematika-4-klass-sbor-rezultatov']
  const pages = await Promise.all(
    slugs.map((slug) => person.get<{ collections: { id: string }[] }>(`/api/publications/vpr/${slug}`)),
  )
  return pages.map((page) => page.body.collections[0]?.id ?? 'none')
}
