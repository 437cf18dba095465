import { FormSession, localPort } from '@tabel/engine'
import type { DynamicRow } from '@tabel/engine'
import { serveChecker } from '@tabel/engine/checker'
import { expect, test } from 'vitest'
import { oneSheet } from '../../support/judging.ts'

const form = oneSheet({
  blocks: [
    {
      fields: 'f',
      items: [{ key: 'all', title: 'Всего', type: 'integer' }],
      checks: [{ id: 'sum', assert: 'f.all = SUM(t[x])' }],
    },
    {
      table: 't',
      rows: { max: 1000 },
      columns: [
        { key: 'x', title: 'x', type: 'integer' },
        { key: 'double', title: '2x', type: 'integer', computed: '[@x] * 2' },
      ],
      checks: [{ id: 'small', assert: '[@x] < 5' }],
    },
  ],
})
const row = (id: string, x: number): DynamicRow => ({ $id: id, x }) as unknown as DynamicRow

async function judged(session: FormSession): Promise<readonly string[]> {
  while (session.pending && session.failed === null) {
    await new Promise<void>((heard) => {
      const stop = session.on(() => {
        stop()
        heard()
      })
    })
  }
  expect(session.failed).toBeNull()
  return session.problems().map((problem) => problem.id)
}

test('rows come and go beyond what was reserved, and what is said stays right', async () => {
  const [near, far] = localPort()
  serveChecker(far)
  const session = new FormSession(form, { f: { all: 40 }, t: Array.from({ length: 40 }, (_, at) => row(`r${at}`, 1)) }, near, {
    today: '2026-04-22',
  })
  expect(await judged(session)).toEqual([])
  session.apply([{ insert: 't', after: null, rows: Array.from({ length: 100 }, (_, at) => row(`n${at}`, 1)) }])
  expect(await judged(session)).toEqual(['sum@f//all'])
  expect(session.problems()[0]).toMatchObject({ left: 40, right: 140 })
  session.apply([{ set: ['f', null, 'all'], value: 140 }])
  expect(await judged(session)).toEqual([])
  session.apply([{ remove: 't', ids: Array.from({ length: 100 }, (_, at) => `n${at}`) }])
  expect(session.problems().map((one) => one.id)).toEqual([])
  expect(await judged(session)).toEqual(['sum@f//all'])
  session.apply([
    { insert: 't', after: 'r0', rows: [row('late', 9)] },
    { move: 't', ids: ['r39'], after: null },
  ])
  expect(await judged(session)).toEqual(['sum@f//all', 'small@t/late/x'])
  expect(session.problems()[0]).toMatchObject({ right: 49 })
  expect(session.computed({ block: 't', row: 'late', column: 'double' })).toBe(18)
  for (let turn = 0; turn < 6; turn++) session.undo()
  expect(session.document.rows('t')).toHaveLength(40)
  expect(await judged(session)).toEqual([])
})
