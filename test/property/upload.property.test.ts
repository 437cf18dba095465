import { applyOps } from '@tabel/engine'
import type { CellValue, CompiledColumn, DynamicRow, FormData } from '@tabel/engine'
import { planUpload, readWorkbook } from '@tabel/excel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { column, fields, fixed, form, table } from '../support/forms.ts'
import { MarkedBook, put } from '../support/marked-book.ts'

const columns: readonly CompiledColumn[] = [
  column('n', { type: 'number', title: 'Число' }),
  column('t', { type: 'string', title: 'Текст' }),
  column('d', { type: 'date', title: 'Дата' }),
  column('c', {
    type: 'string',
    title: 'Выбор',
    choices: [
      { code: 'x', title: 'Первый' },
      { code: 'y', title: 'Второй' },
    ],
  }),
]
const small = form([fields('info', columns), fixed('s1', columns, ['101', '102']), table('list', columns)])

const words = fc.constantFrom('школа', '007', '12 чел.', 'a=b', '-', '«кавычки»')
const value = (key: string): fc.Arbitrary<CellValue> => {
  const values: Readonly<Record<string, fc.Arbitrary<CellValue>>> = {
    n: fc.oneof(
      fc.integer({ min: -999, max: 9999 }),
      fc.integer({ min: 1, max: 999 }).map((n) => n / 4),
    ),
    t: words,
    d: fc.integer({ min: 0, max: 20_000 }).map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)),
    c: fc.constantFrom('x', 'y'),
  }
  return fc.option(values[key] ?? words, { nil: null, freq: 3 })
}
const cells = fc.record({ n: value('n'), t: value('t'), d: value('d'), c: value('c') }).map(filled)
const data = fc.record({
  info: cells,
  s1: fc.record({ '101': cells, '102': cells }),
  list: fc.array(cells, { maxLength: 4 }).map((rows) => rows.map((row, index): DynamicRow => ({ ...row, $id: `r${index}` }))),
}) as fc.Arbitrary<FormData>

/** Where somebody writes what. */
const edits = fc.array(
  fc
    .tuple(fc.nat(40), fc.constantFrom('n', 't', 'd', 'c'))
    .chain(([place, key]) => value(key).map((what) => ({ place, key, what }))),
  { maxLength: 8 },
)

function filled(row: Readonly<Record<string, CellValue>>): Record<string, CellValue> {
  return Object.fromEntries(Object.entries(row).filter(([, one]) => one !== null))
}

/** The places of a form's cells, rows of the table included. */
function placesOf(from: FormData): readonly (readonly [block: string, row: string | null])[] {
  const rows = (from['list'] ?? []) as readonly DynamicRow[]
  return [['info', null], ['s1', '101'], ['s1', '102'], ...rows.map(({ $id }) => ['list', $id] as const)]
}

test('what is changed in a workbook is what changes in the form, and nothing that others did meanwhile is lost', async () => {
  await fc.assert(
    fc.asyncProperty(data, edits, edits, async (base, inBook, meanwhile) => {
      const book = new MarkedBook(small, base)
      const places = placesOf(base)
      let expected = base
      for (const { place, key, what } of inBook) {
        const [block, row] = places[place % places.length] ?? ['info', null]
        const rules = columns.find((one) => one.key === key)
        if (!rules) continue
        put(book.cell(block, row, key), rules, what)
        expected = applyOps(small, expected, [{ set: [block, row, key], value: what }])
      }
      const read = await readWorkbook(await book.bytes())
      const plan = (current: FormData) =>
        planUpload(read, {
          form: small,
          organisation: null,
          collection: null,
          current,
          base: () => Promise.resolve({ form: small, data: base }),
        })
      const alone = await plan(base)
      expect(alone).toMatchObject({ conflicts: [], missing: [], ignored: [], notices: [] })
      const after = (from: FormData) =>
        placesOf(base).map(([block, row]) => columns.map(({ key }) => cellOf(from, block, row, key)))
      // A row that was emptied is still a row.
      expect(after(applyOps(small, base, alone.ops()))).toEqual(after(expected))

      const others = meanwhile.map(({ place, key, what }) => {
        const [block, row] = places[place % places.length] ?? ['info', null]
        return { set: [block, row, key] as const, value: what }
      })
      const current = applyOps(small, base, others)
      const met = await plan(current)
      const together = applyOps(small, current, met.ops())
      const disputed = new Set(met.conflicts.map(({ cell }) => `${cell.block}/${cell.row ?? ''}/${cell.column}`))
      for (const [block, row] of places)
        for (const { key } of columns) {
          const [was, theirs, mine] = [base, current, expected].map((from) => cellOf(from, block, row, key))
          const both = was !== theirs && was !== mine && theirs !== mine
          expect(disputed.has(`${block}/${row ?? ''}/${key}`)).toBe(both)
          expect(cellOf(together, block, row, key)).toBe(was === mine || both ? theirs : mine)
        }
    }),
    { numRuns: 60 },
  )
})

function cellOf(from: FormData, block: string, row: string | null, key: string): string {
  const content = from[block] as never as Readonly<Record<string, never>> | readonly DynamicRow[]
  const found = Array.isArray(content)
    ? content.find(({ $id }) => $id === row)
    : row === null
      ? content
      : (content as Readonly<Record<string, unknown>>)[row]
  return JSON.stringify((found as Readonly<Record<string, unknown>> | undefined)?.[key] ?? null)
}
