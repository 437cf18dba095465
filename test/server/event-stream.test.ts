import { EventStream } from '@tabel/server'
import { once } from 'node:events'
import { Writable } from 'node:stream'
import { expect, test } from 'vitest'

const event = { name: 'draft', data: { collection: 'c', version: 1 } } as const

test('events go over the wire as the standard has it', () => {
  const written: string[] = []
  const out = new Writable({ write: (bytes: Buffer, _, done) => (written.push(bytes.toString()), done()) })
  const stream = new EventStream(out, () => {})
  stream.retry(2000)
  stream.beat()
  stream.send(event)
  stream.send({ name: 'notification', data: { id: 'n1' }, id: 'n1' })
  expect(written).toEqual([
    'retry: 2000\n\n',
    ':\nevent: beat\ndata: {}\n\n',
    'event: draft\ndata: {"collection":"c","version":1}\n\n',
    'id: n1\nevent: notification\ndata: {"id":"n1"}\n\n',
  ])
})

test('a reader that takes nothing is cut off before much waits for it', async () => {
  let ended = 0
  const out = new Writable({ write: () => {} })
  const closed = once(out, 'close')
  const stream = new EventStream(out, () => (ended += 1))
  let sent = 0
  let most = 0
  for (; sent < 100_000 && !out.destroyed; sent += 1) {
    stream.send(event)
    most = Math.max(most, out.writableLength)
  }
  expect(out.destroyed).toBe(true)
  expect(most).toBeLessThan(70_000)
  await closed
  expect(ended).toBe(1)
  stream.send(event)
  stream.end()
})

test('a stream that ends does not wait for a reader that takes nothing', async () => {
  const out = new Writable({ write: () => {} })
  const closed = once(out, 'close')
  const stream = new EventStream(out, () => {})
  stream.send(event)
  stream.end()
  await closed
  expect(out.destroyed).toBe(true)
})
