import { applyOps } from '@tabel/engine'
import type { DynamicRow, FormData, Op } from '@tabel/engine'
import { Checker } from '@tabel/engine/checker'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formOf } from '../support/cells.ts'

// What the rules say after any ops is what a plain reading of the whole table says.

const integer = (key: string) => ({ key, title: key, type: 'integer' })
const text = (key: string) => ({ key, title: key, type: 'string' })
const form = formOf({
  blocks: [
    {
      table: 'groups',
      rows: { max: 50 },
      columns: [text('name'), integer('total'), integer('room')],
      checks: [
        { id: 'sum', rule: 'groupSum', columns: ['name'], in: 't[name]', of: 'n', equals: '[@total]', where: '[@n] <> 3' },
        { id: 'room', rule: 'groupCount', columns: ['name'], in: 't[name]', atMost: '[@room]' },
      ],
    },
    {
      table: 't',
      rows: { max: 50 },
      columns: [text('name'), integer('n'), integer('m'), integer('p')],
      checks: [
        { id: 'apart', rule: 'noOverlap', columns: ['name'], from: 'n', to: 'm' },
        { id: 'flow', rule: 'balance', columns: ['name'], opening: 'n', plus: ['p'], closing: 'm' },
        { id: 'rank', rule: 'rank', by: 'n', place: 'p', ties: 'same', when: '[@m] <> 4' },
        { id: 'dense', rule: 'rank', columns: ['name'], by: 'n', place: 'p', ties: 'dense', order: 'ascending' },
        { id: 'all', rule: 'covers', columns: ['name'], in: 'groups[name]', where: '[@total] <> 1' },
      ],
    },
  ],
})

type Row = Readonly<Record<string, string | number>> & { readonly $id: string }
const rowsOf = (data: FormData, block: string) => (data[block] ?? []) as unknown as readonly Row[]
const num = (row: Row, key: string): number | null => (typeof row[key] === 'number' ? (row[key] as number) : null)
const name = (row: Row): string | null => (row['name'] === undefined ? null : String(row['name']))

/** Ids of everything that is wrong, found by looking at every row against every other. */
function naive(data: FormData): readonly string[] {
  const [groups, rows] = [rowsOf(data, 'groups'), rowsOf(data, 't')]
  const found: string[] = []
  for (const group of groups) {
    if (name(group) === null) continue
    const own = rows.filter((row) => name(row) === name(group))
    const sum = own.filter((row) => num(row, 'n') !== 3).reduce((total, row) => total + (num(row, 'n') ?? 0), 0)
    if (sum !== (num(group, 'total') ?? 0)) found.push(`sum@groups/${group.$id}/total`)
    if (own.length > (num(group, 'room') ?? 0)) found.push(`room@groups/${group.$id}/room`)
  }
  for (const row of rows) {
    const [from, to, place] = [num(row, 'n'), num(row, 'm'), num(row, 'p')]
    if (name(row) !== null && from !== null) {
      if (to !== null && to < from) found.push(`apart@t/${row.$id}/m`)
      else if (rows.some((other) => other !== row && name(other) === name(row) && overlap(row, other)))
        found.push(`apart@t/${row.$id}/n`)
    }
    if (name(row) !== null && !(from === null && to === null && place === null)) {
      const before = rows.slice(0, rows.indexOf(row)).findLast((other) => name(other) === name(row) && hasAmounts(other))
      if (before && (from ?? 0) !== (num(before, 'm') ?? 0)) found.push(`flow@t/${row.$id}/n`)
      if ((from ?? 0) + (place ?? 0) !== (to ?? 0)) found.push(`flow@t/${row.$id}/m`)
    }
    if (from === null || place === null) continue
    const ranked = rows.filter((other) => num(other, 'n') !== null && num(other, 'm') !== 4)
    if (to !== 4 && place !== ranked.filter((other) => Number(num(other, 'n')) > from).length + 1)
      found.push(`rank@t/${row.$id}/p`)
    const smaller = rows.filter(
      (other) => name(other) === name(row) && num(other, 'n') !== null && Number(num(other, 'n')) < from,
    )
    if (name(row) !== null && place !== new Set(smaller.map((other) => num(other, 'n'))).size + 1)
      found.push(`dense@t/${row.$id}/p`)
  }
  const needed = groups.filter((group) => name(group) !== null && num(group, 'total') !== 1)
  if (needed.some((group) => rows.every((row) => name(row) !== name(group)))) found.push('all@t')
  return found.sort()
}

function hasAmounts(row: Row): boolean {
  return ['n', 'm', 'p'].some((key) => num(row, key) !== null)
}

function overlap(a: Row, b: Row): boolean {
  const [aFrom, bFrom] = [num(a, 'n'), num(b, 'n')]
  const [aTo, bTo] = [num(a, 'm') ?? Infinity, num(b, 'm') ?? Infinity]
  if (aFrom === null || bFrom === null || aTo < aFrom || bTo < bFrom) return false
  // A moment without length overlaps only what goes on around it.
  const [first, second] = aFrom < bFrom || (aFrom === bFrom && aTo <= bTo) ? [aTo, bFrom] : [bTo, aFrom]
  return first > second
}

const value = fc.integer({ min: 0, max: 5 })
const cells = fc.record({ name: fc.constantFrom('а', 'б', 'в'), n: value, m: value, p: value }, { requiredKeys: [] })
const group = fc.record({ name: fc.constantFrom('а', 'б', 'в', 'г'), total: value, room: value }, { requiredKeys: [] })
const id: fc.Arbitrary<string> = fc.constantFrom(...'abcdefgh'.split(''))
const insert = (block: string, row: fc.Arbitrary<object>): fc.Arbitrary<Op> =>
  fc.record({
    insert: fc.constant(block),
    after: fc.option(id, { nil: null }),
    rows: fc.tuple(id, row).map(([$id, own]) => [{ ...own, $id } as unknown as DynamicRow]),
  })
const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 4, arbitrary: insert('t', cells) },
  insert('groups', group),
  fc.record({
    set: fc.tuple(fc.constant('t'), id, fc.constantFrom('n', 'm', 'p')),
    value: fc.option(value, { nil: null }),
  }),
  fc.record({ set: fc.tuple(fc.constant('t'), id, fc.constant('name')), value: fc.constantFrom('а', 'б', null) }),
  fc.record({
    set: fc.tuple(fc.constant('groups'), id, fc.constantFrom('total', 'room')),
    value: fc.option(value, { nil: null }),
  }),
  fc.record({ remove: fc.constantFrom('t', 'groups'), ids: fc.array(id, { minLength: 1, maxLength: 2 }) }),
  fc.record({ move: fc.constant('t'), ids: fc.array(id, { minLength: 1, maxLength: 2 }), after: fc.option(id, { nil: null }) }),
)

/** A rule counts rows that change places while it says something of them. */
const movedWhileSaid = [
  [
    { insert: 't', after: null, rows: [{ $id: 'f', name: 'в' }] },
    { insert: 'groups', after: null, rows: [{ $id: 'a', name: 'в' }] },
  ],
  [{ insert: 't', after: null, rows: [{ $id: 'b', name: 'в' }] }],
  [{ move: 't', ids: ['b'], after: 'f' }],
] as Op[][]

/** Two rows go each into the group of the other at once. */
const groupsExchanged = [
  [{ insert: 't', after: null, rows: [{ $id: 'c', name: 'б', p: 1 }] }],
  [{ insert: 't', after: null, rows: [{ $id: 'd', name: 'а' }] }],
  [
    { set: ['t', 'd', 'name'], value: 'б' },
    { set: ['t', 'c', 'name'], value: 'а' },
  ],
] as Op[][]

test('set rules say after any ops what a plain reading of the tables says', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(op, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6, size: 'max' }),
      (actions) => {
        const checker = new Checker(form, {}, { today: '2026-04-22' })
        let data: FormData = {}
        actions.forEach((ops, at) => {
          data = applyOps(form, data, ops)
          checker.receive(ops)
          checker.judge(at + 1)
          expect(ids(checker)).toEqual(naive(data))
        })
        const fresh = new Checker(form, data, { today: '2026-04-22' })
        fresh.judge(0)
        const messages = (one: Checker) => new Map(one.problems().map((problem) => [problem.id, problem]))
        expect(messages(checker)).toEqual(messages(fresh))
        checker.close()
        fresh.close()
      },
    ),
    { numRuns: 150, examples: [[movedWhileSaid], [groupsExchanged]] },
  )
})

function ids(checker: Checker): readonly string[] {
  return checker
    .problems()
    .map((problem) => problem.id)
    .sort()
}
