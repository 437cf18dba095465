import type { CompiledForm, Op } from '@tabel/engine'
import { figure, median } from '../figure.ts'
import { Desk, timesOf } from './desk.ts'
import { aggregateForm, largeData, largeForm, rowLocalForm, smallRows, uniqueForm } from './forms.ts'
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

/** An edit that moves sums of 1,000 rows, against what one would write by hand for these checks alone. */
function aggregates(): void {
  const rows = 1000
  const kinds = ['А', 'Б', 'В', 'Г']
  const change = (turn: number) => ({ row: (turn * 37) % rows, value: turn % 9 })
  const desk = new Desk(aggregateForm(), { t: smallRows(rows) })
  const ours = timesOf(desk, 300, (turn) => {
    const { row, value } = change(turn)
    return [{ set: ['t', `r${row}`, 'a'], value }]
  })
  desk.close()

  const table = smallRows(rows).map(({ kind, a, b, c }) => ({ kind, a: Number(a), b: Number(b), c: Number(c) }))
  const fields = { a: 0, k: [0, 0, 0, 0] }
  const failing = new Set<string>()
  const say = (id: string, holds: boolean) => (holds ? failing.delete(id) : failing.add(id))
  const byHand = (turn: number): void => {
    const edit = change(turn)
    const row = table[edit.row]
    if (!row) return
    row.a = edit.value
    say(`1/${edit.row}`, row.a === row.b + row.c)
    say(`2/${edit.row}`, row.b <= row.a)
    say(`3/${edit.row}`, row.c <= row.a)
    say('sum', fields.a === table.reduce((sum, { a }) => sum + a, 0))
    for (const [at, kind] of kinds.entries()) {
      const sum = table.reduce((total, one) => (one.kind === kind ? total + one.a : total), 0)
      say(`kind ${at}`, fields.k[at] === sum)
    }
  }
  const closure = Array.from({ length: 500 }, (_, turn) => {
    const start = performance.now()
    byHand(turn)
    return performance.now() - start
  })
  figure('engine.edit.aggregate.vs-closure', median(ours), 'ms', median(closure.slice(200)))
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
