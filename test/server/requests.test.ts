import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { onBothDatabases } from '../support/server.ts'
import { demoCollections, Page } from '../support/vpr.ts'

onBothDatabases('requests', (world) => {
  test('an unknown address answers with a problem in Russian', async () => {
    for (const path of ['/api/nothing', '/nothing', '/api/sections/nothing/publications', '/api/publications/vpr/nothing']) {
      const school = await world.as('edu010001')
      const reply = await school.get(path)
      expect({ path, status: reply.status }).toEqual({ path, status: 404 })
      expect(reply.headers.get('content-type')).toBe('application/problem+json')
      expect(reply.body).toMatchObject({ code: 'not-found', status: 404, title: 'Не найдено' })
    }
  })

  test('a known address with another method says which it has', async () => {
    const reply = await world.stranger().send('DELETE', '/api/login', undefined, {})
    expect(reply.code).toBe('method-not-allowed')
    expect(reply.headers.get('allow')).toBe('POST')
  })

  test('a body that is not JSON is refused in Russian and tells nothing of the server', async () => {
    const school = await world.as('edu010001')
    const path = `/api/collections/${(await demoCollections(school)).open}/draft`
    const broken = await school.patch(path, '{"ops": [')
    expect(broken).toMatchObject({ status: 400, code: 'bad-json' })
    expect(JSON.stringify(broken.body)).not.toMatch(/Unexpected|at |node_modules/)
    const form = await school.send('PATCH', path, 'ops=1', { 'content-type': 'application/x-www-form-urlencoded' })
    expect(form).toMatchObject({ status: 415, code: 'not-json' })
  })

  test('a body of another shape is told member by member', async () => {
    const reply = await world.stranger().post('/api/login', { login: 'edu010001', password: 5 })
    expect(reply).toMatchObject({ status: 422, code: 'bad-request' })
    expect(reply.body['errors']).toEqual([{ path: '/password', message: 'ожидается другой тип: string' }])
    const extra = await world.stranger().post('/api/login', { login: 'a', password: 'b', role: 'fed' })
    expect(extra.body['detail']).toContain('неизвестное свойство «role»')
  })

  test('an oversized body is refused and nothing of it is saved', async () => {
    const school = await world.as('edu010001')
    const page = new Page(school, (await demoCollections(school)).open)
    const rows = Array.from({ length: 30_000 }, (_, index) => ({ $id: `row${index}`, letter: 'А'.repeat(100) }))
    const reply = await page.save({ insert: 'classes', after: null, rows })
    expect(reply).toMatchObject({ status: 413, code: 'too-large' })
    expect(await page.draft()).toMatchObject({ version: 0, data: {} })
  })

  test('NUL and halves of characters are refused at the edge, on both databases alike', async () => {
    const school = await world.as('edu010001')
    const page = new Page(school, (await demoCollections(school)).open)
    for (const bad of ['a\0b', 'a\ud800b', '\udfff']) {
      const reply = await page.save({ insert: 'classes', after: null, rows: [{ $id: 'bad1', letter: bad }] })
      expect(reply).toMatchObject({ status: 422, code: 'bad-text' })
      expect((await world.stranger().post('/api/login', { login: bad, password: 'x' })).code).toBe('bad-text')
    }
    const coordinator = await world.as('reg01')
    const { open } = await demoCollections(coordinator)
    expect((await coordinator.get(`/api/collections/${open}/participants?q=%00`)).code).toBe('bad-text')
    expect((await coordinator.get('/api/collections/%00')).code).toBe('bad-text')
    expect((await page.draft()).version).toBe(0)
  })

  test('brackets without end are refused before anything walks them', async () => {
    const school = await world.as('edu010001')
    const path = `/api/collections/${(await demoCollections(school)).open}/draft`
    for (const opening of ['[', '{"a":']) {
      const value = opening.repeat(100_000)
      const reply = await school.patch(path, value + (opening === '[' ? ']'.repeat(100_000) : `1${'}'.repeat(100_000)}`))
      expect(reply).toMatchObject({ status: 422, code: 'too-deep' })
    }
    // Brackets inside a text are only text.
    const page = new Page(school, (await demoCollections(school)).open)
    expect(
      (await page.save({ insert: 'classes', after: null, rows: [{ $id: 'b', letter: `"${'[{'.repeat(30)}\\` }] })).status,
    ).toBe(200)
  })

  test('names that every object has are not names of a form', async () => {
    const school = await world.as('edu010002')
    const page = new Page(school, (await demoCollections(school)).open)
    for (const name of ['__proto__', 'constructor', 'toString']) {
      // As a member of an object the first one is refused by the parser already.
      const member = name === '__proto__' ? 'valueOf' : name
      const reply = await page.send({
        seq: 1,
        ops: [
          { set: [name, 'a', 'letter'], value: 'А' },
          { insert: name, after: null, rows: [] },
          { insert: 'classes', after: null, rows: [{ $id: 'a', [member]: 'А' }] },
          { set: ['classes', name, 'letter'], value: 'А' },
        ],
      })
      expect(reply).toMatchObject({ status: 422, code: 'bad-ops' })
      expect([...new Set(reply.body.faults.map((fault) => fault.index))]).toEqual([0, 1, 2, 3])
    }
  })

  test('an address with broken percent signs is a bad request', async () => {
    const { hostname, port } = new URL(world.url)
    const status = await new Promise((done) =>
      request({ hostname, port, path: '/api/collections/%E0%A4%A' }, (reply) => done(reply.resume().statusCode)).end(),
    )
    expect(status).toBe(400)
  })

  test('every answer carries the security headers', async () => {
    for (const path of ['/api/me', '/nothing', '/readyz']) {
      const { headers } = await world.stranger().get(path)
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'self';script-src 'self';style-src 'self' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' 'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY=';img-src 'self' data:;worker-src 'self';object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'",
      )
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('x-powered-by')).toBeNull()
    }
  })

  test('answers about people are not kept by browsers', async () => {
    const school = await world.as('edu010001')
    expect((await school.get('/api/me')).headers.get('cache-control')).toBe('no-store')
  })

  test('the address / leads to the cabinet', async () => {
    const reply = await world.stranger().fetch('GET', '/')
    expect([reply.status, reply.headers.get('location')]).toEqual([302, '/lk'])
  })

  test('nothing outside of the cabinet’s folder is served', async () => {
    const { hostname, port } = new URL(world.url)
    for (const path of [
      '/../package.json',
      '/..%2fpackage.json',
      '/assets/..%2f..%2f..%2fpackage.json',
      '/%2e%2e/package.json',
    ]) {
      const status = await new Promise((done) =>
        request({ hostname, port, path }, (reply) => done(reply.resume().statusCode)).end(),
      )
      expect({ path, status }).toEqual({ path, status: 404 })
    }
  })
})

onBothDatabases('publications', (world) => {
  test('addresses are those of the manual', async () => {
    const school = await world.as('edu010001')
    const sections = await school.get<{ items: { slug: string; title: string }[] }>('/api/sections')
    expect(sections.body.items).toEqual([
      { slug: 'vpr', title: 'ВПР' },
      { slug: 'vpr-spo', title: 'ВПР СПО' },
      { slug: 'drugie-sbory', title: 'Другие сборы' },
      { slug: 'tekhnicheskaia-podderzhka', title: 'Техническая поддержка' },
    ])
    const support = await school.get<{ items: { slug: string }[] }>('/api/sections/tekhnicheskaia-podderzhka/publications')
    expect(support.body.items.map((item) => item.slug)).toEqual([
      'instruktsiia-po-zamene-parolia-pri-neobkhodimosti-',
      'obiavlenie-tekhnicheskii-reglament-raboty-v-fis-ok',
    ])
  })

  test('a publication tells of its collections: open or closed, the interval, the form', async () => {
    const school = await world.as('edu010001')
    const slug = 'vpr-matematika-4-klass-sbor-rezultatov'
    const publication = await school.get(`/api/publications/vpr/${slug}`)
    expect(publication.body).toMatchObject({
      slug,
      title: 'ВПР. Математика. 4 класс: сбор результатов',
      collections: [
        {
          status: 'open',
          opensAt: '2026-05-11T00:00:00.000Z',
          closesAt: '2026-06-01T15:00:00.000Z',
          access: 'fill',
          state: 'notStarted',
          lastAction: null,
          form: { form: 'vpr-fsr-ma4' },
        },
      ],
    })
  })

  test('a college sees the publication without a form that is not for colleges', async () => {
    const college = await world.as('spo010001')
    const publication = await college.get('/api/publications/vpr/vpr-matematika-4-klass-sbor-rezultatov')
    expect(publication.status).toBe(200)
    expect(publication.body['collections']).toEqual([])
  })

  test('a form is sent once and then only asked about', async () => {
    const school = await world.as('edu010001')
    const path = `/api/collections/${(await demoCollections(school)).open}/form`
    const first = await school.get(path)
    expect(first.body).toMatchObject({ form: 'vpr-fsr-ma4', format: 1 })
    const second = await school.get(path, {
      'if-none-match': first.headers.get('etag') ?? '',
      'cache-control': 'max-age=0',
    })
    expect(second.status).toBe(304)
  })
})

onBothDatabases('the description of the API', (world) => {
  describe('openapi.json', () => {
    test('lists every address of the contract', async () => {
      const { body } = await world
        .stranger()
        .get<{ openapi: string; paths: Record<string, Record<string, unknown>> }>('/openapi.json')
      expect(body.openapi).toBe('3.1.0')
      const operations = Object.entries(body.paths).flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method} ${path}`),
      )
      expect(operations.sort()).toEqual([
        'get /api/admin/collections',
        'get /api/admin/collections/{id}/copy',
        'get /api/admin/forms',
        'get /api/admin/forms/{id}',
        'get /api/admin/forms/{id}/difference',
        'get /api/admin/publications/{section}/{slug}/copy',
        'get /api/admin/publications/{section}/{slug}/preview',
        'get /api/admin/ready-forms',
        'get /api/admin/ready-forms/{id}',
        'get /api/admin/ready-forms/{id}/file',
        'get /api/audit',
        'get /api/collections',
        'get /api/collections/{id}',
        'get /api/collections/{id}/attachments/{attachment}',
        'get /api/collections/{id}/checks',
        'get /api/collections/{id}/draft',
        'get /api/collections/{id}/draft/changes',
        'get /api/collections/{id}/draft/history',
        'get /api/collections/{id}/draft/parked',
        'get /api/collections/{id}/draft/versions/{version}',
        'get /api/collections/{id}/filled',
        'get /api/collections/{id}/form',
        'get /api/collections/{id}/participants',
        'get /api/collections/{id}/participants/{organisation}/data',
        'get /api/collections/{id}/participants/{organisation}/draft',
        'get /api/collections/{id}/participants/{organisation}/draft/changes',
        'get /api/collections/{id}/participants/{organisation}/history',
        'get /api/collections/{id}/participants/{organisation}/parked',
        'get /api/collections/{id}/participants/{organisation}/versions/{version}',
        'get /api/collections/{id}/receipt',
        'get /api/collections/{id}/statistics',
        'get /api/collections/{id}/template',
        'get /api/collections/{id}/territories',
        'get /api/documents/{id}/content',
        'get /api/events',
        'get /api/me',
        'get /api/notifications',
        'get /api/organisations',
        'get /api/organisations/{id}',
        'get /api/placements/{id}/content',
        'get /api/publications',
        'get /api/publications/{section}/{slug}',
        'get /api/registries',
        'get /api/reports/{id}',
        'get /api/reports/{id}/content',
        'get /api/sections',
        'get /api/sections/{section}/publications',
        'get /api/stores/{id}/files',
        'get /api/submissions/{id}',
        'get /api/uploads/{id}',
        'get /healthz',
        'get /openapi.json',
        'get /readyz',
        'patch /api/admin/placements/{id}',
        'patch /api/collections/{id}/draft',
        'patch /api/collections/{id}/participants/{organisation}/draft',
        'post /api/accounts',
        'post /api/accounts/{login}/password',
        'post /api/admin/collections/{id}/circle',
        'post /api/admin/documents/{id}/removal',
        'post /api/admin/forms/reading',
        'post /api/admin/forms/{id}/difference',
        'post /api/admin/placements/{id}/removal',
        'post /api/admin/placements/{id}/replacement',
        'post /api/admin/publications/{section}/{slug}',
        'post /api/admin/publications/{section}/{slug}/collections',
        'post /api/admin/publications/{section}/{slug}/documents',
        'post /api/admin/sections',
        'post /api/admin/sections/order',
        'post /api/admin/sections/{section}',
        'post /api/admin/sections/{section}/publications',
        'post /api/admin/stores',
        'post /api/admin/stores/{id}/files',
        'post /api/audit/exports',
        'post /api/collections/{id}/checks/{check}',
        'post /api/collections/{id}/deadline',
        'post /api/collections/{id}/draft/attachments',
        'post /api/collections/{id}/draft/parked/drop',
        'post /api/collections/{id}/draft/parked/take',
        'post /api/collections/{id}/draft/refresh',
        'post /api/collections/{id}/excel',
        'post /api/collections/{id}/exports',
        'post /api/collections/{id}/extensions',
        'post /api/collections/{id}/form',
        'post /api/collections/{id}/participants/{organisation}/draft/attachments',
        'post /api/collections/{id}/submissions',
        'post /api/collections/{id}/uploads',
        'post /api/login',
        'post /api/logout',
        'post /api/notifications/{id}/read',
        'post /api/organisations/{id}/close',
        'post /api/organisations/{id}/lock',
        'post /api/organisations/{id}/move',
        'post /api/organisations/{id}/unlock',
        'post /api/password',
        'post /api/registries/{name}',
        'post /api/reports/{id}/cancel',
        'post /api/stores/{id}/reports',
        'post /api/uploads/{id}/apply',
        'post /api/uploads/{id}/undo',
      ])
    })

    test('describes the events of the stream', async () => {
      const { body } = await world
        .stranger()
        .get<{ paths: Record<string, { get: { responses: Record<string, unknown> } }> }>('/openapi.json')
      expect(body.paths['/api/events']?.get.responses['200']).toMatchObject({
        description: expect.stringContaining('`draft`: another session has saved') as string,
        content: { 'text/event-stream': { 'x-events': { draft: { required: ['collection', 'version'] } } } },
      })
    })
  })
})
