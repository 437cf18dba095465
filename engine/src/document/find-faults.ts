import type { CompiledForm, DynamicBlock } from '../model/compiled-form.ts'
import type { DynamicRow, FormData } from '../model/data.ts'
import type { ExplainOp, Op, OpFault } from '../model/ops.ts'
import { formFor } from './copies/form-for.ts'
import { copiedBlock, copiedColumn, ownerTables } from './copies/owners.ts'
import { checkOf, explanationsIn, mostExplanations } from './explanations.ts'
import { AliveRows } from './alive-rows.ts'
import { findBlock, isLockedBy, rulesOf } from './form-index.ts'
import type { BlockIndex } from './form-index.ts'
import { opShape } from './op-shape.ts'
import { placesIn, rowsIn } from './read.ts'
import { rowIdPattern } from './row-id.ts'
import { valueFault } from './value-fault.ts'

/** At most so many ops in one list: one action of a person, or a part of it. */
export const mostOps = 2000

type Fault = Pick<OpFault, 'code' | 'message'>

/**
 * Why ops cannot be applied to these data: everything that can be told without evaluating a formula. Empty when they can.
 * Ops may be anything that came over the wire. A wrong value is never a fault, it becomes a Problem.
 */
export function findFaults(form: CompiledForm, data: FormData, ops: readonly Op[]): OpFault[] {
  if (ops.length > mostOps) {
    return [{ index: mostOps, code: 'too-many-ops', message: `За один раз можно передать не больше ${mostOps} изменений.` }]
  }
  return findOpFaults(form, data, ops)
}

/** The same without a limit to their number: a paste in the browser is one action, however large. */
export function findOpFaults(form: CompiledForm, data: FormData, ops: readonly Op[]): OpFault[] {
  const finder = new FaultFinder(form, data)
  return ops.flatMap((op, index) => finder.check(op).map((fault) => ({ index, ...fault })))
}

/** Goes through ops in turn and remembers which rows they make and take. */
class FaultFinder {
  readonly #whole: CompiledForm
  /** With its copies made, as the ops so far make it. */
  #form: CompiledForm
  #data: FormData
  readonly #rows = new Map<string, AliveRows>()
  /** Problems that have an explanation; made when it is asked for. */
  #explained: Set<string> | null = null

  constructor(form: CompiledForm, data: FormData) {
    this.#whole = form
    this.#form = formFor(form, data)
    this.#data = data
  }

  check(op: Op): readonly Fault[] {
    const shape = opShape(op)
    if (shape === null) return [{ code: 'unknown-op', message: 'Неизвестное изменение: обновите страницу.' }]
    if ('explain' in op) return this.#checkExplain(op)
    const found = findBlock(this.#form, shape.block)
    if (!found && copiedBlock(this.#whole, shape.block)) return 'set' in op ? goneWith(op.value, op.set[2]) : [rowGone]
    if (!found) return [{ code: 'unknown-block', message: `В форме нет таблицы «${shown(shape.block)}».` }]
    if ('set' in op) return this.#checkSet(found, op.set[1], op.set[2], op.value)
    const { block } = found
    if (block.kind !== 'dynamic' || !block.add) {
      return [
        { code: 'rows-fixed', message: 'В этой таблице строки заданы формой: их нельзя добавлять, удалять и переставлять.' },
      ]
    }
    if ('insert' in op) {
      const faults = this.#checkInsert(found, block, op.rows)
      if (faults.length === 0) this.#copyFor(block.key, (rows) => [...rows, ...op.rows])
      return faults
    }
    if ('remove' in op) {
      for (const id of op.ids) this.#alive(block.key).delete(id)
      this.#copyFor(block.key, (rows) => rows.filter((row) => !op.ids.includes(row.$id)))
    }
    return []
  }

  /** Makes the copies for other rows of a table. */
  #copyFor(table: string, change: (rows: readonly DynamicRow[]) => readonly DynamicRow[]): void {
    if (!ownerTables(this.#whole).has(table)) return
    this.#alive(table)
    this.#data = { ...this.#data, [table]: change(rowsIn(this.#data, table)) }
    this.#form = formFor(this.#whole, this.#data)
  }

  #checkSet(found: BlockIndex, row: string | null, column: string, value: unknown): readonly Fault[] {
    const place = found.columns.get(column)
    if (place === undefined)
      return copiedColumn(this.#whole, found.block.key, column) ? goneWith(value, column) : [unknownColumn(column)]
    const title = found.block.columns[place]?.title ?? column
    if (!this.#hasRow(found, row)) return goneWith(value, title)
    const rules = rulesOf(this.#form, { block: found.block.key, row, column })
    if (isLockedBy(rules)) return [locked(title, rules?.closed)]
    const fault = valueFault(value, title)
    return fault ? [fault] : []
  }

  #checkExplain({ explain, text, seen = [] }: ExplainOp): readonly Fault[] {
    const check = this.#form.checks.find(({ id }) => id === checkOf(explain))
    if (!check?.explain) return [{ code: 'not-explainable', message: 'К этому замечанию пояснение не пишут.' }]
    const fault = [text, ...seen].map((value) => valueFault(value, 'Пояснение')).find((one) => one !== null)
    if (fault) return [fault]
    const known = (this.#explained ??= new Set(Object.keys(explanationsIn(this.#data))))
    known.add(explain)
    if (known.size <= mostExplanations) return []
    return [{ code: 'too-many-explanations', message: `Пояснений может быть не больше ${mostExplanations}.` }]
  }

  #checkInsert(found: BlockIndex, block: DynamicBlock, rows: readonly unknown[]): readonly Fault[] {
    const alive = this.#alive(block.key)
    const faults: Fault[] = []
    for (const row of rows) {
      if (!isObject(row) || typeof row['$id'] !== 'string' || !rowIdPattern.test(row['$id']) || alive.has(row['$id'])) {
        faults.push({ code: 'bad-row-id', message: 'У новой строки нет своего номера, или он уже занят: обновите страницу.' })
        continue
      }
      alive.add(row['$id'])
      faults.push(...this.#checkCells(found, row))
    }
    if (alive.size > mostRows(block)) {
      faults.push({ code: 'too-many-rows', message: `В таблице может быть не больше ${block.max} строк.` })
    }
    return faults
  }

  #checkCells(found: BlockIndex, row: Readonly<Record<string, unknown>>): readonly Fault[] {
    return Object.entries(row).flatMap(([key, value]) => {
      if (key === '$id') return []
      const column = found.block.columns[found.columns.get(key) ?? -1]
      if (!column) return [unknownColumn(key)]
      if (value !== null && isLockedBy(column)) return [locked(column.title, column.closed)]
      return valueFault(value, column.title) ?? []
    })
  }

  #hasRow({ block, rows }: BlockIndex, row: string | null): boolean {
    if (block.kind === 'fields') return row === null
    if (row === null) return false
    return block.kind === 'fixed' ? rows.has(row) : this.#alive(block.key).has(row)
  }

  #alive(block: string): AliveRows {
    let ids = this.#rows.get(block)
    if (!ids) this.#rows.set(block, (ids = new AliveRows(placesIn(rowsIn(this.#data, block)))))
    return ids
  }
}

/** The row is gone; and what cannot stand in any cell is told as well. */
function goneWith(value: unknown, title: string): readonly Fault[] {
  const fault = valueFault(value, title)
  return fault ? [rowGone, fault] : [rowGone]
}

const rowGone: Fault = { code: 'unknown-row', message: 'Этой строки в таблице уже нет.' }

/** Rows beyond the maximum are a Problem and not a loss: two people may add at once. This is where a table stops growing. */
function mostRows(block: DynamicBlock): number {
  return block.max * 2 + 100
}

function unknownColumn(key: string): Fault {
  return { code: 'unknown-column', message: `В таблице нет графы «${shown(key)}».` }
}

function locked(title: string, why?: string): Fault {
  return { code: 'locked', message: `Графа «${title}» здесь не заполняется.${why === undefined ? '' : ` ${why}`}` }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A key from outside, short enough to be repeated in a message. */
function shown(key: string): string {
  return key.length > 40 ? `${key.slice(0, 40)}…` : key
}
