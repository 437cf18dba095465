import { applyOps, explanationsIn } from '@tabel/engine'
import type { CellValue, CompiledForm, FormData, Op } from '@tabel/engine'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DraftClient, DraftLog } from '../support/draft-clients.ts'
import { column, fields, form as makeForm, table } from '../support/forms.ts'
import { MergeModel, visible } from '../support/merge-model.ts'

const form: CompiledForm = makeForm(
  [fields('info', [column('a'), column('b')]), table('rows', [column('x'), column('y')])],
  [{ kind: 'unique', id: 'u', severity: 'warning', explain: true, sheet: 'main', block: 'rows', columns: ['x'] }],
)

/** What somebody does, places as numbers: they are taken modulo the rows that he sees. */
type Deed =
  | { readonly do: 'field' | 'cell' | 'insert' | 'explain'; readonly at: number; readonly value: CellValue }
  | { readonly do: 'remove' | 'move'; readonly at: number; readonly to: number }
  | { readonly do: 'undo' | 'redo' | 'pull' }
  | { readonly do: 'push'; readonly keep: 'mine' | 'theirs' }

const at = fc.nat(5)
const value = fc.constantFrom(null, 1, 2, 3)
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('cell' as const), at, value }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('insert' as const), at, value }) },
  fc.record({ do: fc.constantFrom('field' as const, 'explain' as const), at, value }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), at, to: at }) },
  fc.record({ do: fc.constant('move' as const), at, to: at }),
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const, 'pull' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('push' as const), keep: fc.constantFrom('mine' as const, 'theirs' as const) }),
  },
)
const schedule = fc.array(fc.tuple(fc.nat(2), deed), { minLength: 10, maxLength: 80, size: 'max' })

function act(client: DraftClient, one: Deed): void {
  const rows = client.document.rows('rows').map((row) => row.$id)
  const rowAt = (place: number) => rows[place % Math.max(rows.length, 1)]
  const anchor = (place: number) => rows[place % (rows.length + 1)] ?? null
  const id = 'at' in one ? rowAt(one.at) : undefined
  switch (one.do) {
    case 'field':
      return client.act([{ set: ['info', null, one.at % 2 ? 'a' : 'b'], value: one.value }])
    case 'cell':
      return id === undefined ? undefined : client.act([{ set: ['rows', id, one.at % 2 ? 'x' : 'y'], value: one.value }])
    case 'insert': {
      const added = Array.from({ length: 1 + (one.at % 2) }, () => client.newRow(one.value === null ? {} : { x: one.value }))
      return client.act([{ insert: 'rows', after: anchor(one.at), rows: added }])
    }
    case 'explain':
      return client.act([
        { explain: `u@rows/${one.at % 2}`, text: one.value === null ? '' : `потому ${JSON.stringify(one.value)}` },
      ])
    case 'remove':
      return id === undefined ? undefined : client.act([{ remove: 'rows', ids: [...new Set([id, rowAt(one.to) ?? id])] }])
    case 'move':
      return id === undefined ? undefined : client.act([{ move: 'rows', ids: [id], after: anchor(one.to) }])
    case 'undo':
      return client.undo()
    case 'redo':
      return client.redo()
    case 'pull':
      return client.pull()
    case 'push':
      return client.push(one.keep)
  }
}

/** Lets three people work by a schedule, until all are connected and everything is sent. */
function work(list: readonly (readonly [number, Deed])[]): { readonly log: DraftLog; readonly clients: readonly DraftClient[] } {
  const log = new DraftLog(form)
  const clients = ['a', 'b', 'c'].map((id) => new DraftClient(id, log))
  for (const [who, one] of list) {
    const client = clients[who]
    if (client) act(client, one)
  }
  for (const client of clients) client.push('theirs')
  for (const client of clients) client.pull()
  return { log, clients }
}

test('three people, on and off line, undoing and redoing, end with the same data', () => {
  fc.assert(
    fc.property(schedule, (list) => {
      const { log, clients } = work(list)
      for (const { document } of clients) expect(visible(document.data)).toEqual(visible(log.data))
    }),
    { numRuns: 400 },
  )
})

test('the fold of a log is what a naive model says', () => {
  fc.assert(
    fc.property(schedule, (list) => {
      const { log } = work(list)
      const model = new MergeModel().run(log.entries.flatMap((entry) => entry.ops))
      const { info = {}, rows = [] } = log.data
      expect(rows).toEqual(model.rows('rows'))
      expect(info).toEqual(model.fields('info'))
      const texts = Object.entries(explanationsIn(log.data)).map(([id, { text }]) => [id, text])
      expect(Object.fromEntries(texts)).toEqual(model.explanations)
    }),
    { numRuns: 400 },
  )
})

test('the fold of a snapshot and what came after it is the fold of the log', () => {
  fc.assert(
    fc.property(schedule, fc.nat(), (list, cut) => {
      const { log } = work(list)
      const ops = log.entries.flatMap((entry) => entry.ops)
      const place = cut % (ops.length + 1)
      const snapshot = JSON.parse(JSON.stringify(applyOps(form, {}, ops.slice(0, place)))) as FormData
      expect(applyOps(form, snapshot, ops.slice(place))).toEqual(log.data)
      expect(applyOps(form, {}, ops)).toEqual(log.data)
    }),
    { numRuns: 400 },
  )
})

test('what somebody typed is written over or taken away only by one who knew it', () => {
  fc.assert(
    fc.property(schedule, (list) => {
      const { log } = work(list)
      const written = new Map<string, { readonly value: CellValue; readonly version: number; readonly clientId: string }>()
      for (const { version, clientId, base, ops } of log.entries) {
        const write = (key: string, now: CellValue) => {
          const old = written.get(key)
          const lost = old !== undefined && old.value !== null && old.value !== now
          expect(lost && old.clientId !== clientId && old.version > base).toBe(false)
          written.set(key, { value: now, version, clientId })
        }
        for (const op of ops) writes(op, write, (row) => [...written.keys()].filter((key) => key.startsWith(`${row}/`)))
      }
    }),
    { numRuns: 400 },
  )
})

/** Every cell that an op writes to, with its value; cells of removed rows become empty. */
function writes(op: Op, write: (key: string, value: CellValue) => void, cellsOf: (row: string) => readonly string[]): void {
  if ('set' in op) write(op.set.join('/'), op.value)
  else if ('explain' in op) write(op.explain, op.text || null)
  else if ('insert' in op)
    for (const { $id, ...cells } of op.rows)
      for (const [key, one] of Object.entries(cells)) write(`${op.insert}/${$id}/${key}`, one)
  else if ('remove' in op) for (const id of op.ids) for (const key of cellsOf(`${op.remove}/${id}`)) write(key, null)
}

test('rows put behind the same row at once stand in the order of their clients, whoever came first', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(['a', 'b', 'c'], { minLength: 3 }), fc.nat(2), (order, count) => {
      const log = new DraftLog(form)
      const first = new DraftClient('z', log)
      first.act([{ insert: 'rows', after: null, rows: [first.newRow()] }])
      first.push('mine')
      const clients = order.map((id) => new DraftClient(id, log))
      for (const client of clients) client.pull()
      for (const client of clients) {
        let after = 'z1'
        for (let turn = 0; turn <= count; turn++) {
          const row = client.newRow()
          client.act([{ insert: 'rows', after, rows: [row] }])
          after = row.$id
        }
      }
      for (const client of clients) client.push('mine')
      first.pull()
      const ids = first.document.rows('rows').map((row) => row.$id)
      const run = (id: string) => Array.from({ length: count + 1 }, (_, turn) => `${id}${turn + 1}`)
      expect(ids).toEqual(['z1', ...run('a'), ...run('b'), ...run('c')])
    }),
  )
})
