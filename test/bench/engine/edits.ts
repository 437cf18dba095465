import type { CompiledForm, Op } from '@tabel/engine'
import { figure, median } from '../figure.ts'
import { Desk, timesOf } from './desk.ts'
import { aggregateForm, kinds, largeData, largeForm, rowLocalForm, smallRows, uniqueForm } from './forms.ts'
import type { Size } from './forms.ts'

/** What single edits and pastes cost, and how that grows with the rows of a table. */
export function editFigures(): void {
  const rowLocal = (turn: number, rows: number): Op => ({ set: ['t', `r${(turn * 37) % rows}`, 'b'], value: turn % 9 })
  growth('engine.edit.row-local.growth', rowLocalForm(), [8000, 1000], rowLocal)
  const unique = (turn: number, rows: number): Op => {
    // Half of the new codes stand in another row.
    const value = turn % 2 === 0 ? `c${(turn * 53) % rows}` : `d${turn}`
    return { set: ['t', `r${(turn * 37) % rows}`, turn % 3 === 0 ? 'name' : 'code'], value }
  }
  growth('engine.edit.unique.growth', uniqueForm(), [4000, 500], unique)
  aggregates()
  paste()
}

/** Prints what an edit of a long table costs; the baseline is a short one. They are measured in turn. */
function growth(
  name: string,
  form: CompiledForm,
  sizes: readonly [number, number],
  op: (turn: number, rows: number) => Op,
): void {
  const desks = sizes.map((rows) => new Desk(form, { t: smallRows(rows) }))
  const times: number[][] = [[], []]
  for (let round = 0; round < 5; round++) {
    for (const [at, desk] of desks.entries()) {
      times[at]?.push(...timesOf(desk, 100, (turn) => [op(turn + round * 1000, sizes[at] ?? 1)]))
    }
  }
  for (const desk of desks) desk.close()
  figure(name, median(times[0] ?? []), 'ms', median(times[1] ?? []))
}

/**
 * An edit that moves sums of 1,000 rows. The baseline is what one would write by hand for these checks alone: every check that
 * reads the touched column is computed anew, and what does not hold is said with its numbers.
 */
function aggregates(): void {
  const rows = 1000
  const change = (turn: number) => ({ row: (turn * 37) % rows, value: turn % 9 })
  const desk = new Desk(aggregateForm(), { t: smallRows(rows) })
  const table = smallRows(rows).map(({ kind, a, b, c }) => ({ kind: kind as string, a: Number(a), b: Number(b), c: Number(c) }))
  const ours: number[] = []
  const byHand: number[] = []
  for (let round = 0; round < 5; round++) {
    const turns = timesOf(desk, 100, (turn) => {
      const { row, value } = change(turn + round * 151)
      return [{ set: ['t', `r${row}`, 'a'], value }]
    })
    ours.push(...turns)
    for (let turn = 0; turn < 100; turn++) {
      const start = performance.now()
      const { row, value } = change(turn + round * 101)
      const found = problemsByHand(table, row, value)
      if (round > 0) byHand.push(performance.now() - start)
      if (found.size === 0) throw new Error('the sums of empty fields must be wrong')
    }
  }
  desk.close()
  figure('engine.edit.aggregate.vs-closure', median(ours), 'ms', median(byHand))
}

interface HandRow {
  readonly kind: string
  a: number
  readonly b: number
  readonly c: number
}

function problemsByHand(table: readonly HandRow[], place: number, value: number): ReadonlyMap<string, string> {
  const edited = table[place]
  if (edited) edited.a = value
  const found = new Map<string, string>()
  let sum = 0
  for (const [at, { a, b, c }] of table.entries()) {
    if (a !== b + c) found.set(`t.1@t/r${at}/a`, `«A» (${a}) должно равняться сумме «B», «C» (${b + c})`)
    if (b > a) found.set(`t.2@t/r${at}/b`, `«B» (${b}) не должно быть больше, чем «A» (${a})`)
    if (c > a) found.set(`t.3@t/r${at}/c`, `«C» (${c}) не должно быть больше, чем «A» (${a})`)
    sum += a
  }
  if (sum !== 0) found.set('f.1@f//a', `«a» (0) должно равняться сумме «A» (${sum})`)
  for (const kind of kinds) {
    const total = table.reduce((all, row) => (row.kind === kind ? all + row.a : all), 0)
    if (total !== 0) found.set(`f@f//${kind}`, `«${kind}» (0) должно равняться расчетному значению (${total})`)
  }
  return found
}

/** 200 × 8 cells typed one by one, against the same cells pasted at once. */
function paste(): void {
  const size: Size = { sheets: 1, rows: 1000, columns: 20 }
  const ops = (value: number): readonly Op[] =>
    Array.from({ length: 200 * 8 }, (_, at) => ({
      set: ['t0', `r${100 + Math.floor(at / 8)}`, `n${1 + (at % 8)}`],
      value: value + (at % 5),
    }))
  const desk = new Desk(largeForm(size), largeData(size))
  const singles: number[] = []
  const pastes: number[] = []
  for (let round = 0; round < 3; round++) {
    singles.push(ops(round * 20).reduce((sum, op) => sum + desk.edit([op]), 0))
    pastes.push(desk.edit(ops(round * 20 + 10)))
  }
  desk.close()
  figure('engine.paste.vs-single', median(singles), 'ms', median(pastes))
}
