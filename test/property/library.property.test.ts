import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { applyOps, withSources } from '@tabel/engine'
import type { CellRules, CellValue, CompiledBlock, CompiledForm, DynamicRow, FormData, Op, SourceData } from '@tabel/engine'
import { Checker } from '@tabel/engine/checker'
import { compileForm } from '@tabel/engine/compile'
import fc from 'fast-check'
import { expect, test } from 'vitest'

// Whatever is typed into a form of the library, in whatever order, its checker says what a new one would say.

const library = fileURLToPath(new URL('../../forms/library/', import.meta.url))
const ids = ['r1', 'r2', 'r3']
const options = { today: '2026-04-22' }

interface Case {
  readonly data: FormData
  readonly sources?: SourceData
}

function read(name: string): { readonly form: CompiledForm; readonly start: FormData } {
  const { form } = compileForm(readFileSync(`${library}${name}/form.json`, 'utf8'))
  if (!form) throw new Error(`${name} does not compile`)
  const { data, sources = {} } = JSON.parse(readFileSync(`${library}${name}/cases/valid.json`, 'utf8')) as Case
  return { form, start: withSources(data, sources) }
}

/** Values that a cell may hold: right ones, wrong ones, unreadable ones and none. */
function valuesFor(rules: CellRules): fc.Arbitrary<CellValue> {
  const codes: readonly (string | number)[] = [...(rules.choices ?? []).map(({ code }) => code), ...(rules.codes ?? [])]
  const byType: Readonly<Record<CellRules['type'], readonly CellValue[]>> = {
    integer: [0, 1, 2, 4, 30, -1],
    number: [0, 0.1, 1.5],
    money: [0, 0.1, 0.2, 0.3, 100],
    string: ['А', 'a', '1', 'Б'],
    boolean: [true, false],
    date: ['2026-04-21', '2026-04-26', '2016-02-29', '2026-11-04'],
    time: ['10:00', '10:20', '12:00'],
    file: [{ $file: 'x', name: 'а.pdf', size: 1 }],
  }
  const single = fc.constantFrom<CellValue[]>(null, { $raw: 'х?' }, ...codes, ...(codes.length > 0 ? [] : byType[rules.type]))
  return rules.several === undefined ? single : fc.oneof(single, fc.constant(codes.slice(0, 2)))
}

function opsOn(block: CompiledBlock): readonly fc.Arbitrary<Op>[] {
  const open = block.columns.filter(({ computed }) => !computed)
  const rows: readonly (string | null)[] =
    block.kind === 'fields' ? [null] : block.kind === 'fixed' ? block.rows.map(({ key }) => key) : ids
  const sets = open.map((column): fc.Arbitrary<Op> =>
    fc.record({
      set: fc.tuple(fc.constant(block.key), fc.constantFrom(...rows), fc.constant(column.key)),
      value: valuesFor(column),
    }),
  )
  if (block.kind !== 'dynamic') return sets
  const cells = Object.fromEntries(open.map((column) => [column.key, valuesFor(column)]))
  const row = fc
    .record({ $id: fc.constantFrom(...ids), ...cells }, { requiredKeys: ['$id'] })
    .map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== null)) as unknown as DynamicRow)
  const some = fc.array(fc.constantFrom(...ids), { minLength: 1, maxLength: 2 })
  const after = fc.option(fc.constantFrom(...ids), { nil: null })
  return [
    ...sets,
    fc.record({ insert: fc.constant(block.key), after, rows: fc.array(row, { minLength: 1, maxLength: 3 }) }),
    fc.record({ insert: fc.constant(block.key), after, rows: fc.array(row, { minLength: 1, maxLength: 3 }) }),
    fc.record({ remove: fc.constant(block.key), ids: some }),
    fc.record({ move: fc.constant(block.key), ids: some, after }),
  ]
}

function said(checker: Checker): ReadonlyMap<string, unknown> {
  return new Map(checker.problems().map((problem) => [problem.id, problem]))
}

test.each(readdirSync(library))('%s', (name) => {
  const { form, start } = read(name)
  const op = fc.oneof(...Object.values(form.blocks).flatMap(opsOn))
  const actions = fc.array(fc.array(op, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4, size: 'max' })
  fc.assert(
    fc.property(actions, fc.boolean(), (all, empty) => {
      let data = empty ? {} : start
      const follower = new Checker(form, data, options)
      follower.judge(0)
      try {
        for (const [at, ops] of all.entries()) {
          data = applyOps(form, data, ops)
          follower.receive(ops)
          follower.judge(at + 1)
          const fresh = new Checker(form, data, options)
          fresh.judge(0)
          expect(said(follower)).toEqual(said(fresh))
          fresh.close()
        }
      } finally {
        follower.close()
      }
    }),
    { numRuns: 60 },
  )
})
