import { applyOps, migrateData, migrateOps, orphansIn } from '@tabel/engine'
import type { CellValue, DynamicRow, FormData, FormPath, Op, Orphan } from '@tabel/engine'
import { formDifference } from '@tabel/engine/compile'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newForm, oldForm } from '../support/two-versions.ts'

const value: fc.Arbitrary<CellValue> = fc.constantFrom(
  null,
  1,
  7,
  1.5,
  true,
  'gym',
  ' 12 ',
  'слово',
  '',
  { $raw: '5 чел.' },
  { $raw: '8' },
)
const id = fc.constantFrom('r1', 'r2', 'r3', 'r4')
const columns = { list: ['score', 'kind', 'note', 'age'], extra: ['x'] }
const table = fc.constantFrom('list' as const, 'extra' as const)
const place: fc.Arbitrary<[string, string | null, string]> = fc.oneof(
  fc.tuple(fc.constant('info'), fc.constant(null), fc.constantFrom('a', 'gone')),
  fc.tuple(fc.constant('s1'), fc.constantFrom('101', '103'), fc.constantFrom('g3', 'g4')),
  table.chain((block) => fc.tuple(fc.constant(block), id, fc.constantFrom(...columns[block]))),
)
const row = (block: 'list' | 'extra'): fc.Arbitrary<DynamicRow> =>
  fc.tuple(id, fc.dictionary(fc.constantFrom(...columns[block]), value)).map(([$id, cells]) => ({ ...cells, $id }) as DynamicRow)
const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ set: place, value }) },
  {
    weight: 2,
    arbitrary: table.chain((insert) =>
      fc.record({
        insert: fc.constant(insert),
        after: fc.option(id),
        rows: fc.array(row(insert), { minLength: 1, maxLength: 2 }),
      }),
    ),
  },
  fc.record({ remove: table, ids: fc.array(id, { maxLength: 2 }) }),
  fc.record({ move: table, ids: fc.array(id, { maxLength: 2 }), after: fc.option(id) }),
)
const log = fc.array(op, { minLength: 1, maxLength: 40, size: 'max' })

function withoutOrphans(data: FormData): FormData {
  return Object.fromEntries(Object.entries(data).filter(([key]) => key !== '$orphans'))
}

test('data of an old log brought over are the log brought over', () => {
  fc.assert(
    fc.property(log, (ops) => {
      const { data } = migrateData(newForm, applyOps(oldForm, {}, ops), '1.0.0')
      const late = applyOps(newForm, {}, migrateOps(newForm, ops, '1.0.0'))
      expect(withoutOrphans(late)).toEqual(withoutOrphans(data))
      // The log keeps what stood in removed rows as well.
      for (const orphan of orphansIn(data)) expect(orphansIn(late)).toContainEqual(orphan)
    }),
    { numRuns: 500 },
  )
})

test('nothing typed is lost: every value is in its place, in another form, or among the orphans', () => {
  fc.assert(
    fc.property(log, (ops) => {
      const before = applyOps(oldForm, {}, ops)
      const { data, orphans } = migrateData(newForm, before, '1.0.0')
      expect(count(withoutOrphans(data)) + orphans.length).toBe(count(before))
    }),
    { numRuns: 500 },
  )
})

test('what a migration puts aside is what the difference of the forms announces', () => {
  const announced = formDifference(oldForm, newForm).data.filter(({ kind }) => kind === 'aside')
  fc.assert(
    fc.property(log, (ops) => {
      // Cells that the old form has not, only a log made by hand has.
      const before = applyOps(oldForm, {}, ops)
      for (const orphan of migrateData(newForm, before, '1.0.0').orphans)
        expect(announced).toContainEqual(expect.objectContaining({ from: namedIn(announced, orphan) }))
    }),
    { numRuns: 500 },
  )
})

/** The announced place in which an orphan stood; the orphan itself where there is none. */
function namedIn(announced: readonly { readonly from: FormPath }[], orphan: Orphan): unknown {
  const holds = ({ block, row = orphan.row, column = orphan.column }: { block: string; row?: string | null; column?: string }) =>
    block === orphan.block && row === orphan.row && column === orphan.column
  return announced.find(({ from }) => holds(from))?.from ?? orphan
}

/** How many cells hold something. */
function count(data: FormData): number {
  const cells = (content: unknown): number => {
    if (typeof content !== 'object' || content === null || '$raw' in content) return content === null ? 0 : 1
    return Object.entries(content).reduce((sum, [key, one]) => (key === '$id' ? sum : sum + cells(one)), 0)
  }
  return Object.entries(data).reduce((sum, [key, content]) => (key.startsWith('$') ? sum : sum + cells(content)), 0)
}
