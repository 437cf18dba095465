import type { Op } from '@tabel/engine'
import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { collectionOf } from '../support/demo.ts'
import { EventReader } from '../support/event-reader.ts'
import { manyNodes, onBothDatabases } from '../support/server.ts'
import type { World } from '../support/server.ts'
import { classRow, demoCollections, Page } from '../support/vpr.ts'

const minute = 60_000
const row = (id: string): Op => ({ insert: 'classes', after: null, rows: [classRow(id, id, 25)] })

/** Two people of one school, each with the form open in a browser of its own. */
async function twoBrowsers(world: World) {
  const one = await world.freshSchool()
  const two = await world.as(one.login)
  const { open: collection } = await demoCollections(one)
  const streams = await Promise.all([one, two].map((person) => EventReader.open(person, `?draft=${collection}`)))
  return { one, two, collection, streams: streams as [EventReader, EventReader], page: new Page(one, collection) }
}

/** What a stream has been told until now: whatever was announced before a heartbeat was written before it. */
async function toldBy(stream: EventReader, name: string): Promise<readonly unknown[]> {
  const beats = stream.named('beat').length
  await stream.until(() => stream.named('beat').length > beats + 1)
  return stream.named(name)
}

onBothDatabases(
  'live events',
  (world) => {
    test('a stream says that no proxy may keep or gather it, whose it is, and when to come again', async () => {
      const school = await world.freshSchool()
      const stream = await EventReader.open(school)
      expect(stream.status).toBe(200)
      expect(stream.headers.get('content-type')).toBe('text/event-stream')
      expect(stream.headers.get('cache-control')).toBe('no-store')
      expect(stream.headers.get('x-accel-buffering')).toBe('no')
      expect(stream.named('ready')).toEqual([{ login: school.login }])
      expect(stream.retry).toBeGreaterThanOrEqual(1000)
      await stream.until(() => stream.named('beat').length > 1)
      stream.close()
    })

    test('without a session there is no stream, and a question for its headers is answered at once', async () => {
      expect((await world.stranger().get('/api/events')).code).toBe('signed-out')
      const head = await (await world.freshSchool()).fetch('HEAD', '/api/events')
      expect(head.status).toBe(200)
      expect(await head.text()).toBe('')
    })

    test('a save is told to the other browser that has the draft open, and not to the one that saved', async () => {
      const { two, collection, streams, page } = await twoBrowsers(world)
      const [mine, theirs] = streams
      await page.save(row('a'))
      await page.save(row('b'))
      await theirs.until(() => theirs.named('draft').length === 2)
      // What different nodes announce may overtake each other.
      expect(theirs.named('draft')).toHaveLength(2)
      for (const version of [1, 2]) expect(theirs.named('draft')).toContainEqual({ collection, version })
      expect(await toldBy(mine, 'draft')).toEqual([])
      const changes = await two.get<{ version: number }>(`/api/collections/${collection}/draft/changes?since=0`)
      expect(changes.body.version).toBe(2)
      for (const stream of streams) stream.close()
    })

    test('what the sources of a form have changed in a draft is told like a save', async () => {
      const one = await world.freshSchool()
      const collection = await collectionOf(one, 'olimpiada')
      const other = await EventReader.open(await world.as(one.login), `?draft=${collection}`)
      const { body } = await one.post<{ version: number }>(`/api/collections/${collection}/draft/refresh`, { on: 'open' })
      await other.until(() => other.named('draft').length > 0)
      expect(other.named('draft')).toEqual([{ collection, version: body.version }])
      other.close()
    })

    test('nobody hears of a draft that is not theirs, or that they have not opened', async () => {
      const { collection, streams, page } = await twoBrowsers(world)
      const strangers = []
      for (const login of ['edu010002', 'edu020018', 'spo010001', 'mun0101', 'reg01', 'fed']) {
        const person = await world.as(login)
        strangers.push({ person, stream: await EventReader.open(person, `?draft=${collection}`) })
      }
      const colleague = await world.as(page.person.login)
      strangers.push({ person: colleague, stream: await EventReader.open(colleague) })
      await page.save(row('a'))
      await streams[1].until(() => streams[1].named('draft').length === 1)
      for (const { person, stream } of strangers) {
        await toldBy(stream, 'draft')
        const told = stream.heard.filter(({ name }) => name !== 'beat' && name !== 'ready')
        expect([person.login, ...told]).toEqual([person.login])
        stream.close()
      }
      for (const stream of streams) stream.close()
    })

    test('a collection that somebody cannot see tells them nothing, even if they know its id', async () => {
      const organizer = await world.as('fed')
      const { open: collection } = await demoCollections(organizer)
      const streams = new Map<string, EventReader>()
      // The college takes no part in it, and nobody below its place does.
      for (const login of ['spo010001', 'edu010004', 'mun0101'])
        streams.set(login, await EventReader.open(await world.as(login), `?draft=${collection},made-up`))
      const { body } = await organizer.get<{ closesAt: string }>(`/api/collections/${collection}`)
      const moved = await organizer.post(`/api/collections/${collection}/deadline`, { closesAt: body.closesAt })
      expect(moved.status).toBe(200)
      await streams.get('edu010004')?.until(() => streams.get('edu010004')?.named('collection').length === 1)
      const told: Record<string, unknown> = {}
      for (const [login, stream] of streams) {
        told[login] = await toldBy(stream, 'collection')
        stream.close()
      }
      expect(told).toEqual({ spo010001: [], edu010004: [{ collection }], mun0101: [{ collection }] })
    })

    test('the progress of an organisation is told above it, to those who look, and not beside it', async () => {
      const school = await world.as('edu010003')
      const page = new Page(school, (await demoCollections(school)).open)
      const looking = `?watch=${page.collection}`
      const told: Record<string, number> = {}
      const streams = new Map<string, EventReader>()
      for (const login of ['mun0101', 'mun0102', 'reg01', 'reg02', 'fed', 'edu010003', 'edu010002'])
        streams.set(login, await EventReader.open(await world.as(login), looking))
      streams.set('mun0101 elsewhere', await EventReader.open(await world.as('mun0101')))
      for (const id of ['a', 'b', 'c', 'd']) await page.save(row(id))
      for (const [login, stream] of streams) {
        const all = await toldBy(stream, 'progress')
        told[login] = Math.min(1, all.length)
        for (const data of all) expect(data).toEqual({ collection: page.collection })
        stream.close()
      }
      const [above, beside] = [1, 0]
      expect(told).toEqual({
        mun0101: above,
        reg01: above,
        fed: above,
        mun0102: beside,
        reg02: beside,
        edu010003: beside,
        edu010002: beside,
        'mun0101 elsewhere': beside,
      })
    })

    test('the decision on a submission is told to the school and to nobody else', async () => {
      const { one, streams, page } = await twoBrowsers(world)
      const coordinator = await world.as('fed')
      const other = await EventReader.open(coordinator)
      await page.save(row('a'))
      const path = `/api/collections/${page.collection}/submissions`
      const { body } = await one.post<{ id: string }>(path, undefined, { 'if-match': '"1"' })
      for (const stream of streams) {
        await stream.until(() => stream.named('submission').length > 0)
        expect(stream.named('submission')).toEqual([{ id: body.id, state: 'refused' }])
      }
      expect((await one.get<{ state: string }>(`/api/submissions/${body.id}`)).body.state).toBe('refused')
      expect(await toldBy(other, 'submission')).toEqual([])
      for (const stream of [...streams, other]) stream.close()
    })

    test('a notification is told to the account it belongs to, and again to who comes back with the one before', async () => {
      const coordinator = await world.as('mun0101')
      const others = [await world.as('mun0102'), await world.as('reg01')]
      const { open: collection } = await demoCollections(coordinator)
      const stream = await EventReader.open(coordinator)
      const foreign = await Promise.all(others.map((person) => EventReader.open(person)))
      const report = async () => coordinator.post(`/api/collections/${collection}/exports`)
      await report()
      await stream.until(() => stream.named('notification').length === 1)
      const first = stream.heard.find(({ name }) => name === 'notification')
      expect(first).toMatchObject({ data: { id: first?.id } })
      stream.close()

      world.now += 1
      await report()
      const listed = async () => (await coordinator.get<{ items: { id: string }[] }>('/api/notifications')).body.items
      await expect.poll(async () => (await listed()).length, { timeout: 20_000 }).toBe(2)
      const [second] = await listed()
      const again = await EventReader.open(coordinator, '', { 'last-event-id': first?.id ?? '' })
      await again.until(() => again.named('notification').length === 1)
      expect(again.named('notification')).toEqual([{ id: second?.id }])
      // The id of somebody else's notification tells nothing.
      const [thief] = others
      const stolen = thief && (await EventReader.open(thief, '', { 'last-event-id': first?.id ?? '' }))
      for (const reader of [...foreign, stolen]) {
        expect(reader && (await toldBy(reader, 'notification'))).toEqual([])
        reader?.close()
      }
      again.close()
    })

    test('signing out ends the stream of that session and of no other', async () => {
      const { one, streams } = await twoBrowsers(world)
      const [mine, theirs] = streams
      await one.post('/api/logout')
      await mine.until(() => mine.end !== null)
      expect(mine.end).toBe('whole')
      await toldBy(theirs, 'draft')
      expect(theirs.end).toBeNull()
      theirs.close()
    })

    test('another password ends the streams of all sessions that it ends', async () => {
      const { one, two, streams } = await twoBrowsers(world)
      const { status } = await one.post('/api/password', { current: 'demo-2026', next: 'три слова подряд' })
      expect(status).toBe(200)
      for (const stream of streams) {
        await stream.until(() => stream.end !== null)
        expect(stream.end).toBe('whole')
      }
      expect((await two.get('/api/me')).code).toBe('signed-out')
      // The session that the new password began has a stream of its own.
      const again = await EventReader.open(one)
      await toldBy(again, 'draft')
      expect(again.end).toBeNull()
      again.close()
    })

    test('a stream ends when its session has rested too long or is too old', async () => {
      const before = world.now
      for (const [rest, times] of [
        [31 * minute, 1],
        [29 * minute, 25],
      ] as const) {
        const school = await world.freshSchool()
        const stream = await EventReader.open(school)
        for (let time = 0; time < times; time += 1) {
          if (time > 0) await school.get('/api/me')
          world.now += rest
        }
        await stream.until(() => stream.end !== null)
        expect(stream.end).toBe('whole')
        expect((await school.get('/api/events')).code).toBe('signed-out')
      }
      world.now = before
    })

    test.skipIf(manyNodes)('a session has a few streams: the newest ones', async () => {
      const school = await world.freshSchool()
      const streams: EventReader[] = []
      for (let count = 0; count < 6; count += 1) streams.push(await EventReader.open(school))
      await streams[0]?.until(() => streams[0]?.end !== null)
      await streams[1]?.until(() => streams[1]?.end !== null)
      const last = streams[5]
      if (last) await toldBy(last, 'draft')
      expect(streams.map(({ end }) => end)).toEqual(['whole', 'whole', null, null, null, null])
      for (const stream of streams) stream.close()
    })

    test('a request that is no list of collections is refused', async () => {
      const school = await world.freshSchool()
      expect((await school.get('/api/events?draft=a%20b')).code).toBe('bad-request')
      expect((await school.get(`/api/events?draft=${Array(21).fill('a').join(',')}`)).code).toBe('bad-request')
    })

    test('when the server stops its streams are ended in good order, and nothing waits for them', async () => {
      const school = await world.freshSchool()
      const stream = await EventReader.open(school)
      await world.stop()
      expect(stream.end).toBe('whole')
      await world.start()
    })

    // Less than what requests under way are given.
    test('a connection that has said nothing yet does not hold up a server that stops', { timeout: 8_000 }, async () => {
      const { hostname, port } = new URL(world.url)
      const silent = connect(Number(port), hostname)
      await once(silent, 'connect')
      const closed = once(silent, 'close')
      silent.resume().on('error', () => {})
      await world.stop()
      await closed
      expect(silent.destroyed).toBe(true)
      await world.start()
    })
  },
  { heartbeat: 40 },
)
