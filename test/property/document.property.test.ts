import { FormDocument, OpError, applyOps, findFaults } from '@tabel/engine'
import type { CellValue, Change, DynamicRow, FormData, Op } from '@tabel/engine'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sampleForm as form } from '../support/forms.ts'
import { visible } from '../support/merge-model.ts'

const ids = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7']
const id = fc.constantFrom(...ids)
const anchor = fc.option(id)
const value: fc.Arbitrary<CellValue> = fc.oneof(
  fc.constantFrom(null, 0, 1, 2, 7, 1.5, true, 'X', 'х', 'а', '001', '002', '2026-04-21', ' 12  ', ''),
  fc.string({ maxLength: 5 }).map((text) => ({ $raw: text })),
)
const place: fc.Arbitrary<[string, string | null, string]> = fc.oneof(
  fc.tuple(fc.constant('info'), fc.constant(null), fc.constantFrom('listed', 'held', 'note')),
  fc.tuple(fc.constant('totals'), fc.constantFrom('one', 'two'), fc.constantFrom('boys', 'girls', 'all')),
  fc.tuple(fc.constant('pupils'), id, fc.constantFrom('code', 'mark', 'group')),
  fc.tuple(fc.constant('notes'), id, fc.constant('text')),
)
const table = fc.constantFrom('pupils', 'notes')
const row = (block: string): fc.Arbitrary<DynamicRow> =>
  fc
    .record(
      { $id: id, ...(block === 'pupils' ? { code: value, mark: value } : { text: value }) } as Record<
        string,
        fc.Arbitrary<CellValue>
      >,
      { requiredKeys: ['$id'] },
    )
    .map((cells) => cells as DynamicRow)
const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ set: place, value }) },
  table.chain((insert) =>
    fc.record({ insert: fc.constant(insert), after: anchor, rows: fc.array(row(insert), { minLength: 1, maxLength: 3 }) }),
  ),
  fc.record({ remove: table, ids: fc.array(id, { maxLength: 3 }) }),
  fc.record({ move: table, ids: fc.array(id, { maxLength: 3 }), after: anchor }),
)
const action = fc.array(op, { minLength: 1, maxLength: 6 })

/** Applies what can be applied; null when the action is refused. */
function tryApply(document: FormDocument, ops: readonly Op[]): Change | null {
  try {
    return document.apply(ops)
  } catch (error) {
    if (error instanceof OpError) return null
    throw error
  }
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const one of Object.values(Object.freeze(value))) frozen(one)
  return value
}

const actions = fc.array(action, { maxLength: 12 })

test('undoing everything leads back to the start, redoing everything to the end, step by step', () => {
  fc.assert(
    fc.property(actions, (list) => {
      const document = new FormDocument(form)
      const states: FormData[] = [visible(document.data)]
      for (const ops of list) if ((tryApply(document, ops)?.ops.length ?? 0) > 0) states.push(visible(document.data))
      for (const state of states.slice(0, -1).toReversed()) {
        expect(document.undo()?.skipped).toBe(0)
        expect(visible(document.data)).toEqual(state)
      }
      expect(document.canUndo).toBe(false)
      for (const state of states.slice(1)) {
        expect(document.redo()?.skipped).toBe(0)
        expect(visible(document.data)).toEqual(state)
      }
      expect(document.canRedo).toBe(false)
    }),
    { numRuns: 300 },
  )
})

test('a change leads back by its inverse ops, and says which cells are now others', () => {
  fc.assert(
    fc.property(actions, action, (list, last) => {
      const document = new FormDocument(form)
      for (const ops of list) document.receive(ops)
      const before = document.data
      const change = document.receive(last)
      expect(visible(applyOps(form, document.data, change.inverse))).toEqual(visible(before))
      for (const ref of change.cells) expect(document.read(ref)).not.toEqual(new FormDocument(form, before).read(ref))
    }),
    { numRuns: 300 },
  )
})

test('a draft is the fold of its log, whichever way the log is cut, and of what was sent as of what was applied', () => {
  fc.assert(
    fc.property(actions, (list) => {
      const document = new FormDocument(form)
      const log: Op[] = []
      const sent: Op[] = []
      for (const ops of list) {
        const change = tryApply(document, ops)
        if (!change) continue
        sent.push(...ops)
        log.push(...change.ops)
      }
      expect(applyOps(form, {}, log)).toEqual(document.data)
      expect(applyOps(form, {}, sent)).toEqual(document.data)
      expect(log.reduce((data, one) => applyOps(form, data, [one]), {} as FormData)).toEqual(document.data)
    }),
    { numRuns: 300 },
  )
})

test('ops without faults never throw, ops with faults change nothing, and nothing is changed in place', () => {
  fc.assert(
    fc.property(actions, action, (list, ops) => {
      let data: FormData = frozen({})
      for (const one of list) data = frozen(applyOps(form, data, one))
      const document = new FormDocument(form, data)
      const refused = findFaults(form, data, ops).length > 0
      expect(tryApply(document, ops) === null).toBe(refused)
      expect(document.revision).toBe(document.data === data ? 0 : 1)
      expect(refused && document.revision > 0).toBe(false)
    }),
    { numRuns: 300 },
  )
})

test('anything at all from outside is judged without an exception', () => {
  const anything = fc.anything({ withNullPrototype: false })
  const odd = fc.oneof(
    anything,
    fc.record({ set: fc.oneof(fc.array(anything), place), value: anything }),
    fc.record({ insert: table, after: anchor, rows: fc.array(fc.oneof(anything, fc.record({ $id: anything, code: anything }))) }),
  )
  fc.assert(
    fc.property(fc.array(odd, { maxLength: 4 }), (ops) => {
      const faults = findFaults(form, {}, ops as Op[])
      for (const fault of faults) expect(fault.message).toMatch(/[а-я]/u)
      if (faults.length === 0) new FormDocument(form).apply(ops as Op[])
    }),
    { numRuns: 1000 },
  )
})

test('problems after any changes are those of a document opened with the same data', () => {
  fc.assert(
    fc.property(actions, (list) => {
      const document = new FormDocument(form)
      expect(document.problems().length).toBe(document.problemCount)
      for (const [turn, ops] of list.entries()) {
        if (turn % 3 === 2) document.undo()
        else if (turn % 3 === 1) document.receive(ops)
        else tryApply(document, ops)
        const fresh = new FormDocument(form, document.data)
        expect(document.problems()).toEqual(fresh.problems())
        expect(document.problemCount).toBe(document.problems().length)
      }
    }),
    { numRuns: 200 },
  )
})
