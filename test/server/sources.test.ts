import type { DynamicRow, FormData, SourceData } from '@tabel/engine'
import { expect, test } from 'vitest'
import { collectionOf, submitFaultless } from '../support/demo.ts'
import type { Person, Reply } from '../support/person.ts'
import { onBothDatabases } from '../support/server.ts'
import type { World } from '../support/server.ts'
import { Page } from '../support/vpr.ts'

interface Renewal {
  readonly version: number
  readonly changed: boolean
  readonly first: boolean
  readonly cells: readonly object[]
  readonly added: readonly { readonly block: string; readonly row: string }[]
  readonly removed: readonly object[]
  readonly offers: readonly object[]
  readonly gone: readonly object[]
}

const refresh = (page: Page, on: 'open' | 'save'): Promise<Reply<Renewal>> =>
  page.person.post<Renewal>(`/api/collections/${page.collection}/draft/refresh`, { on })

/** Imports a registry as the organizer does. */
const importRegistry = async (world: World, csv: string | Uint8Array, query = '', name = 'pupils') => {
  const organizer = await world.as('fed')
  const response = await fetch(`${organizer.url}/api/registries/${name}${query}`, {
    method: 'POST',
    headers: { cookie: organizer.cookie, 'x-tabel-csrf': organizer.csrf, 'content-type': 'text/csv' },
    body: csv as string,
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> & { readonly detail: string } }
}

const roster = (login: string, ...rows: readonly string[]): string =>
  ['organisation;code;name;born;grade', ...rows.map((row) => `${login};${row}`)].join('\n')

async function olympiad(person: Person): Promise<Page> {
  return new Page(person, await collectionOf(person, 'olimpiada'))
}

const pupils = (data: FormData): readonly DynamicRow[] => (data['pupils'] ?? []) as readonly DynamicRow[]
const sources = (data: FormData): SourceData => (data as unknown as { $sources: SourceData }).$sources

onBothDatabases('the sources of a draft', (world) => {
  test('on opening rows come from the registry and cells are filled; nobody has begun to work', async () => {
    const page = await olympiad(await world.as('edu010001'))
    expect((await page.draft()).version).toBe(0)
    const { status, body } = await refresh(page, 'open')
    expect(status).toBe(200)
    expect(body).toMatchObject({ version: 1, changed: true, first: true, offers: [], gone: [] })
    const draft = await page.draft()
    expect(draft).toMatchObject({ version: 1, state: 'notStarted', savedAt: null, savedBy: null })
    expect(pupils(draft.data).map(({ $id, code, name, grade }) => [$id, code, name, grade])).toContainEqual([
      's:10103',
      '10103',
      'Васильева Анна',
      4,
    ])
    // Third grades do not take part.
    expect(pupils(draft.data)).toHaveLength(10)
    expect(sources(draft.data)).toMatchObject({ org: { name: 'МБОУ «Средняя школа № 2 им. А.Х. Чича»' } })
    expect(draft.data['days']).toMatchObject({ place: 'МБОУ «Средняя школа № 2 им. А.Х. Чича»' })
  })

  test('what says nothing new writes nothing', async () => {
    const page = await olympiad(await world.as('edu010002'))
    await refresh(page, 'open')
    expect((await refresh(page, 'save')).body).toMatchObject({ version: 1, changed: false })
    expect((await refresh(page, 'open')).body).toMatchObject({ version: 1, changed: false })
  })

  test('a form that reads nothing is left as it is', async () => {
    const school = await world.as('edu010001')
    const page = new Page(school, await collectionOf(school, 'vpr-fsr-ma4'))
    expect((await refresh(page, 'open')).body).toMatchObject({ version: 0, changed: false })
  })

  test('a school is told of its own rows alone', async () => {
    const own = await olympiad(await world.as('edu010003'))
    await refresh(own, 'open')
    const { data } = await own.draft()
    expect(pupils(data).every(({ $id }) => $id.startsWith('s:103'))).toBe(true)
    expect(JSON.stringify(data)).not.toContain('10101')
  })

  test('«Сохранить черновик» brings what is new, takes away what is untouched, and leaves what somebody typed', async () => {
    const login = 'edu010004'
    const page = await olympiad(await world.as(login))
    await importRegistry(world, roster(login, '1;Анна;2016-03-01;4', '2;Борис;2016-02-29;4', '3;Вера;2015-10-16;4'))
    page.version = (await refresh(page, 'open')).body.version
    await page.save({ set: ['pupils', 's:2', 'points~rus'], value: 90 }, { set: ['days', null, 'place'], value: 'Школа № 5' })
    await page.save({ set: ['pupils', 's:1', 'grade'], value: 5 })
    await importRegistry(world, roster(login, '1;Анна Ж.;2016-03-02;6', '4;Глеб;2014-01-01;5'))

    const { body } = await refresh(page, 'save')
    expect(body).toMatchObject({
      version: 4,
      changed: true,
      first: false,
      added: [{ block: 'pupils', row: 's:4' }],
      removed: [{ block: 'pupils', row: 's:3' }],
      gone: [{ block: 'pupils', row: 's:2' }],
      offers: [{ block: 'pupils', row: 's:1', column: 'grade', value: 6, typed: 5 }],
    })
    expect(body.cells).toEqual([
      { block: 'pupils', row: 's:1', column: 'name', was: 'Анна', is: 'Анна Ж.' },
      { block: 'pupils', row: 's:1', column: 'born', was: '2016-03-01', is: '2016-03-02' },
    ])
    const { data, state } = await page.draft()
    expect(state).toBe('inProgress')
    expect(
      pupils(data)
        .map(({ $id }) => $id)
        .toSorted(),
    ).toEqual(['s:1', 's:2', 's:4'])
    expect(data['days']).toMatchObject({ place: 'Школа № 5' })
  })

  test('another window is told of the refresh like of any other change, and a save that knew the version before is merged', async () => {
    const login = 'edu010005'
    const page = await olympiad(await world.as(login))
    await importRegistry(world, roster(login, '1;Анна;2016-03-01;4'))
    page.version = (await refresh(page, 'open')).body.version
    await importRegistry(world, roster(login, '1;Анна;2016-03-01;4', '2;Борис;2016-02-29;4'))
    await refresh(page, 'save')
    const saved = await page.save({ set: ['pupils', 's:1', 'points~rus'], value: 50 })
    expect(saved.status).toBe(200)
    expect(saved.body.others.map(({ version, by }) => [version, by])).toEqual([[2, login]])
    expect(pupils((await page.draft()).data)).toHaveLength(2)
  })

  test('nobody but the server writes what sources say', async () => {
    const page = await olympiad(await world.as('edu010006'))
    const reply = await page.send({ seq: 1, ops: [{ sources: { org: { name: 'Я' } } }] })
    expect([reply.status, reply.code]).toEqual([422, 'bad-ops'])
    expect(reply.body.faults[0]).toMatchObject({ code: 'unknown-op' })
  })

  test('a report is not taken while its sources say something else than it shows', async () => {
    const login = 'edu010007'
    const page = await olympiad(await world.as(login))
    await importRegistry(world, roster(login, '1;Анна;2016-03-01;4'))
    const { version } = (await refresh(page, 'open')).body
    await importRegistry(world, roster(login, '1;Анна Петрова;2016-03-01;4'))
    const submit = (at: number) =>
      page.person.post<{ id: string; renewal: Renewal; detail: string }>(
        `/api/collections/${page.collection}/submissions`,
        undefined,
        { 'if-match': `"${at}"` },
      )
    const refused = await submit(version)
    expect([refused.status, refused.code]).toEqual([409, 'sources-changed'])
    expect(refused.body.renewal).toMatchObject({ version: 2, cells: [{ column: 'name', was: 'Анна', is: 'Анна Петрова' }] })
    expect(pupils((await page.draft()).data)[0]).toMatchObject({ name: 'Анна Петрова' })
    const taken = await submit(2)
    expect(taken.status).toBe(202)
    // The same again is the same submission, whatever the sources say meanwhile.
    await importRegistry(world, roster(login, '1;Анна;2016-03-01;4'))
    expect((await submit(2)).body.id).toBe(taken.body.id)
  })

  test('what was submitted with another form, or with this form before, is read; a closed collection reads nothing', async () => {
    const school = await world.as('edu010008')
    const before = new Page(school, await collectionOf(school, 'oo1-klassy', 'closed'))
    expect((await refresh(before, 'open')).code).toBe('closed')
    await world.at('2025-05-12T09:00:00Z', () => submitFaultless(before, 'oo1-klassy'))
    const now = new Page(school, await collectionOf(school, 'oo1-klassy'))
    await refresh(now, 'open')
    expect(Object.keys(sources((await now.draft()).data))).toEqual(['prev'])

    const claim = new Page(school, await collectionOf(school, 'vpr-zayavka'))
    await submitFaultless(claim, 'vpr-zayavka')
    const page = await olympiad(school)
    await refresh(page, 'open')
    expect(sources((await page.draft()).data)).toMatchObject({ zayavka: { oo: { listed: expect.any(Number) as number } } })
  })
})

onBothDatabases('a registry', (world) => {
  test('is imported by the organizer alone', async () => {
    for (const login of ['edu010001', 'mun0101', 'reg01']) {
      const person = await world.as(login)
      expect((await person.get('/api/registries')).status).toBe(404)
      const headers = { 'content-type': 'text/csv' }
      expect((await person.send('POST', '/api/registries/pupils', 'code\n1', headers)).status).toBe(404)
    }
    const organizer = await world.as('fed')
    expect((await organizer.get<unknown[]>('/api/registries')).body[0]).toMatchObject({
      registry: 'pupils',
      number: 1,
      by: 'fed',
    })
  })

  test('a trial tells what would be and does nothing', async () => {
    const file = 'organisation,code\nedu010001,1\n,2\n'
    expect(await importRegistry(world, file, '?dryRun=1', 'rooms')).toEqual({
      status: 200,
      body: { registry: 'rooms', number: null, columns: ['code'], rows: 2, organisations: 1 },
    })
    expect((await importRegistry(world, file, '', 'rooms')).body).toMatchObject({ number: 1 })
    expect((await importRegistry(world, file, '', 'rooms')).body).toMatchObject({ number: 2 })
  })

  test('everything that is wrong is told at once, by line, and the version before stays', async () => {
    const { status, body } = await importRegistry(
      world,
      'organisation;Код;name;name\nedu999999;1;а\nedu010001;2;б;в;г\nEDU010001;3;в\n',
      '',
      'wrong',
    )
    expect(status).toBe(422)
    expect(body.detail).toBe(
      'Реестр не загружен, прежний остается в силе. ' +
        'Строка 1: графа «Код»: имя состоит из латинских букв, цифр и _, как в форме. ' +
        'Строка 1: графа «name» названа дважды. ' +
        'Строка 2: организации «edu999999» нет. Проверьте логин, регистр букв важен. ' +
        'Строка 3: значений 5, а граф 4. Возьмите в кавычки значения с «;» или «,». ' +
        'Строка 4: организации «EDU010001» нет. Проверьте логин, регистр букв важен.',
    )
    const organizer = await world.as('fed')
    expect(JSON.stringify((await organizer.get('/api/registries')).body)).not.toContain('wrong')
  })

  test('files of old spreadsheets, of another separator and with quotes are read', async () => {
    const text = 'organisation;code;name;born;grade\nedu010009;1;"Анна; ""Аня""";01.03.2016;4\n'
    const bytes = Uint8Array.from({ length: text.length }, (_, place) => cp1251(text.charCodeAt(place)))
    expect((await importRegistry(world, bytes)).status).toBe(200)
    const page = await olympiad(await world.as('edu010009'))
    await refresh(page, 'open')
    expect(pupils((await page.draft()).data)).toMatchObject([{ code: '1', name: 'Анна; "Аня"', born: '2016-03-01', grade: 4 }])
  })

  test('a file of another kind is refused', async () => {
    const organizer = await world.as('fed')
    const reply = await organizer.send('POST', '/api/registries/pupils', '{}', { 'content-type': 'application/json' })
    expect([reply.status, reply.code]).toEqual([415, 'not-this-type'])
    expect((await importRegistry(world, '')).body.detail).toContain('файл пуст')
    expect((await importRegistry(world, 'code;name\n1;"Анна\n2;Борис\n')).body.detail).toContain('кавычка не закрыта')
  })
})

/** A Latin or Russian letter in Windows-1251. */
function cp1251(code: number): number {
  return code < 128 ? code : code - 0x410 + 0xc0
}
