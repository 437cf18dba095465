import { applyOps } from '@tabel/engine'
import type { CellValue, CompiledForm, DynamicRow, FormData, FromChecker, Op, Problem, Verdict } from '@tabel/engine'
import { judge, serveChecker } from '@tabel/engine/checker'
import { localPort } from '@tabel/engine'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { branchesForm } from '../support/copies.ts'
import { mixedForm } from '../support/mixed-form.ts'
import { libraryForm } from '../support/school.ts'

const options = { today: '2026-04-22' }

/** A checker that is told of changes one by one, and everything it has said so far. */
class Follower {
  readonly problems = new Map<string, Problem>()
  readonly computed = new Map<string, CellValue>()
  readonly #port
  #revision = 0
  #heard: (verdict: Verdict) => void = () => {}

  constructor(form: CompiledForm, data: FormData) {
    const [near, far] = localPort()
    serveChecker(far)
    this.#port = near
    near.listen((message) => this.#hear(message as FromChecker))
    near.post({ type: 'open', form, data, revision: 0, options })
  }

  async apply(ops: readonly Op[]): Promise<void> {
    this.#revision++
    this.#port.post({ type: 'apply', revision: this.#revision, ops })
    await this.judged()
  }

  judged(): Promise<void> {
    return new Promise((done) => {
      this.#heard = (verdict) => verdict.revision === this.#revision && done()
    })
  }

  #hear(message: FromChecker): void {
    if (message.type === 'failed') throw new Error(message.message)
    if (message.type !== 'verdict') return
    for (const id of message.verdict.removed) expect(this.problems.delete(id)).toBe(true)
    for (const problem of message.verdict.added) this.problems.set(problem.id, problem)
    for (const cell of message.verdict.computed) this.computed.set(`${cell.block}/${cell.row ?? ''}/${cell.column}`, cell.value)
    this.#heard(message.verdict)
  }
}

const builtIn = [
  'required',
  'type',
  'choices',
  'minimum',
  'maximum',
  'decimals',
  'maxLength',
  'pattern',
  'unique',
  'minRows',
  'maxRows',
]

/** What a checker that sees the data for the first time says, cell rules of the document left out. */
async function fresh(
  form: CompiledForm,
  data: FormData,
): Promise<{ problems: readonly Problem[]; computed: ReadonlyMap<string, CellValue> }> {
  const { problems, computed } = await judge(form, data, options)
  return { problems, computed: new Map(computed.map((cell) => [`${cell.block}/${cell.row ?? ''}/${cell.column}`, cell.value])) }
}

/** Follows actions one by one; gives back how many verdicts were compared. */
async function staysFresh(form: CompiledForm, start: FormData, actions: readonly (readonly Op[])[]): Promise<number> {
  const follower = new Follower(form, start)
  let data = start
  await follower.judged()
  for (const ops of [[], ...actions]) {
    data = applyOps(form, data, ops)
    if (ops.length > 0) await follower.apply(ops)
    const { problems, computed } = await fresh(form, data)
    const checks = problems.filter((problem) => !builtIn.includes(problem.check) || follower.problems.has(problem.id))
    expect(byId(follower.problems.values())).toEqual(byId(checks))
    const known = form.checks.map((check) => check.id)
    expect(problems.filter((one) => known.includes(one.check) && !follower.problems.has(one.id))).toEqual([])
    for (const [cell, value] of computed) expect([cell, follower.computed.get(cell) ?? null]).toEqual([cell, value])
  }
  return actions.length + 1
}

function byId(problems: Iterable<Problem>): readonly Problem[] {
  return [...problems].toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

const ids = ['r1', 'r2', 'r3', 'r4']
const anchor: fc.Arbitrary<string | null> = fc.option(fc.constantFrom(...ids), { nil: null })
const rowOps = (table: string, row: fc.Arbitrary<DynamicRow>): fc.Arbitrary<Op>[] => [
  fc.record({
    insert: fc.constant(table),
    after: anchor,
    rows: fc.array(row, { minLength: 1, maxLength: 2 }),
  }),
  fc.record({ remove: fc.constant(table), ids: fc.array(fc.constantFrom(...ids), { minLength: 1, maxLength: 2 }) }),
  fc.record({
    move: fc.constant(table),
    ids: fc.array(fc.constantFrom(...ids), { minLength: 1, maxLength: 2 }),
    after: anchor,
  }),
]
const cells = (
  table: string,
  row: fc.Arbitrary<string | null>,
  values: Readonly<Record<string, fc.Arbitrary<CellValue>>>,
): fc.Arbitrary<Op> =>
  fc.oneof(
    ...Object.entries(values).map(([column, value]) =>
      fc.record({ set: fc.tuple(fc.constant(table), row, fc.constant(column)), value }),
    ),
  )
const rowOf = (values: Readonly<Record<string, fc.Arbitrary<CellValue>>>): fc.Arbitrary<DynamicRow> =>
  fc.record({ $id: fc.constantFrom(...ids), ...values }, { requiredKeys: ['$id'] }).map((row) => row as DynamicRow)

test('whatever is done to a form of all kinds of rules, the checker says what a new one would say', async () => {
  const form = mixedForm()
  const number: fc.Arbitrary<CellValue> = fc.constantFrom(null, 0, 1, 2, 3, 7, -1, { $raw: '5 чел.' })
  const text: fc.Arbitrary<CellValue> = fc.constantFrom(null, 'а', 'A', 'б', 'гость', '<5', '*')
  const marks = { name: text, group: text, first: fc.oneof(number, fc.constantFrom('X', 'N', 'х')), second: number }
  const groups = { name: text, places: number }
  const id = fc.constantFrom(...ids)
  const op = fc.oneof(
    cells('info', fc.constant(null), {
      pupils: number,
      absent: number,
      reason: text,
      held: fc.constantFrom(null, '2026-04-19', '2026-04-21'),
    }),
    cells('totals', fc.constantFrom('101', '102', '103'), { all: number, boys: number, girls: number }),
    cells('groups', id, groups),
    { weight: 3, arbitrary: cells('marks', id, marks) },
    ...rowOps('groups', rowOf(groups)),
    ...rowOps('marks', rowOf(marks)),
  )
  const actions = fc.array(fc.array(op, { minLength: 1, maxLength: 4 }), { maxLength: 8 })
  const start: FormData = {
    groups: [{ $id: 'r1', name: 'а', places: 2 }],
    marks: [{ $id: 'r1', name: 'Ия', group: 'а', first: 1, second: 2 }, { $id: 'r2' }],
  }
  await fc.assert(
    fc.asyncProperty(actions, fc.boolean(), async (list, empty) => {
      await staysFresh(form, empty ? {} : start, list)
    }),
    { numRuns: 60 },
  )
})

test('whatever is done to the results of a school, the checker says what a new one would say', async () => {
  const form = await libraryForm('vpr-fsr-ma4')
  const letter: fc.Arbitrary<CellValue> = fc.constantFrom(null, 'А', 'A', 'Б', 'В')
  const points: fc.Arbitrary<CellValue> = fc.constantFrom(null, 0, 1, 2, 3, 'X', 'N', 'х', { $raw: 'нет' })
  const results = {
    code: fc.constantFrom(null, '10001', '10002', '1'),
    letter,
    variant: fc.constantFrom(null, 1, 2),
    mark: fc.constantFrom(2, 5),
    z1: points,
    z3: points,
    z11: points,
  }
  const count: fc.Arbitrary<CellValue> = fc.constantFrom(null, 0, 1, 2, 3, { $raw: '5 чел.' })
  const classes = { letter, listed: count, wrote: count, absent: count, held: fc.constantFrom(null, '2026-04-21', '2026-06-01') }
  const id = fc.constantFrom(...ids)
  const op = fc.oneof(
    { weight: 3, arbitrary: cells('results', id, results) },
    cells('classes', id, classes),
    ...rowOps('classes', rowOf(classes)),
    ...rowOps('results', rowOf(results)),
  )
  const full = Object.fromEntries(
    form.blocks['results']?.columns.filter((one) => one.key.startsWith('z')).map((one) => [one.key, 1]) ?? [],
  )
  const pupil = (rowId: string, code: string) =>
    ({ $id: rowId, code, letter: 'А', sex: 'м', variant: 1, mark: 4, ...full }) as DynamicRow
  const start: FormData = {
    classes: [{ $id: 'r1', letter: 'А', listed: 3, wrote: 3, absent: 0, held: '2026-04-21' }],
    results: [pupil('r1', '10001'), pupil('r2', '10002'), pupil('r3', '10003')],
  }
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(op, { minLength: 1, maxLength: 3 }), { maxLength: 8 }), async (list) => {
      await staysFresh(form, start, list)
    }),
    { numRuns: 25 },
  )
})

test('whatever is done to a form with copies for rows, the checker says what a new one would say', async () => {
  const form = branchesForm()
  const number: fc.Arbitrary<CellValue> = fc.constantFrom(null, 0, 1, 2, 3, 200, { $raw: 'много' })
  const text: fc.Arbitrary<CellValue> = fc.constantFrom(null, 'а', 'б', 'без плана')
  const branches = { name: text, pupils: number, kind: text }
  const works = { what: text, done: fc.constantFrom(null, true, false), price: number }
  const hours = { day: text, said: number, 'lessons~r1': number, 'lessons~r2': number, 'lessons~r3': number }
  const id = fc.constantFrom(...ids)
  const copy = (key: string, make: (block: string) => fc.Arbitrary<Op>) => id.chain((row) => make(`${key}~${row}`))
  const op = fc.oneof(
    ...rowOps('branches', rowOf(branches)),
    ...rowOps('classes', rowOf({ class: text, size: number })),
    ...rowOps('hours', rowOf(hours)),
    cells('branches', id, branches),
    cells('hours', id, hours),
    cells('total', fc.constant(null), { teachers: number }),
    {
      weight: 3,
      arbitrary: copy('staff', (block) => cells(block, fc.constant(null), { teachers: number, others: number, load: number })),
    },
    copy('sums', (block) => cells(block, fc.constant(null), { share: number })),
    copy('works', (block) => fc.oneof(...rowOps(block, rowOf(works)), cells(block, id, works))),
  )
  const start: FormData = {
    branches: [
      { $id: 'r1', name: 'а', pupils: 50 },
      { $id: 'r2', name: 'б' },
    ],
    classes: [{ $id: 'r1', class: 'а' }],
    hours: [{ $id: 'r1', day: 'а', 'lessons~r1': 2 }],
    'staff~r1': { teachers: 1, others: 2 },
    'works~r2': [{ $id: 'r1', what: 'а', price: 1 }],
  }
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(op, { minLength: 1, maxLength: 4 }), { maxLength: 8 }), async (list) => {
      await staysFresh(form, start, list)
    }),
    { numRuns: 60 },
  )
})

test('a table that outgrows its reserved rows is judged as if it had been so from the start', async () => {
  const form = mixedForm()
  const rows = Array.from(
    { length: 70 },
    (_, place) => ({ $id: `n${place}`, name: `имя ${place}`, group: 'а', first: 1 }) as DynamicRow,
  )
  const compared = await staysFresh(form, { marks: rows.slice(0, 60) }, [
    [{ insert: 'marks', after: null, rows: rows.slice(60) }],
    [{ set: ['marks', 'n5', 'first'], value: 2 }],
    [{ remove: 'marks', ids: ['n1', 'n2'] }],
  ])
  expect(compared).toBe(4)
})
