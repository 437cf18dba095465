import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { attach, attached, pdf } from '../support/attachments.ts'
import { collectionOf, submitFaultless } from '../support/demo.ts'
import { EventReader } from '../support/event-reader.ts'
import type { Person } from '../support/person.ts'
import { demoPublication, makeStore, placeFile } from '../support/stores.ts'
import { onBothDatabases } from '../support/server.ts'
import type { World } from '../support/server.ts'
import { classRow, demoCollections, Page } from '../support/vpr.ts'

/** What the requests of the matrix are about: things of one school and of its coordinators. */
interface Things {
  readonly collection: string
  readonly submission: string
  /** A collection in which `owner` alone has submitted. */
  readonly submitted: string
  readonly organisation: string
  /** A school that nobody else of the matrix is. */
  readonly another: string
  readonly report: string
  readonly notification: string
  readonly store: string
  /** A file for everybody, one for schools, and one for `owner` alone. */
  readonly common: string
  readonly schoolFile: string
  readonly ownFile: string
  /** A workbook that `owner` has filled. */
  readonly upload: string
  readonly document: string
  readonly storeReport: string
  /** A collection whose form takes files, and a file in it of `owner`. */
  readonly meals: string
  readonly attachment: string
}

const people = {
  owner: 'edu010001',
  otherSchool: 'edu010002',
  otherRegion: 'edu020001',
  college: 'spo010001',
  municipality: 'mun0101',
  otherMunicipality: 'mun0102',
  region: 'reg01',
  otherCoordinator: 'reg02',
  country: 'fed',
} as const
type Who = keyof typeof people

const publicationText = {
  title: 'Сбор результатов',
  body: '<p>Текст</p>',
  publishedAt: '2026-01-01T00:00:00Z',
  hidden: false,
  isPublic: false,
  circle: { kinds: [], regions: [] },
}
const libraryForm = (name: string): URL => new URL(`../../forms/library/${name}/form.json`, import.meta.url)

/** Id of a form that the organizer finds; of none for everybody else. */
async function firstForm(person: Person): Promise<string> {
  const { status, body } = await person.get<{ items: readonly { id: string }[] }>('/api/admin/forms')
  return status === 200 ? (body.items[0]?.id ?? 'none') : 'none'
}

const schools: readonly Who[] = ['owner', 'otherSchool', 'otherRegion']
const coordinators: readonly Who[] = ['municipality', 'otherMunicipality', 'region', 'otherCoordinator', 'country']
const everybody = Object.keys(people) as Who[]

/** For every operation of the API: how it is asked for, and who may. Everybody else gets 404, strangers 401. Signing out is the last. */
const matrix: Readonly<
  Record<
    string,
    {
      readonly ask: (person: Person, things: Things) => Promise<{ status: number }>
      readonly allowed: readonly Who[]
      /** Those who see it and may not: they are told so, with 403. */
      readonly refused?: readonly Who[]
      /** Other things of the same operation, each with who may. */
      readonly also?: Readonly<
        Record<
          string,
          { ask(person: Person, things: Things): Promise<{ status: number }>; allowed: readonly Who[]; refused: readonly Who[] }
        >
      >
    }
  >
> = {
  'get /api/me': { ask: (person) => person.get('/api/me'), allowed: everybody },
  'get /api/sections': { ask: (person) => person.get('/api/sections'), allowed: everybody },
  'get /api/sections/{section}/publications': {
    ask: (person) => person.get('/api/sections/vpr/publications'),
    allowed: everybody,
  },
  'get /api/publications/{section}/{slug}': {
    ask: (person) => person.get('/api/publications/vpr/vpr-matematika-4-klass-sbor-rezultatov'),
    allowed: everybody,
  },
  'get /api/collections': { ask: (person) => person.get('/api/collections'), allowed: everybody },
  'get /api/collections/{id}': {
    ask: (person, { collection }) => person.get(`/api/collections/${collection}`),
    allowed: [...schools, ...coordinators],
  },
  'get /api/collections/{id}/territories': {
    ask: (person, { collection }) => person.get(`/api/collections/${collection}/territories`),
    allowed: coordinators,
  },
  'post /api/collections/{id}/extensions': {
    ask: (person, { collection }) =>
      person.post(`/api/collections/${collection}/extensions`, {
        closesAt: '2099-12-01T15:00:00Z',
        logins: ['edu010003'],
        reason: 'Карантин',
      }),
    allowed: ['country'],
  },
  'get /api/collections/{id}/form': {
    ask: (person, { collection }) => person.get(`/api/collections/${collection}/form`),
    allowed: [...schools, ...coordinators],
  },
  'get /api/collections/{id}/draft': {
    ask: (person, { collection }) => person.get(`/api/collections/${collection}/draft`),
    allowed: schools,
  },
  'get /api/collections/{id}/draft/changes': {
    ask: (person, { collection }) => person.get(`/api/collections/${collection}/draft/changes?since=0`),
    allowed: schools,
  },
  'get /api/collections/{id}/draft/history': {
    ask: (person, { collection }) => person.get(`/api/collections/${collection}/draft/history`),
    allowed: schools,
  },
  'get /api/collections/{id}/draft/versions/{version}': {
    ask: (person, { collection }) => person.get(`/api/collections/${collection}/draft/versions/0`),
    allowed: schools,
  },
  'get /api/collections/{id}/draft/parked': {
    ask: (person, { collection }) => person.get(`/api/collections/${collection}/draft/parked`),
    allowed: schools,
  },
  'post /api/collections/{id}/draft/parked/take': {
    ask: (person, { collection }) => person.post(`/api/collections/${collection}/draft/parked/take`),
    allowed: schools,
  },
  'post /api/collections/{id}/draft/parked/drop': {
    ask: (person, { collection }) => person.post(`/api/collections/${collection}/draft/parked/drop`),
    allowed: schools,
  },
  'get /api/collections/{id}/participants/{organisation}/draft': {
    ask: (person, { collection, organisation }) =>
      person.get(`/api/collections/${collection}/participants/${organisation}/draft`),
    allowed: ['municipality', 'region', 'country'],
  },
  'get /api/collections/{id}/participants/{organisation}/draft/changes': {
    ask: (person, { collection, organisation }) =>
      person.get(`/api/collections/${collection}/participants/${organisation}/draft/changes?since=0`),
    allowed: ['municipality', 'region', 'country'],
  },
  'patch /api/collections/{id}/participants/{organisation}/draft': {
    ask: (person, { collection, organisation }) =>
      person.patch(`/api/collections/${collection}/participants/${organisation}/draft`, {
        clientId: crypto.randomUUID(),
        seq: 1,
        baseVersion: 0,
        formVersion: '2026.1.0',
        ops: [{ set: ['classes', 'none', 'listed'], value: 1 }],
      }),
    // This form leaves them nothing to fill; one that does is tested in parts.test.ts.
    allowed: [],
    refused: ['municipality', 'region', 'country'],
  },
  'get /api/collections/{id}/participants/{organisation}/history': {
    ask: (person, { collection, organisation }) =>
      person.get(`/api/collections/${collection}/participants/${organisation}/history`),
    allowed: ['municipality', 'region', 'country'],
  },
  'get /api/collections/{id}/participants/{organisation}/versions/{version}': {
    ask: (person, { collection, organisation }) =>
      person.get(`/api/collections/${collection}/participants/${organisation}/versions/0`),
    allowed: ['municipality', 'region', 'country'],
  },
  'get /api/collections/{id}/participants/{organisation}/parked': {
    ask: (person, { collection, organisation }) =>
      person.get(`/api/collections/${collection}/participants/${organisation}/parked`),
    allowed: ['municipality', 'region', 'country'],
  },
  'post /api/collections/{id}/excel': {
    ask: (person, { collection }) => person.post(`/api/collections/${collection}/excel`, { allowed: true }),
    allowed: ['country'],
  },
  'get /api/collections/{id}/template': {
    ask: (person, { collection }) => person.fetch('GET', `/api/collections/${collection}/template`),
    allowed: schools,
  },
  'get /api/collections/{id}/filled': {
    ask: (person, { collection }) => person.fetch('GET', `/api/collections/${collection}/filled`),
    allowed: schools,
  },
  'post /api/collections/{id}/uploads': {
    ask: (person, { collection }) => sendWorkbook(person, collection),
    allowed: schools,
  },
  'post /api/collections/{id}/draft/attachments': {
    ask: (person, { meals }) => attach(person, meals, pdf()),
    allowed: schools,
  },
  'post /api/collections/{id}/participants/{organisation}/draft/attachments': {
    ask: (person, { collection, organisation }) => attach(person, collection, pdf(), { participant: organisation }),
    // This form leaves them nothing to fill; one that does is tested in parts.test.ts.
    allowed: [],
    refused: ['municipality', 'region', 'country'],
  },
  'get /api/collections/{id}/attachments/{attachment}': {
    ask: (person, { meals, attachment }) => attached(person, meals, attachment),
    allowed: ['owner', 'municipality', 'region', 'country'],
  },
  'get /api/uploads/{id}': { ask: (person, { upload }) => person.get(`/api/uploads/${upload}`), allowed: ['owner'] },
  'post /api/uploads/{id}/apply': {
    ask: async (person, { collection, upload }) => {
      const { version } = await new Page(person, collection).draft()
      const chosen = { mine: [], removeMissing: false }
      return person.post(`/api/uploads/${upload}/apply`, chosen, { 'if-match': `"${version ?? 0}"` })
    },
    allowed: ['owner'],
  },
  'post /api/uploads/{id}/undo': { ask: (person, { upload }) => person.post(`/api/uploads/${upload}/undo`), allowed: ['owner'] },
  'patch /api/collections/{id}/draft': {
    ask: (person, { collection }) => {
      const page = new Page(person, collection)
      page.formVersion = '2026.1.0'
      return page.save({ insert: 'classes', after: null, rows: [] })
    },
    allowed: schools,
  },
  'get /api/collections/{id}/checks': {
    ask: (person, { collection }) => person.get(`/api/collections/${collection}/checks`),
    allowed: ['country'],
  },
  'post /api/collections/{id}/checks/{check}': {
    ask: (person, { collection }) =>
      person.post(`/api/collections/${collection}/checks/R01`, { mode: 'off', reason: 'Ошибка в форме' }),
    allowed: ['country'],
  },
  'post /api/collections/{id}/deadline': {
    ask: (person, { collection }) => person.post(`/api/collections/${collection}/deadline`, { closesAt: '2026-06-30T15:00:00Z' }),
    allowed: ['country'],
  },
  'post /api/collections/{id}/form': {
    ask: async (person, { collection }) => {
      const source = await readFile(new URL('../../forms/library/vpr-fsr-ma4/form.json', import.meta.url), 'utf8')
      return person.post(`/api/collections/${collection}/form`, { source })
    },
    allowed: ['country'],
  },
  'post /api/collections/{id}/draft/refresh': {
    ask: (person, { collection }) => person.post(`/api/collections/${collection}/draft/refresh`, { on: 'save' }),
    allowed: schools,
  },
  'post /api/accounts/{login}/password': {
    ask: (person) => person.post('/api/accounts/edu010005/password'),
    allowed: ['municipality', 'region', 'country'],
  },
  'post /api/accounts': {
    ask: (person) => person.send('POST', '/api/accounts', 'login;name\n', { 'content-type': 'text/csv' }),
    allowed: ['country'],
  },
  'get /api/audit': { ask: (person) => person.get('/api/audit'), allowed: ['country'] },
  'post /api/audit/exports': {
    ask: (person) => person.post('/api/audit/exports?login=reg02'),
    allowed: ['country'],
  },
  'get /api/organisations': { ask: (person) => person.get('/api/organisations'), allowed: coordinators },
  'get /api/organisations/{id}': {
    ask: (person, { organisation }) => person.get(`/api/organisations/${organisation}`),
    allowed: ['municipality', 'region', 'country'],
  },
  'post /api/organisations/{id}/lock': {
    ask: (person, { another }) => person.post(`/api/organisations/${another}/lock`, { reason: 'Проверка' }),
    allowed: ['country'],
  },
  'post /api/organisations/{id}/unlock': {
    ask: (person, { another }) => person.post(`/api/organisations/${another}/unlock`, { reason: 'Проверка' }),
    allowed: ['country'],
  },
  'post /api/organisations/{id}/move': {
    ask: (person, { another }) => person.post(`/api/organisations/${another}/move`, { parent: 'mun0102', reason: 'Проверка' }),
    allowed: ['country'],
  },
  'post /api/organisations/{id}/close': {
    ask: (person, { another }) => person.post(`/api/organisations/${another}/close`, { reason: 'Проверка' }),
    allowed: ['country'],
  },
  'get /api/registries': { ask: (person) => person.get('/api/registries'), allowed: ['country'] },
  'post /api/registries/{name}': {
    ask: (person) => person.send('POST', '/api/registries/rooms', 'code\n1', { 'content-type': 'text/csv' }),
    allowed: ['country'],
  },
  'post /api/collections/{id}/submissions': {
    ask: async (person, { collection }) => {
      const { version } = await new Page(person, collection).draft()
      return person.post(`/api/collections/${collection}/submissions`, undefined, { 'if-match': `"${version ?? 0}"` })
    },
    allowed: schools,
  },
  'get /api/submissions/{id}': {
    ask: (person, { submission }) => person.get(`/api/submissions/${submission}`),
    allowed: ['owner'],
  },
  'get /api/collections/{id}/receipt': {
    ask: (person, { submitted }) => person.get(`/api/collections/${submitted}/receipt`),
    allowed: ['owner'],
  },
  'get /api/collections/{id}/statistics': {
    ask: (person, { collection }) => person.get(`/api/collections/${collection}/statistics`),
    allowed: coordinators,
  },
  'get /api/collections/{id}/participants': {
    ask: (person, { collection }) => person.get(`/api/collections/${collection}/participants`),
    allowed: coordinators,
  },
  'get /api/collections/{id}/participants/{organisation}/data': {
    ask: (person, { collection, organisation }) => person.get(`/api/collections/${collection}/participants/${organisation}/data`),
    allowed: ['municipality', 'region', 'country'],
  },
  'post /api/collections/{id}/exports': {
    ask: (person, { collection }) => person.post(`/api/collections/${collection}/exports`),
    allowed: coordinators,
  },
  'get /api/reports/{id}': {
    ask: (person, { report }) => person.get(`/api/reports/${report}`),
    allowed: ['municipality'],
  },
  'get /api/reports/{id}/content': {
    ask: (person, { report }) => person.fetch('GET', `/api/reports/${report}/content`),
    allowed: ['municipality'],
  },
  'get /api/stores/{id}/files': {
    ask: (person, { store }) => person.get(`/api/stores/${store}/files`),
    allowed: everybody,
  },
  'get /api/placements/{id}/content': {
    ask: (person, { common }) => person.fetch('GET', `/api/placements/${common}/content`),
    allowed: everybody,
    also: {
      'of schools': {
        ask: (person, { schoolFile }) => person.fetch('GET', `/api/placements/${schoolFile}/content`),
        allowed: [...schools, 'country'],
        refused: ['municipality', 'otherMunicipality', 'region', 'otherCoordinator'],
      },
      'of one school': {
        ask: (person, { ownFile }) => person.fetch('GET', `/api/placements/${ownFile}/content`),
        allowed: ['owner', 'country'],
        refused: ['municipality', 'region'],
      },
    },
  },
  'get /api/documents/{id}/content': {
    ask: (person, { document }) => person.fetch('GET', `/api/documents/${document}/content`),
    allowed: everybody,
  },
  'post /api/stores/{id}/reports': {
    ask: (person, { store }) => person.post(`/api/stores/${store}/reports`),
    allowed: coordinators,
    also: {
      'then read': {
        ask: (person, { storeReport }) => person.get(`/api/reports/${storeReport}`),
        allowed: ['municipality'],
        refused: [],
      },
    },
  },
  'post /api/admin/sections': {
    ask: (person) => person.post('/api/admin/sections', { title: 'Новый раздел' }),
    allowed: ['country'],
  },
  'post /api/admin/sections/order': {
    ask: (person) => person.post('/api/admin/sections/order', { slugs: ['vpr'] }),
    allowed: ['country'],
  },
  'post /api/admin/sections/{section}': {
    ask: (person) => person.post('/api/admin/sections/vpr', { title: 'ВПР' }),
    allowed: ['country'],
  },
  'post /api/admin/sections/{section}/publications': {
    ask: (person) => person.post('/api/admin/sections/vpr/publications', publicationText),
    allowed: ['country'],
  },
  'post /api/admin/publications/{section}/{slug}': {
    ask: (person) => person.post(`/api/admin/publications/vpr/${demoPublication}`, publicationText),
    allowed: ['country'],
  },
  'get /api/admin/publications/{section}/{slug}/preview': {
    ask: (person) => person.get(`/api/admin/publications/vpr/${demoPublication}/preview?as=edu&region=01`),
    allowed: ['country'],
  },
  'post /api/admin/publications/{section}/{slug}/collections': {
    ask: async (person) => {
      const source = await readFile(libraryForm('oo1-klassy'), 'utf8')
      const interval = { opensAt: '2026-12-01T00:00:00Z', closesAt: '2026-12-11T15:00:00Z' }
      const order = { title: 'Еще один сбор', source, ...interval, excel: false, circle: { kinds: [], regions: [] }, logins: [] }
      return person.post(`/api/admin/publications/vpr/${demoPublication}/collections`, order)
    },
    allowed: ['country'],
  },
  'get /api/admin/publications/{section}/{slug}/copy': {
    ask: (person) => person.get(`/api/admin/publications/vpr/${demoPublication}/copy`),
    allowed: ['country'],
  },
  'get /api/admin/collections': { ask: (person) => person.get('/api/admin/collections'), allowed: ['country'] },
  'get /api/admin/collections/{id}/copy': {
    ask: (person, { collection }) => person.get(`/api/admin/collections/${collection}/copy`),
    allowed: ['country'],
  },
  'post /api/admin/collections/{id}/circle': {
    ask: (person, { collection }) => person.post(`/api/admin/collections/${collection}/circle`, { kinds: [], regions: [] }),
    allowed: ['country'],
  },
  'post /api/admin/forms/reading': {
    ask: (person) => person.post('/api/admin/forms/reading', { source: '{}' }),
    allowed: ['country'],
  },
  'get /api/admin/forms': { ask: (person) => person.get('/api/admin/forms'), allowed: ['country'] },
  'get /api/admin/forms/{id}': {
    ask: async (person) => person.get(`/api/admin/forms/${await firstForm(person)}`),
    allowed: ['country'],
  },
  'get /api/admin/forms/{id}/difference': {
    ask: async (person) => {
      const form = await firstForm(person)
      return person.get(`/api/admin/forms/${form}/difference?from=${form}`)
    },
    allowed: ['country'],
  },
  'post /api/admin/forms/{id}/difference': {
    ask: async (person) => {
      const form = await firstForm(person)
      const { source = '{}' } = (await person.get<{ source?: string }>(`/api/admin/forms/${form}`)).body
      return person.post(`/api/admin/forms/${form}/difference`, { source })
    },
    allowed: ['country'],
  },
  'get /api/admin/ready-forms': { ask: (person) => person.get('/api/admin/ready-forms'), allowed: ['country'] },
  'get /api/admin/ready-forms/{id}': {
    ask: (person) => person.get('/api/admin/ready-forms/vpr-zayavka'),
    allowed: ['country'],
  },
  'get /api/admin/ready-forms/{id}/file': {
    ask: (person) => person.fetch('GET', '/api/admin/ready-forms/vpr-zayavka/file'),
    allowed: ['country'],
  },
  'post /api/admin/stores': {
    ask: (person) =>
      person.post('/api/admin/stores', { section: 'vpr', publication: demoPublication, title: 'Еще одно', audience: 'all' }),
    allowed: ['country'],
  },
  'post /api/admin/stores/{id}/files': {
    ask: (person, { store }) => placeFile(person, store, 'еще.txt', 'еще'),
    allowed: ['country'],
  },
  'patch /api/admin/placements/{id}': {
    ask: (person, { common }) => person.patch(`/api/admin/placements/${common}`, { addressee: 'all', kinds: [], regions: [] }),
    allowed: ['country'],
  },
  'post /api/admin/placements/{id}/removal': {
    ask: (person, { common }) => person.post(`/api/admin/placements/${common}/removal`),
    allowed: ['country'],
  },
  'post /api/admin/placements/{id}/replacement': {
    ask: (person, { schoolFile }) =>
      person.send('POST', `/api/admin/placements/${schoolFile}/replacement?name=a.txt`, 'новый', {
        'content-type': 'application/octet-stream',
      }),
    allowed: ['country'],
  },
  'post /api/admin/documents/{id}/removal': {
    ask: (person, { document }) => person.post(`/api/admin/documents/${document}/removal`),
    allowed: ['country'],
  },
  'post /api/admin/publications/{section}/{slug}/documents': {
    ask: (person) => addDocument(person),
    allowed: ['country'],
  },
  'post /api/reports/{id}/cancel': {
    ask: (person, { report }) => person.post(`/api/reports/${report}/cancel`),
    allowed: ['municipality'],
  },
  'get /api/notifications': { ask: (person) => person.get('/api/notifications'), allowed: everybody },
  'post /api/notifications/{id}/read': {
    ask: (person, { notification }) => person.post(`/api/notifications/${notification}/read`),
    allowed: ['municipality'],
  },
  // Everybody has a stream; whose news come on it is tested in events.test.ts.
  'get /api/events': {
    ask: async (person, { collection }) => {
      const stream = await EventReader.open(person, `?draft=${collection}&watch=${collection}`)
      stream.close()
      return stream
    },
    allowed: everybody,
  },
  'post /api/password': {
    ask: async (person) => {
      const reply = await person.post<{ csrf: string }>('/api/password', { current: 'demo-2026', next: 'три слова подряд' })
      if (reply.status === 200) person.csrf = reply.body.csrf
      return reply
    },
    allowed: everybody,
  },
  'post /api/logout': { ask: (person) => person.post('/api/logout'), allowed: everybody },
}

function addDocument(person: Person) {
  const query = new URLSearchParams({ name: 'памятка.pdf', title: 'Памятка' })
  const path = `/api/admin/publications/vpr/${demoPublication}/documents?${query}`
  return person.send<{ id: string }>('POST', path, '%PDF-1.4', { 'content-type': 'application/octet-stream' })
}

const open = new Set(['post /api/login', 'get /api/publications', 'get /healthz', 'get /readyz', 'get /openapi.json'])

/** Prepares one thing of each sort: of the school `owner` and of its municipality. */
async function prepare(world: World): Promise<Things> {
  const owner = await world.as(people.owner)
  const { open: collection } = await demoCollections(owner)
  await new Page(owner, collection).save({ insert: 'classes', after: null, rows: [classRow('a', 'А', 25)] })
  const { body: submission } = await owner.post<{ id: string }>(`/api/collections/${collection}/submissions`, undefined, {
    'if-match': '"1"',
  })
  const submitted = await collectionOf(owner, 'vpr-zayavka')
  await submitFaultless(new Page(owner, submitted), 'vpr-zayavka')
  const { body: me } = await owner.get<{ organisation: { id: string } }>('/api/me')
  const coordinator = await world.as(people.municipality)
  const { body: report } = await coordinator.post<{ id: string }>(`/api/collections/${collection}/exports`)
  const notification = await notified(coordinator)
  const organizer = await world.as('fed')
  await organizer.post(`/api/collections/${collection}/excel`, { allowed: true })
  const upload = await sendWorkbook(owner, collection)
  const store = await makeStore(organizer)
  const { body: common } = await placeFile(organizer, store, 'общий.txt', 'общий')
  const { body: schoolFile } = await placeFile(organizer, store, 'школам.txt', 'школам', { for: 'organisations', kinds: 'edu' })
  const { body: ownFile } = await placeFile(organizer, store, `${people.owner}.txt`, 'одной', { for: 'organisation' })
  const { body: storeReport } = await coordinator.post<{ id: string }>(`/api/stores/${store}/reports`)
  const meals = await collectionOf(owner, 'pitanie')
  const { body: attachment } = await attach(owner, meals, pdf())
  return {
    collection,
    meals,
    attachment: attachment.$file,
    submission: submission.id,
    submitted,
    organisation: me.organisation.id,
    another: (await (await world.as('edu010006')).get<{ organisation: { id: string } }>('/api/me')).body.organisation.id,
    report: report.id,
    notification,
    store,
    common: common.id,
    schoolFile: schoolFile.id,
    ownFile: ownFile.id,
    upload: upload.id,
    document: (await addDocument(organizer)).body.id,
    storeReport: storeReport.id,
  }
}

/** Sends the template back as it is; who gets none sends something else. */
async function sendWorkbook(person: Person, collection: string): Promise<{ readonly status: number; readonly id: string }> {
  const template = await person.fetch('GET', `/api/collections/${collection}/template`)
  const reply = await fetch(`${person.url}/api/collections/${collection}/uploads?name=a.xlsx`, {
    method: 'POST',
    headers: { cookie: person.cookie, 'x-tabel-csrf': person.csrf, 'content-type': 'application/octet-stream' },
    body: template.ok ? await template.arrayBuffer() : 'nothing',
  })
  return { status: reply.status, id: ((await reply.json()) as { id?: string }).id ?? '' }
}

async function notified(person: Person): Promise<string> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const { body } = await person.get<{ items: { id: string }[] }>('/api/notifications')
    if (body.items[0]) return body.items[0].id
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error('no report was ready in time')
}

onBothDatabases('access', (world) => {
  test('the matrix knows every operation of the API', async () => {
    const { body } = await world.stranger().get<{ paths: Record<string, Record<string, unknown>> }>('/openapi.json')
    const operations = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    )
    expect([...open, ...Object.keys(matrix)].sort()).toEqual(operations.sort())
  })

  test('what is not there and what is somebody else’s cannot be told apart', async () => {
    const college = await world.as('spo010001')
    const { open: collection } = await demoCollections(await world.as('edu010001'))
    const foreign = await college.get(`/api/collections/${collection}`)
    const missing = await college.get('/api/collections/AAAAAAAAAAAAAAAA')
    expect(foreign.body).toEqual(missing.body)
  })

  test('a coordinator counts and lists the organisations below it alone', async () => {
    const totals: Record<string, number> = {}
    for (const login of ['mun0101', 'mun0102', 'reg01', 'reg02', 'fed']) {
      const person = await world.as(login)
      const { open: collection } = await demoCollections(person)
      const { body } = await person.get<{ total: number }>(`/api/collections/${collection}/statistics`)
      const list = await person.get<{ total: number; items: { organisation: { login: string } }[] }>(
        `/api/collections/${collection}/participants`,
      )
      expect(list.body.total).toBe(body.total)
      expect(list.body.items.every((item) => !item.organisation.login.startsWith('spo'))).toBe(true)
      totals[login] = body.total
    }
    expect(totals).toEqual({ mun0101: 10, mun0102: 10, reg01: 20, reg02: 20, fed: 40 })
  })

  // The last one: it gives everybody another password.
  test('each operation is open to those it is for and to nobody else', async () => {
    const things = await prepare(world)
    const found: Record<string, string> = {}
    const expected: Record<string, string> = {}
    const signedIn = new Map<Who, Person>()
    for (const who of everybody) signedIn.set(who, await world.as(people[who]))
    const operations = Object.entries(matrix).flatMap(([operation, { also = {}, ...itself }]) => [
      [operation, itself] as const,
      ...Object.entries(also).map(([what, other]) => [`${operation} ${what}`, other] as const),
    ])
    for (const [operation, { ask, allowed, refused = [] }] of operations) {
      for (const [who, person] of signedIn) {
        const { status } = await ask(person, things)
        found[`${operation} as ${who}`] = status < 400 ? 'allowed' : String(status)
        expected[`${operation} as ${who}`] = allowed.includes(who) ? 'allowed' : refused.includes(who) ? '403' : '404'
      }
      const { status } = await ask(world.stranger(), things)
      found[`${operation} as a stranger`] = String(status)
      expected[`${operation} as a stranger`] = '401'
    }
    expect(found).toEqual(expected)
  })
})
