import type { CompiledForm } from '../model/compiled-form.ts'
import type { Operand } from './operands.ts'

/** What checks want to know of a cell, as bits. */
export const cellBits = {
  /** It has a problem of its own rules, or is a computed cell with an error. */
  bad: 1,
  empty: 2,
  /** It holds something that cannot be read. */
  unreadable: 4,
  /** Its problem is that it must be filled. */
  unfilled: 8,
  /** Its problem is that its choice does not fit other cells. */
  misfit: 16,
} as const

type Bit = keyof typeof cellBits

/** The states of all cells, and how many cells of a column are in each: a check over a column asks for a number, not for rows. */
export class CellStates {
  readonly #blocks = new Map<string, Map<string, Uint8Array>>()
  /** By block and column: numbers of cells with each bit. */
  readonly #counts = new Map<string, Map<number, number>[]>()
  readonly #touched = new Touched()

  constructor(form: CompiledForm) {
    for (const block of Object.values(form.blocks)) {
      this.#blocks.set(block.key, new Map())
      this.#counts.set(
        block.key,
        block.columns.map(() => new Map()),
      )
    }
  }

  /** What has changed since {@link CellStates.settle}. */
  get touched(): Touched {
    return this.#touched
  }

  settle(): void {
    this.#touched.clear()
  }

  /** Gives a cell another state. */
  put(block: string, row: string, column: number, state: number): void {
    const rows = this.#blocks.get(block)
    const counts = this.#counts.get(block)
    if (!rows || !counts) return
    let states = rows.get(row)
    if (!states) {
      rows.set(row, (states = new Uint8Array(counts.length)))
      this.#touched.row(block, row)
    }
    const old = states[column] ?? 0
    if (old === state) return
    states[column] = state
    this.#count(counts[column], old, state)
    this.#touched.cell(block, row, column)
  }

  /** Forgets a row that is gone. */
  drop(block: string, row: string): void {
    const states = this.#blocks.get(block)?.get(row)
    if (!states) return
    const counts = this.#counts.get(block)
    for (const [column, state] of states.entries()) {
      this.#count(counts?.[column], state, 0)
      this.#touched.cell(block, row, column)
    }
    this.#blocks.get(block)?.delete(row)
  }

  /** Whether a row is known. */
  has(block: string, row: string): boolean {
    return this.#blocks.get(block)?.has(row) === true
  }

  at(block: string, row: string, column: number): number {
    return this.#blocks.get(block)?.get(row)?.[column] ?? cellBits.empty
  }

  rowCount(block: string): number {
    return this.#blocks.get(block)?.size ?? 0
  }

  /** How many cells of an operand are in a state, seen from a row; a single cell is 0 or 1. */
  count({ block, column, rows }: Operand, here: string | null, bit: Bit): number {
    if (rows === 'all') return this.#counts.get(block)?.[column]?.get(cellBits[bit]) ?? 0
    const state = this.at(block, rows === 'here' ? (here ?? '') : rows.key, column)
    return (state & cellBits[bit]) === 0 ? 0 : 1
  }

  /** How many cells an operand has. */
  size(operand: Operand): number {
    return operand.rows === 'all' ? this.rowCount(operand.block) : 1
  }

  #count(counts: Map<number, number> | undefined, old: number, now: number): void {
    if (!counts) return
    for (const bit of Object.values(cellBits)) {
      const difference = Number((now & bit) !== 0) - Number((old & bit) !== 0)
      if (difference !== 0) counts.set(bit, (counts.get(bit) ?? 0) + difference)
    }
  }
}

/** Cells whose value or state has changed, seen as cells, rows and columns. */
export class Touched {
  readonly #rows = new Map<string, Set<string>>()
  readonly #columns = new Set<string>()
  readonly #cells = new Set<string>()

  cell(block: string, row: string, column: number): void {
    this.row(block, row)
    this.#columns.add(`${block}/${column}`)
    this.#cells.add(`${block}/${row}/${column}`)
  }

  row(block: string, row: string): void {
    const rows = this.#rows.get(block)
    if (rows) rows.add(row)
    else this.#rows.set(block, new Set([row]))
  }

  /** All cells of a row, which came or was replaced. */
  wholeRow(block: string, row: string, columns: number): void {
    for (let column = 0; column < columns; column++) this.cell(block, row, column)
  }

  /** All columns of a table in which rows came, went or changed places. */
  wholeTable(block: string, columns: number): void {
    for (let column = 0; column < columns; column++) this.#columns.add(`${block}/${column}`)
  }

  rows(block: string): ReadonlySet<string> {
    return this.#rows.get(block) ?? none
  }

  /** Whether a cell of this operand was touched, seen from a row. */
  has({ block, column, rows }: Operand, here: string | null): boolean {
    if (rows === 'all') return this.#columns.has(`${block}/${column}`)
    if (rows === 'here') return here !== null && this.rows(block).has(here)
    return this.#cells.has(`${block}/${rows.key}/${column}`)
  }

  clear(): void {
    this.#rows.clear()
    this.#columns.clear()
    this.#cells.clear()
  }
}

const none: ReadonlySet<string> = new Set()
