import { expect, test } from 'vitest'
import { Person } from '../support/person.ts'
import { onBothDatabases } from '../support/server.ts'

const minute = 60_000

onBothDatabases('signing in', (world) => {
  test('a school signs in and is told who it is', async () => {
    const school = await world.as('edu010001')
    const me = await school.get('/api/me')
    expect(me.status).toBe(200)
    expect(me.body).toMatchObject({
      login: 'edu010001',
      role: 'org',
      organisation: { name: 'МБОУ «Средняя школа № 2 им. А.Х. Чича»' },
    })
    expect((await (await world.as('reg01')).get('/api/me')).body).toMatchObject({ role: 'reg' })
  })

  test('a wrong password and an unknown login get one Russian message', async () => {
    const wrong = await world.stranger().post('/api/login', { login: 'edu010002', password: 'demo-2027' })
    const unknown = await world.stranger().post('/api/login', { login: 'edu990002', password: 'demo-2026' })
    expect(wrong.status).toBe(401)
    expect(wrong.headers.get('content-type')).toContain('application/problem+json')
    expect(wrong.body).toEqual(unknown.body)
    expect(wrong.body['detail']).toContain('Неверный логин или пароль')
  })

  test('the case of login and password matters', async () => {
    for (const [login, password] of [
      ['EDU010001', 'demo-2026'],
      ['edu010001', 'Demo-2026'],
    ]) {
      expect((await world.stranger().post('/api/login', { login, password })).code).toBe('bad-credentials')
    }
  })

  test('guessing is slowed down for a login and an address, and the wait grows', async () => {
    const guess = (password: string) => world.stranger().post('/api/login', { login: 'edu010003', password })
    for (let attempt = 1; attempt <= 5; attempt += 1) expect((await guess('guess')).status).toBe(401)
    const locked = await guess('demo-2026')
    expect(locked.status).toBe(429)
    expect(locked.headers.get('retry-after')).toBe('60')
    expect(locked.body['detail']).toContain('60 секунд')

    world.now += minute
    expect((await guess('guess')).status).toBe(401)
    expect((await guess('demo-2026')).headers.get('retry-after')).toBe('120')

    world.now += 2 * minute
    expect((await guess('demo-2026')).status).toBe(200)
    expect((await guess('guess')).status).toBe(401)
  })

  test('the cookie cannot be read by scripts and the token is not stored', async () => {
    const reply = await world.stranger().fetch('POST', '/api/login', { login: 'edu010001', password: 'demo-2026' })
    expect(reply.headers.getSetCookie()).toEqual([expect.stringMatching(/^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)])
  })

  test('signing out ends the session on the server', async () => {
    const school = await world.as('edu010001')
    const { cookie } = school
    expect((await school.post('/api/logout')).status).toBe(204)
    school.cookie = cookie
    expect((await school.get('/api/me')).code).toBe('signed-out')
  })

  test('signing in again ends the session before', async () => {
    const school = await world.as('edu010001')
    const before = school.cookie
    await school.post('/api/login', { login: 'edu010001', password: 'demo-2026' })
    expect(school.cookie).not.toBe(before)
    school.cookie = before
    await expect.poll(async () => (await school.get('/api/me')).status).toBe(401)
  })

  test('a session ends after half an hour of rest and is prolonged by use', async () => {
    const school = await world.as('edu010001')
    for (let use = 0; use < 3; use += 1) {
      world.now += 29 * minute
      expect((await school.get('/api/me')).status).toBe(200)
    }
    world.now += 31 * minute
    expect((await school.get('/api/me')).code).toBe('signed-out')
  })

  test('a session ends after twelve hours however it is used', async () => {
    const school = await world.as('edu010001')
    for (let use = 0; use < 25; use += 1) {
      world.now += 28 * minute
      expect((await school.get('/api/me')).status).toBe(200)
    }
    world.now += 21 * minute
    await expect.poll(async () => (await school.get('/api/me')).status).toBe(401)
  })

  test('a change needs the token of the session and a page of this site', async () => {
    const school = await world.as('edu010001')
    const { csrf } = school
    school.csrf = ''
    expect((await school.post('/api/logout')).code).toBe('bad-csrf')
    school.csrf = `${csrf.slice(0, -1)}!`
    expect((await school.post('/api/logout')).code).toBe('bad-csrf')
    school.csrf = csrf
    expect((await school.post('/api/logout', undefined, { origin: 'https://example.org' })).code).toBe('bad-csrf')
    expect((await school.post('/api/logout', undefined, { 'sec-fetch-site': 'cross-site' })).code).toBe('bad-csrf')
    expect((await school.get('/api/me')).status).toBe(200)
    expect((await school.post('/api/logout', undefined, { origin: world.url })).status).toBe(204)
  })

  test('nobody can be signed in from another site', async () => {
    const body = { login: 'edu010001', password: 'demo-2026' }
    expect((await world.stranger().post('/api/login', body, { origin: 'https://example.org' })).status).toBe(403)
  })

  test('sessions outlive a restart of the server', async () => {
    const school = await world.as('edu010001')
    await world.stop()
    await world.start()
    const again = new Person(world.url)
    again.cookie = school.cookie
    expect((await again.get('/api/me')).status).toBe(200)
  })
})

onBothDatabases(
  'a site behind TLS',
  (world) => {
    test('the cookie is bound to the host and to TLS', async () => {
      const reply = await world.stranger().fetch('POST', '/api/login', { login: 'edu010001', password: 'demo-2026' })
      expect(reply.headers.getSetCookie()).toEqual([
        expect.stringMatching(/^__Host-sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/),
      ])
      expect(reply.headers.get('strict-transport-security')).toContain('max-age')
    })
  },
  { tls: true },
)
