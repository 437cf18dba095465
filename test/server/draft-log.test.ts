import { applyOps } from '@tabel/engine'
import type { CompiledForm, DynamicRow, FormData, Op } from '@tabel/engine'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { onBothDatabases } from '../support/server.ts'
import { demoCollections, Page } from '../support/vpr.ts'

/** One step of somebody's work: which of three windows, and what it does. */
type Step =
  | {
      readonly window: number
      readonly kind: 'set'
      readonly row: number
      readonly column: string
      readonly value: string | null
    }
  | { readonly window: number; readonly kind: 'insert'; readonly after: number }
  | { readonly window: number; readonly kind: 'remove'; readonly row: number }
  | { readonly window: number; readonly kind: 'look' }
  | { readonly window: number; readonly kind: 'repeat' }

const window = fc.integer({ min: 0, max: 2 })
const place = fc.integer({ min: 0, max: 5 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      window,
      kind: fc.constant('set' as const),
      row: place,
      column: fc.constantFrom('letter', 'listed', 'held'),
      value: fc.constantFrom('А', 'Б', 'много', null),
    }),
  },
  { weight: 3, arbitrary: fc.record({ window, kind: fc.constant('insert' as const), after: place }) },
  { weight: 1, arbitrary: fc.record({ window, kind: fc.constant('remove' as const), row: place }) },
  { weight: 2, arbitrary: fc.record({ window, kind: fc.constant('look' as const) }) },
  { weight: 1, arbitrary: fc.record({ window, kind: fc.constant('repeat' as const) }) },
)

const rowsOf = (data: FormData): readonly DynamicRow[] => (data['classes'] ?? []) as readonly DynamicRow[]

onBothDatabases('the log of a draft', (world) => {
  let school = 0

  test('folds to the draft, without a gap, whatever three windows do at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
        school += 1
        const person = await world.as(`edu01000${(school % 9) + 1}`)
        const { open } = await demoCollections(person)
        const { body: form } = await person.get<CompiledForm>(`/api/collections/${open}/form`)
        const before = await new Page(person, open).draft()
        const windows = [0, 1, 2].map(() => {
          const page = new Page(person, open)
          page.version = before.version
          return { page, seen: before.data, last: null as readonly Op[] | null }
        })
        let accepted = before.version
        let number = 0
        const answers: number[] = []
        const versions: number[] = []
        for (const action of steps) {
          const own = windows[action.window]
          if (!own) throw new Error('no such window')
          if (action.kind === 'look') {
            const draft = await own.page.draft()
            own.page.version = draft.version
            own.seen = draft.data
          } else if (action.kind === 'repeat') {
            if (own.last !== null) await own.page.send({ seq: own.page.seq, ops: own.last })
          } else {
            number += 1
            const op = toOp(action, own.seen, `s${school}n${number}`)
            if (op === null) continue
            const reply = await own.page.save(op)
            answers.push(reply.status)
            if (reply.status !== 200) continue
            accepted += 1
            versions.push(reply.body.version)
            own.last = [op]
            own.seen = (await own.page.draft()).data
          }
        }
        expect(answers.filter((status) => ![200, 409, 422].includes(status))).toEqual([])
        expect(versions).toEqual(versions.map((_, index) => before.version + 1 + index))
        const log = await readLog(new Page(person, open))
        expect(log.map((entry) => entry.version)).toEqual(Array.from({ length: accepted }, (_, index) => index + 1))
        const fold = log.reduce<FormData>((data, entry) => applyOps(form, data, entry.ops), {})
        const draft = await new Page(person, open).draft()
        // What was sent to read the log is itself the last save.
        expect(applyOps(form, fold, probe(draft.version))).toEqual(draft.data)
      }),
      { numRuns: 12 },
    )
  })
})

function toOp(action: Exclude<Step, { kind: 'look' | 'repeat' }>, seen: FormData, id: string): Op | null {
  const rows = rowsOf(seen)
  if (action.kind === 'insert') {
    const after = rows[action.after]?.$id ?? null
    return { insert: 'classes', after, rows: [{ $id: id, letter: id }] }
  }
  const row = rows[action.row]
  if (!row) return null
  if (action.kind === 'remove') return { remove: 'classes', ids: [row.$id] }
  return { set: ['classes', row.$id, action.column], value: action.value === null ? null : { $raw: action.value } }
}

/** A row nobody else has: its insertion into another table is the save by which the log is read. */
function probe(version: number): readonly Op[] {
  return [{ insert: 'results', after: null, rows: [{ $id: `probe${version}` }] }]
}

/** Every entry before: a client that knows version 0 is told what others have saved since. */
async function readLog(page: Page) {
  const { version } = await page.draft()
  const reply = await page.send({ seq: 1, ops: probe(version + 1), baseVersion: 0 })
  expect(reply.status).toBe(200)
  return reply.body.others
}
