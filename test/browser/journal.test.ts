import type { Op } from '@tabel/engine'
import type { DraftStore, StoreListener } from '@tabel/renderer'
import { beforeEach, expect, test, vi } from 'vitest'
import { DraftServer } from '../support/draft-protocol.ts'
import { pupils, sampleForm } from './support/sample-form.ts'
import { storeOver } from './support/store-over.ts'

const set = (row: string, column: string, value: string | number | null): Op => ({ set: ['pupils', row, column], value })
let collection = ''

beforeEach(() => {
  // Every test has a journal of its own.
  collection = crypto.randomUUID()
})

interface Seen {
  readonly received: Op[]
  signedOut: number
}

function storeOf(server: DraftServer, account = 'edu010001'): DraftStore {
  return storeOver(server, { collection, account })
}

async function opened(server: DraftServer, account?: string) {
  const store = storeOf(server, account)
  const seen: Seen = { received: [], signedOut: 0 }
  const listener: StoreListener = {
    changed: () => undefined,
    renewed: () => undefined,
    switched: () => undefined,
    receive: (ops) => seen.received.push(...ops),
    signedOut: () => {
      seen.signedOut += 1
    },
  }
  const draft = await store.open(listener)
  return { store, seen, draft }
}

const serverWith = (count = 3) => new DraftServer({ form: sampleForm, data: { pupils: pupils(count) } })
const safe = (store: DraftStore) => vi.waitUntil(() => store.status.safe)

test('several actions gather into one push, and the status tells when they are saved', async () => {
  const server = serverWith()
  const { store } = await opened(server)
  store.save([set('r1', 'z1', 1)])
  store.save([set('r1', 'z2', 2)])
  expect(store.status.phase).toBe('saving')
  expect(await store.flush()).toBe(true)
  expect(server.pushes).toHaveLength(1)
  expect(server.pushes[0]?.seq).toBe(1)
  expect(store.status).toMatchObject({ phase: 'saved', savedNow: true })
  expect(server.data).toMatchObject({ pupils: [{ z1: 1, z2: 2 }, {}, {}] })
  store.close()
})

test('a large paste is cut into pushes of at most 2,000 ops, in order', async () => {
  const server = serverWith(1000)
  const { store } = await opened(server)
  store.save(pupils(1000).flatMap((row) => ['z1', 'z2', 'z3', 'sex', 'first'].map((column) => set(row.$id, column, 1))))
  expect(await store.flush()).toBe(true)
  expect(server.pushes.map((push) => [push.seq, push.ops.length])).toEqual([
    [1, 2000],
    [2, 2000],
    [3, 1000],
  ])
  store.close()
})

test('what was typed without a connection is shown and sent by the next page', async () => {
  const server = serverWith()
  const first = await opened(server)
  server.online = false
  first.store.save([set('r1', 'z1', 1)])
  await expect.poll(() => first.store.status.phase).toBe('offline')
  await safe(first.store)
  first.store.close()
  server.online = true
  const second = await opened(server)
  expect(second.draft.data).toMatchObject({ pupils: [{ z1: 1 }, {}, {}] })
  await expect.poll(() => server.data).toMatchObject({ pupils: [{ z1: 1 }, {}, {}] })
  expect(await second.store.flush()).toBe(true)
  second.store.close()
})

test('a push whose answer was lost goes again with the same seq and ops, also from the next page', async () => {
  const server = serverWith()
  server.loseAnswers = Infinity
  const first = await opened(server)
  first.store.save([set('r1', 'z1', 1)])
  await expect.poll(() => first.store.status.phase).toBe('offline')
  first.store.close()
  server.loseAnswers = 0
  const second = await opened(server)
  expect(await second.store.flush()).toBe(true)
  expect(server.log).toHaveLength(1)
  expect(new Set(server.pushes.map((push) => `${push.clientId} ${push.seq} ${JSON.stringify(push.ops)}`)).size).toBe(1)
  second.store.close()
})

test('the journal of a tab that lives is left to it', async () => {
  const server = serverWith()
  const first = await opened(server)
  server.online = false
  first.store.save([set('r1', 'z1', 1)])
  await safe(first.store)
  server.online = true
  const second = await opened(new DraftServer({ form: sampleForm, data: { pupils: pupils(3) } }))
  expect(second.draft.data).toEqual({ pupils: pupils(3) })
  second.store.close()
  first.store.close()
})

test('what one account typed is never sent or shown under another', async () => {
  const server = serverWith()
  const first = await opened(server)
  server.online = false
  first.store.save([set('r1', 'z1', 1)])
  await safe(first.store)
  first.store.close()
  const other = new DraftServer({ form: sampleForm, data: { pupils: pupils(3) }, account: 'edu010002' })
  const second = await opened(other, 'edu010002')
  expect(second.draft.data).toEqual({ pupils: pupils(3) })
  expect(await second.store.flush()).toBe(true)
  expect(other.pushes).toHaveLength(0)
  second.store.close()
  await expect(opened(other, 'edu010001')).rejects.toMatchObject({ code: 'other-account' })
  server.online = true
  const third = await opened(server)
  expect(await third.store.flush()).toBe(true)
  expect(server.data).toMatchObject({ pupils: [{ z1: 1 }, {}, {}] })
  third.store.close()
})

test('a session that ended asks to sign in; resume goes on with everything typed meanwhile', async () => {
  const server = serverWith()
  const { store, seen } = await opened(server)
  server.session = null
  store.save([set('r1', 'z1', 1)])
  await expect.poll(() => seen.signedOut).toBe(1)
  store.save([set('r1', 'z2', 2)])
  expect(store.status).toMatchObject({ phase: 'stopped', reason: 'signed-out' })
  expect(await store.flush()).toBe(false)
  server.session = 'edu010001'
  store.resume()
  expect(await store.flush()).toBe(true)
  expect(server.data).toMatchObject({ pupils: [{ z1: 1, z2: 2 }, {}, {}] })
  store.close()
})

test('a conflict becomes a decision, the rest of the push goes on, and mine can be kept', async () => {
  const server = serverWith()
  const { store, seen } = await opened(server)
  server.change('edu010001b', [set('r1', 'z1', 2), set('r3', 'z3', 1)])
  store.save([set('r1', 'z1', 1), set('r2', 'z2', 1)])
  expect(await store.flush()).toBe(false)
  expect(server.data).toMatchObject({ pupils: [{ z1: 2 }, { z2: 1 }, { z3: 1 }] })
  expect(seen.received).toEqual([set('r3', 'z3', 1)])
  const [decision] = store.decisions
  expect(decision).toMatchObject({ kind: 'conflict', by: 'edu010001b', cell: { block: 'pupils', row: 'r1', column: 'z1' } })
  store.decide(decision?.id ?? '', 'mine')
  expect(await store.flush()).toBe(true)
  expect(server.data).toMatchObject({ pupils: [{ z1: 1 }, { z2: 1 }, { z3: 1 }] })
  store.close()
})

test('a decision outlives the page; taking theirs shows the value of the server', async () => {
  const server = serverWith()
  const first = await opened(server)
  server.change('edu010001b', [set('r1', 'z1', 2)])
  first.store.save([set('r1', 'z1', 1)])
  await expect.poll(() => first.store.decisions.length).toBe(1)
  await safe(first.store)
  first.store.close()
  const second = await opened(server)
  expect(second.draft.data).toMatchObject({ pupils: [{ z1: 1 }, {}, {}] })
  second.store.decide(second.store.decisions[0]?.id ?? '', 'theirs')
  expect(second.seen.received).toEqual([set('r1', 'z1', 2)])
  expect(second.store.decisions).toHaveLength(0)
  expect(await second.store.flush()).toBe(true)
  second.store.close()
})

test('typing into a row that another removed keeps the whole row until it is decided', async () => {
  const server = serverWith()
  const { store, seen } = await opened(server)
  server.change('edu010001b', [{ remove: 'pupils', ids: ['r2'] }])
  store.save([set('r2', 'z1', 1)])
  await expect.poll(() => store.decisions.length).toBe(1)
  expect(seen.received).toEqual([])
  store.decide(store.decisions[0]?.id ?? '', 'mine')
  expect(await store.flush()).toBe(true)
  expect(server.data).toMatchObject({ pupils: [{ $id: 'r1' }, { $id: 'r2', code: '10002', z1: 1 }, { $id: 'r3' }] })
  store.close()
})

test('changes of others that meet what waits here become a decision before they could be overwritten', async () => {
  const server = serverWith()
  const { store, seen } = await opened(server)
  server.change('edu010001b', [set('r1', 'z1', 2), set('r1', 'z3', 2)])
  const answered = server.fetch('/api/me', { method: 'GET' })
  store.save([set('r2', 'z2', 1)])
  const flushed = store.flush()
  await answered
  store.save([set('r1', 'z1', 1)])
  await flushed
  await expect.poll(() => store.decisions.length).toBe(1)
  expect(seen.received).toContainEqual(set('r1', 'z3', 2))
  expect(server.data).toMatchObject({ pupils: [{ z1: 2 }, { z2: 1 }, {}] })
  store.close()
})

test('an impossible op is set aside with the reason, the others are saved', async () => {
  const server = serverWith()
  const { store } = await opened(server)
  store.save([set('r1', 'closed', 1), set('r1', 'z1', 1)])
  expect(await store.flush()).toBe(false)
  expect(server.data).toMatchObject({ pupils: [{ z1: 1 }, {}, {}] })
  expect(store.decisions[0]).toMatchObject({ kind: 'refused', ops: [set('r1', 'closed', 1)] })
  expect(store.decisions[0]?.message).not.toBe('')
  store.close()
})

test('a collection that closes stops sending and keeps everything', async () => {
  const server = serverWith()
  const { store } = await opened(server)
  server.closed = true
  store.save([set('r1', 'z1', 1)])
  expect(await store.flush()).toBe(false)
  expect(store.status).toMatchObject({ phase: 'stopped', reason: 'closed' })
  await safe(store)
  store.close()
  server.closed = false
  const next = await opened(server)
  expect(await next.store.flush()).toBe(true)
  expect(server.data).toMatchObject({ pupils: [{ z1: 1 }, {}, {}] })
  next.store.close()
})

test('what comes after the end is given to the server to keep, and sent again when the collection goes on', async () => {
  const server = serverWith()
  const { store } = await opened(server)
  store.save([set('r1', 'z1', 1)])
  expect(await store.flush()).toBe(true)
  server.closed = true
  server.parked = new Map()
  store.save([set('r2', 'z1', 1)])
  await expect.poll(() => server.parked?.size).toBe(1)
  store.save([set('r3', 'z1', 1)])
  await expect.poll(() => store.status).toMatchObject({ phase: 'stopped', reason: 'parked' })
  store.resume()
  await expect.poll(() => [server.parked?.size, store.status.reason]).toEqual([2, 'parked'])
  await safe(store)
  store.close()

  // A page that is opened after the end gives what the journal still has.
  server.parked = new Map()
  const late = await opened(server)
  await expect.poll(() => [server.parked?.size, late.store.status.reason]).toEqual([2, 'parked'])
  server.closed = false
  late.store.resume()
  await expect.poll(() => late.store.status.phase).toBe('saved')
  expect(server.data).toMatchObject({ pupils: [{ z1: 1 }, { z1: 1 }, { z1: 1 }] })
  const kept = [...server.parked.values()].map(({ seq, ops }) => ({ seq, ops }))
  expect(server.pushes.slice(-2).map(({ seq, ops }) => ({ seq, ops }))).toEqual(kept)
  late.store.close()
})

test('handing in waits for the last change and gives the number', async () => {
  const server = serverWith()
  const { store } = await opened(server)
  store.save([set('r1', 'z1', 1)])
  expect(await store.submit?.()).toMatchObject({ state: 'accepted', number: '1' })
  server.change('edu010001b', [set('r2', 'z1', 1)])
  expect(await store.submit?.()).toEqual({ state: 'moved' })
  expect(store.theirs).toMatchObject({ pupils: [{ z1: 1 }, { z1: 1 }, {}] })
  store.close()
})
