import type { CompiledForm } from '@tabel/engine'
import { expect, test } from 'vitest'
import { collectionOf, submitFaultless } from '../support/demo.ts'
import { EventReader } from '../support/event-reader.ts'
import { Person } from '../support/person.ts'
import type { Reply } from '../support/person.ts'
import { onBothDatabases } from '../support/server.ts'
import type { World } from '../support/server.ts'
import { classRow, demoCollections, faultlessData, opsFor, Page, submit } from '../support/vpr.ts'

interface View {
  readonly id: string
  readonly login: string
  readonly state: 'active' | 'locked' | 'closed'
  readonly stateReason: string | null
  readonly successor: { readonly login: string } | null
  readonly below: { readonly municipalities: number; readonly organisations: number }
}

interface Place {
  readonly organisation: View
  readonly above: readonly { readonly login: string }[]
  readonly detail: string
}

interface List {
  readonly place: Place
  readonly items: readonly View[]
  readonly next: string | null
  readonly total: number
}

const reason = 'Приказ № 5'

const list = (person: Person, query: Record<string, string> = {}) =>
  person.get<List>(`/api/organisations?${new URLSearchParams(query)}`)

const logins = ({ body }: Reply<List>): readonly string[] => body.items.map(({ login }) => login)

/** Id of an organisation by its login. */
async function idOf(fed: Person, login: string): Promise<string> {
  const found = (await list(fed, { q: login })).body.items.find((one) => one.login === login)
  if (!found) throw new Error(`there is no ${login}`)
  return found.id
}

async function change(fed: Person, login: string, what: string, more: Record<string, string> = {}): Promise<Reply<Place>> {
  return fed.post<Place>(`/api/organisations/${await idOf(fed, login)}/${what}`, { reason, ...more })
}

const refusal = (world: World, login: string) => world.stranger().post('/api/login', { login, password: 'demo-2026' })

onBothDatabases('the tree of organisations', (world) => {
  test('is walked level by level, each with how many are below', async () => {
    const fed = await world.as('fed')
    const top = await list(fed)
    expect(top.body.place).toMatchObject({
      organisation: { login: 'fed', below: { municipalities: 4, organisations: 44 } },
      above: [],
    })
    expect(top.body.items).toMatchObject([
      { login: 'reg01', kind: 'reg', state: 'active', below: { municipalities: 2, organisations: 22 } },
      { login: 'reg02', below: { municipalities: 2, organisations: 22 } },
    ])
    const region = await list(fed, { parent: top.body.items[0]?.id ?? '' })
    expect(logins(region)).toEqual(['mun0101', 'mun0102'])
    const municipality = await list(fed, { parent: region.body.items[0]?.id ?? '' })
    expect(municipality.body.place.above.map(({ login }) => login)).toEqual(['fed', 'reg01'])
    expect([municipality.body.total, municipality.body.next]).toEqual([11, null])
    expect(municipality.body.items[0]).toMatchObject({ login: 'edu010001', below: { municipalities: 0, organisations: 0 } })
  })

  test('is searched by login and name in any case, by kind, page by page', async () => {
    const fed = await world.as('fed')
    expect(logins(await list(fed, { q: 'ЛИЦЕЙ № 8' }))).toEqual(['edu010004'])
    expect(logins(await list(fed, { q: 'MUN01' }))).toEqual(['mun0101', 'mun0102'])
    expect(logins(await list(fed, { q: '01', kinds: 'reg,mun' }))).toEqual(['reg01', 'mun0101', 'mun0102', 'mun0201'])
    expect((await list(fed, { q: '%' })).body.total).toBe(0)
    const first = await list(fed, { q: '0' })
    expect([first.body.items.length, first.body.total]).toEqual([50, 50])
    expect(first.body.next).toBeNull()
  })

  test('ends where a coordinator’s own subtree does', async () => {
    const region = await world.as('reg01')
    const { body } = await list(region)
    expect(body.place).toMatchObject({ organisation: { login: 'reg01' }, above: [] })
    expect(body.total).toBe(2)
    expect((await list(region, { q: 'edu02' })).body.total).toBe(0)
    const foreign = await idOf(await world.as('fed'), 'mun0201')
    expect((await list(region, { parent: foreign })).status).toBe(404)
    expect((await region.get(`/api/organisations/${foreign}`)).status).toBe(404)
  })
})

onBothDatabases('an organisation that is locked', (world) => {
  test('signs in nowhere and its sessions end; who knows the password is told', async () => {
    const fed = await world.as('fed')
    const school = await world.as('edu010003')
    const stream = await EventReader.open(school, '')
    const locked = await change(fed, 'edu010003', 'lock')
    expect(locked.body.organisation).toMatchObject({ state: 'locked', stateReason: reason })
    await expect.poll(async () => (await school.get('/api/me')).status).toBe(401)
    await stream.until(() => stream.end === 'whole')
    const refused = await refusal(world, 'edu010003')
    expect([refused.status, refused.code]).toEqual([403, 'sign-in-locked'])
    expect(refused.body['detail']).toContain('закрыл организатор')
    expect((await world.stranger().post('/api/login', { login: 'edu010003', password: 'x' })).code).toBe('bad-credentials')
    // A new password does not unlock it.
    const { body } = await fed.post<{ password: string }>('/api/accounts/edu010003/password')
    await expect(Person.signIn(world.url, 'edu010003', body.password)).rejects.toThrow('sign-in-locked')
    // Doing it again is the same; taking it back lets in.
    expect((await change(fed, 'edu010003', 'lock')).status).toBe(200)
    expect(logins(await list(fed, { state: 'locked' }))).toEqual(['edu010003'])
    expect(logins(await list(await world.as('reg02'), { state: 'locked' }))).toEqual([])
    expect(logins(await list(fed, { state: 'locked', q: 'edu02' }))).toEqual([])
    expect((await change(fed, 'edu010003', 'unlock')).body.organisation.state).toBe('active')
    await Person.signIn(world.url, 'edu010003', body.password)
    const rows = await world.query(
      "select action, actor, details from audit where subject = 'edu010003' and action like 'organisation%' order by at, action",
    )
    expect(rows.map(({ action, actor }) => [action, actor])).toEqual([
      ['organisation-locked', 'fed'],
      ['organisation-unlocked', 'fed'],
    ])
    expect(rows.every(({ details }) => String(details).includes(reason))).toBe(true)
  })

  test('may be a coordinator, and those below it go on; never the organizer', async () => {
    const fed = await world.as('fed')
    const school = await world.as('edu010011')
    await change(fed, 'mun0102', 'lock')
    expect((await refusal(world, 'mun0102')).code).toBe('sign-in-locked')
    expect((await school.get('/api/sections')).status).toBe(200)
    const { body } = await fed.get<{ organisation: { id: string } }>('/api/me')
    const own = await fed.post(`/api/organisations/${body.organisation.id}/lock`, { reason })
    expect(own.code).toBe('organisation-refused')
    expect((await fed.post(`/api/organisations/${body.organisation.id}/lock`, { reason: '' })).code).toBe('bad-request')
  })
})

onBothDatabases('an organisation that moves', (world) => {
  const totals = async (login: string, collection: string) =>
    (await (await world.as(login)).get<{ total: number; submitted: number }>(`/api/collections/${collection}/statistics`)).body

  test('keeps its drafts and reports, and is seen by its new coordinators at once', async () => {
    const [fed, school] = [await world.as('fed'), await world.as('edu010001')]
    const [before, after] = [await world.as('mun0101'), await world.as('mun0102')]
    const collection = await collectionOf(school, 'vpr-fsr-ma4')
    const page = new Page(school, collection)
    await submitFaultless(page, 'vpr-fsr-ma4')
    await page.save({ insert: 'classes', after: null, rows: [classRow('late', 'Я', 20)] })
    const { version } = await page.draft()
    const watching = await EventReader.open(after, `?watch=${collection}`)

    const moved = await change(fed, 'edu010001', 'move', { parent: 'mun0102' })
    expect(moved.status).toBe(200)
    expect(moved.body.above.map(({ login }) => login)).toEqual(['fed', 'reg01', 'mun0102'])

    await watching.until(() => watching.named('progress').length > 0)
    watching.close()

    // The same session goes on where it was.
    const { id } = moved.body.organisation
    expect(await page.draft()).toMatchObject({ version, state: 'submitted', unsubmittedChanges: true })
    page.version = version ?? 0
    expect((await page.save({ remove: 'classes', ids: ['late'] })).status).toBe(200)
    for (const what of ['data', 'history']) {
      const path = `/api/collections/${collection}/participants/${id}/${what}`
      expect([(await before.get(path)).status, (await after.get(path)).status]).toEqual([404, 200])
    }
    expect(await totals('mun0101', collection)).toMatchObject({ total: 9, submitted: 0 })
    expect(await totals('mun0102', collection)).toMatchObject({ total: 11, submitted: 1 })
    expect(await totals('reg01', collection)).toMatchObject({ total: 20, submitted: 1 })
    expect((await list(before)).body.total).toBe(10)
    expect(logins(await list(after))).toContain('edu010001')
    // The report of the new municipality has what was submitted under the former one.
    const { body: report } = await after.post<{ id: string }>(`/api/collections/${collection}/exports`)
    const state = async () => (await after.get<{ state: string; rows: number }>(`/api/reports/${report.id}`)).body
    await expect.poll(async () => (await state()).state).toBe('done')
    expect((await state()).rows).toBeGreaterThan(0)
    // A password is given by who stands above it now.
    expect((await before.post('/api/accounts/edu010001/password')).status).toBe(404)
    expect((await after.post('/api/accounts/edu010001/password')).status).toBe(200)
    const [row] = await world.query("select details from audit where action = 'organisation-moved'")
    expect(JSON.parse(String(row?.['details']))).toEqual({
      from: '/reg01/mun0101/edu010001/',
      to: '/reg01/mun0102/edu010001/',
      reason,
    })
  })

  test('may do so there and back while it and its neighbour save, and nothing is lost', async () => {
    const fed = await world.as('fed')
    const schools = await Promise.all(['edu010006', 'edu010007'].map((login) => world.as(login)))
    const collection = await collectionOf(schools[0] as Person, 'vpr-fsr-ma4')
    const id = await idOf(fed, 'edu010006')
    const save = async (person: Person): Promise<readonly number[]> => {
      const page = new Page(person, collection)
      const statuses: number[] = []
      for (let row = 0; row < 15; row += 1)
        statuses.push((await page.save({ insert: 'classes', after: null, rows: [classRow(`r${row}`, 'А', 20)] })).status)
      return statuses
    }
    const move = async (): Promise<readonly number[]> => {
      const statuses: number[] = []
      for (const parent of ['mun0102', 'mun0101', 'mun0102', 'mun0101', 'mun0102'])
        statuses.push((await fed.post(`/api/organisations/${id}/move`, { parent, reason })).status)
      return statuses
    }
    const all = await Promise.all([...schools.map(save), move()])
    expect([...new Set(all.flat())]).toEqual([200])
    for (const person of schools) {
      const { version, data } = await new Page(person, collection).draft()
      expect({ version, data }).toMatchObject({ version: 15, data: { classes: Array.from({ length: 15 }, () => ({})) } })
    }
    const { body } = await fed.get<Place>(`/api/organisations/${id}`)
    expect(body.above.at(-1)).toMatchObject({ login: 'mun0102' })
    const rows = await world.query(`select path from assignment where organisation_id = '${id}'`)
    expect([...new Set(rows.map(({ path }) => path))]).toEqual(['/reg01/mun0102/edu010006/'])
  })

  test('stays in its region, and goes under nobody but regions and municipalities', async () => {
    const fed = await world.as('fed')
    const why = async (login: string, parent: string) => {
      const { code, body } = await change(fed, login, 'move', { parent })
      return code === 'organisation-refused' ? body.detail : code
    }
    expect(await why('edu010002', 'mun0201')).toContain('только внутри региона')
    expect(await why('edu010002', 'edu010003')).toContain('не регион и не муниципалитет')
    expect(await why('edu010002', 'mun9999')).toContain('«mun9999» нет')
    expect(await why('edu010002', 'mun0101')).toContain('уже стоит')
    expect(await why('mun0101', 'reg02')).toContain('только образовательную организацию')
    expect((await change(fed, 'edu010002', 'move', { parent: 'reg01' })).status).toBe(200)
  })
})

onBothDatabases('an organisation that is closed', (world) => {
  const statistics = async (login: string, collection: string) =>
    (await (await world.as(login)).get(`/api/collections/${collection}/statistics`)).body

  test('is not waited for any more unless it has submitted, and what it has submitted stays', async () => {
    const fed = await world.as('fed')
    const [done, begun] = [await world.as('edu020001'), await world.as('edu020002')]
    const collection = await collectionOf(done, 'vpr-fsr-ma4')
    const { closed: ended } = await demoCollections(done)
    const before = await statistics('mun0201', ended)
    await submitFaultless(new Page(done, collection), 'vpr-fsr-ma4')
    await new Page(begun, collection).save({ insert: 'classes', after: null, rows: [classRow('a', 'А', 25)] })

    for (const login of ['edu020001', 'edu020002', 'edu020003'])
      expect((await change(fed, login, 'close')).body.organisation.state).toBe('closed')
    expect(await statistics('mun0201', collection)).toMatchObject({ total: 8, submitted: 1, inProgress: 0, notStarted: 7 })
    const municipality = await world.as('mun0201')
    const { body } = await municipality.get<{ total: number; items: { organisation: { login: string } }[] }>(
      `/api/collections/${collection}/participants?q=edu02`,
    )
    expect(body.items.map(({ organisation }) => organisation.login)).toEqual(
      expect.arrayContaining(['edu020001', 'edu020004']) as string[],
    )
    expect(body.items.some(({ organisation }) => ['edu020002', 'edu020003'].includes(organisation.login))).toBe(false)
    expect(body.total).toBe(body.items.length)
    // What has ended before is history.
    expect(before).toMatchObject({ total: 10, status: 'closed' })
    expect(await statistics('mun0201', ended)).toEqual(before)
    // What was entered can still be looked at.
    const path = `/api/collections/${collection}/participants/${await idOf(fed, 'edu020002')}/data`
    expect((await municipality.get(path)).body).toMatchObject({ status: 'inProgress', version: 1 })

    await expect.poll(async () => (await begun.get('/api/me')).status).toBe(401)
    expect((await refusal(world, 'edu020002')).code).toBe('sign-in-closed')
    expect((await change(fed, 'edu020002', 'close')).body.detail).toContain('уже закрыта')
    expect((await change(fed, 'edu020002', 'lock')).body.detail).toContain('закрыта')
    expect((await list(municipality)).body.place.organisation.below.organisations).toBe(8)

    expect((await change(fed, 'edu020002', 'unlock')).body.organisation.state).toBe('active')
    expect(await statistics('mun0201', collection)).toMatchObject({ total: 9, inProgress: 1 })
    expect(await new Page(await world.as('edu020002'), collection).draft()).toMatchObject({ version: 1, state: 'inProgress' })
  })

  test('has submitted what was received before, however long it takes to be judged', async () => {
    const [fed, school] = [await world.as('fed'), await world.as('edu020013')]
    const page = new Page(school, await collectionOf(school, 'vpr-fsr-ma4'))
    const { body: form } = await school.get<CompiledForm>(`/api/collections/${page.collection}/form`)
    await page.save(...opsFor(form, await faultlessData()))
    expect((await submit(page)).status).toBe(202)
    expect((await change(fed, 'edu020013', 'close')).status).toBe(200)
    await expect
      .poll(() => statistics('mun0202', page.collection))
      .toMatchObject({ total: 10, submitted: 1, notStarted: 9, inProgress: 0 })
    expect((await change(fed, 'edu020013', 'unlock')).status).toBe(200)
    expect(await statistics('mun0202', page.collection)).toMatchObject({ total: 10, submitted: 1 })
  })

  test('leaves its reports to a successor, who is told where they are', async () => {
    const fed = await world.as('fed')
    const heir = await world.as('edu020012')
    expect((await change(fed, 'edu020011', 'close', { successor: 'edu020011' })).code).toBe('organisation-refused')
    expect((await change(fed, 'edu020011', 'close', { successor: 'mun0202' })).body.detail).toContain('того же уровня')
    const closed = await change(fed, 'edu020011', 'close', { successor: 'edu020012' })
    expect(closed.body.organisation.successor).toMatchObject({ login: 'edu020012' })
    const refused = await refusal(world, 'edu020011')
    expect(refused.body['detail']).toContain('(edu020012)')
    const { body } = await heir.get<{ items: { kind: string; text: string }[] }>('/api/notifications')
    expect(body.items[0]).toMatchObject({ kind: 'merged' })
    expect(body.items[0]?.text).toMatch(/^К вашей организации присоединена «.+» \(edu020011\)\./u)
  })

  test('has nobody below it that goes on', async () => {
    const fed = await world.as('fed')
    expect((await change(fed, 'mun0202', 'close')).body.detail).toContain('Сначала переместите или закройте')
    expect((await world.as('mun0202')).login).toBe('mun0202')
  })

  test('takes no part in what is opened later', async () => {
    const rows = await world.query("select status from assignment where status = 'withdrawn'")
    expect(rows.length).toBeGreaterThan(0)
    const fed = await world.as('fed')
    const csv = 'login;name;parent\nmun0298;Район;reg02\nedu029801;Школа;mun0298'
    await fed.send('POST', '/api/accounts', csv, { 'content-type': 'text/csv' })
    await change(fed, 'edu029801', 'close')
    await change(fed, 'mun0298', 'close')
    const again = await fed.send<{ detail: string }>('POST', '/api/accounts', `${csv}\nedu029802;Школа 2;mun0298`, {
      'content-type': 'text/csv',
    })
    expect(again.body.detail).toContain('«mun0298» закрыта')
    expect((await change(fed, 'edu029801', 'unlock')).body.detail).toContain('Сначала откройте «Район»')
  })
})
