import { applyOps } from '@tabel/engine'
import type { CompiledForm, DynamicRow, FormData, Op } from '@tabel/engine'
import { Checker } from '@tabel/engine/checker'
import { expect, test } from 'vitest'
import { oneSheet } from '../../support/judging.ts'

// What an edit costs is counted in formula cells that are evaluated, never in time.

const count = 500
const kinds = ['а', 'б', 'в']
const form = oneSheet({
  blocks: [
    {
      fields: 'f',
      items: ['all', 'other', ...kinds].map((key, at) => ({
        key: ['all', 'other'][at] ?? `k${at - 2}`,
        title: key,
        type: 'integer',
      })),
      checks: [
        { id: 'all', assert: 'f.all = SUM(t[a])' },
        { id: 'other', assert: 'f.other = SUM(t[b])' },
        ...kinds.map((kind, at) => ({ id: `k${at}`, assert: `f.k${at} = SUMIFS(t[a], t[kind], '${kind}')` })),
      ],
    },
    {
      table: 't',
      rows: { max: 1000 },
      columns: [
        { key: 'kind', title: 'Вид', type: 'string' },
        { key: 'a', title: 'A', type: 'integer' },
        { key: 'b', title: 'B', type: 'integer' },
        { key: 'c', title: 'C', type: 'integer' },
        { key: 'note', title: 'Заметка', type: 'string' },
        { key: 'twice', title: '2C', type: 'integer', computed: '[@c] * 2' },
      ],
      checks: [
        { id: 'order', assert: '[@b] <= [@a]' },
        { id: 'small', assert: '[@twice] < 100' },
        { id: 'once', rule: 'unique', columns: ['note'] },
      ],
    },
  ],
})
const rows = Array.from(
  { length: count },
  (_, at) => ({ $id: `r${at}`, kind: kinds[at % 3], a: 5, b: 2, c: 1, note: `з${at}` }) as DynamicRow,
)
const holds: FormData = { f: { all: 2500, other: 1000, k0: 835, k1: 835, k2: 830 }, t: rows }

/** Opens a checker and tells how many formula cells each action makes it evaluate. */
function costs(of: CompiledForm, data: FormData, ...actions: readonly (readonly Op[])[]): readonly number[] {
  const checker = new Checker(of, data, { today: '2026-04-22' })
  const first = checker.judge(0).evaluated
  const after = actions.map((ops, at) => {
    checker.receive(ops)
    return checker.judge(at + 1).evaluated
  })
  checker.close()
  return [first, ...after]
}

const set = (row: string, column: string, value: string | number): Op => ({ set: ['t', row, column], value })

test('opening evaluates every formula once', () => {
  // Three formulas for each row, five sums.
  expect(costs(form, holds)).toEqual([3 * count + 5])
})

test('an edit evaluates what reads the edited cell, however many rows there are', () => {
  const ops: readonly (readonly Op[])[] = [
    [set('r7', 'c', 3)],
    [set('r7', 'note', 'другая')],
    [set('r7', 'b', 3)],
    [set('r7', 'a', 6)],
    [set('r7', 'kind', 'в')],
  ]
  // The computed cell and its check; none; the check of the row and a sum; the check of the row and the sums; sums by kind.
  // A sum that no longer holds is evaluated once more for its message.
  const expected = [2, 0, 3, 7, 5]
  const [, ...many] = costs(form, holds, ...ops)
  const few = { ...holds, t: rows.slice(0, 40) }
  const [, ...less] = costs(form, few, ...ops)
  expect({ many, less: less.map((one) => one < 15) }).toEqual({ many: expected, less: [true, true, true, true, true] })
})

test('a paste evaluates each formula once, whatever the number of its cells', () => {
  const paste = rows.slice(0, 200).flatMap(({ $id }) => [set($id, 'a', 7), set($id, 'b', 4), set($id, 'c', 4)])
  const [, cost = 0] = costs(form, holds, paste)
  expect(cost).toBeGreaterThanOrEqual(3 * 200 + 5)
  expect(cost).toBeLessThanOrEqual(3 * 200 + 2 * 5)
})

test('a row that comes or goes evaluates its own formulas and those over the table', () => {
  const row = { $id: 'new', kind: 'а', a: 1, b: 1, c: 1, note: 'новая' } as unknown as DynamicRow
  const [, come = 0, gone = 0, moved = 0] = costs(
    form,
    holds,
    [{ insert: 't', after: 'r3', rows: [row] }],
    [{ remove: 't', ids: ['r9'] }],
    [{ move: 't', ids: ['r20'], after: null }],
  )
  expect(come).toBeGreaterThan(0)
  expect(come).toBeLessThanOrEqual(3 + 2 * 5)
  expect(gone).toBeLessThanOrEqual(2 * 5)
  expect(moved).toBe(0)
})

test('what did not change costs nothing', () => {
  expect(applyOps(form, holds, [set('r7', 'a', 5)])).toBe(holds)
  expect(costs(form, holds, [set('r7', 'a', 5)], [])).toEqual([3 * count + 5, 0, 0])
})
