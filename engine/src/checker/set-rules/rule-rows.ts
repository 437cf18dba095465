import { findBlock } from '../../document/form-index.ts'
import { formatValue } from '../../document/format-value.ts'
import { columnTitle } from '../../document/place-name.ts'
import { problemId } from '../../document/problem-id.ts'
import { cellsIn, placesIn, rowsIn } from '../../document/read.ts'
import type { CompiledBlock, CompiledForm, SetCheck } from '../../model/compiled-form.ts'
import type { CellRef, CellValue } from '../../model/data.ts'
import type { Place, Problem } from '../../model/problem.ts'
import { rowKeys } from '../../rules/cell-problems.ts'
import { valueKey } from '../../rules/value-key.ts'
import { cellBits } from '../cell-states.ts'
import type { CellStates } from '../cell-states.ts'
import { fillMessage, pointedAt } from '../message.ts'
import { cellValue } from '../view.ts'
import type { Source } from '../view.ts'

/** The rows of one table as a set rule sees them. What does not apply is empty. */
export class RuleRows {
  readonly block: CompiledBlock
  readonly columns: readonly string[]

  /** @param columns the columns that make the key. */
  constructor(form: CompiledForm, block: string, columns: readonly string[]) {
    const found = findBlock(form, block)?.block
    if (!found) throw new Error(`no block ${block}`)
    this.block = found
    this.columns = columns
  }

  /** Whether the row is there. */
  has({ data }: Source, row: string): boolean {
    return cellsIn(data, this.block, this.#row(row)) !== undefined
  }

  value(source: Source, row: string, column: string): CellValue {
    return cellValue(source, this.ref(row, column))
  }

  /** One key for the values of a row; null when all are empty. Different values never give the same key. */
  key(source: Source, row: string): string | null {
    const keys = this.columns.map((column) => valueKey(this.value(source, row, column)))
    if (keys.length === 1) return keys[0] ?? null
    return keys.every((key) => key === null) ? null : JSON.stringify(keys)
  }

  /** Whether a cell of these columns has a problem of its own. */
  isBad(states: CellStates, row: string, columns: readonly string[] = this.columns): boolean {
    const places = columns.map((key) => this.block.columns.findIndex((column) => column.key === key))
    return places.some((place) => states.has(this.block.key, row) && (states.at(this.block.key, row, place) & cellBits.bad) !== 0)
  }

  /** What people see in the key of a row: «4А, русский язык». */
  shown(source: Source, row: string): string {
    return this.columns.map((column) => this.shownIn(source, row, column)).join(', ')
  }

  shownIn(source: Source, row: string, key: string): string {
    const column = this.block.columns.find((one) => one.key === key)
    return column ? formatValue(column, this.value(source, row, key)) : ''
  }

  title(key: string): string {
    const column = this.block.columns.find((one) => one.key === key)
    return column ? columnTitle(column) : key
  }

  ref(row: string, column: string): CellRef {
    return { block: this.block.key, row: this.#row(row), column }
  }

  refs(row: string): readonly CellRef[] {
    return this.columns.map((column) => this.ref(row, column))
  }

  /** Zero-based place of a row in its table; −1 for one that is gone. */
  place({ data }: Source, row: string): number {
    if (this.block.kind !== 'dynamic') return rowKeys(this.block, data).indexOf(row)
    return placesIn(rowsIn(data, this.block.key)).get(row) ?? -1
  }

  inOrder(source: Source, rows: Iterable<string>): readonly string[] {
    const places = [...rows].map((row) => ({ row, place: this.place(source, row) }))
    return places.sort((a, b) => a.place - b.place).map(({ row }) => row)
  }

  #row(row: string): string | null {
    return this.block.kind === 'fields' ? null : row
  }
}

/** What a set rule says of a row; `at` is where, unless the check says otherwise. */
export interface Saying {
  readonly row: string
  readonly at: Place
  /** Other cells that take part. */
  readonly cells: readonly CellRef[]
  /** What is said where the check has no message of its own. */
  readonly message: string
  /** Is said after a message of the check as well. */
  readonly addition?: string
  readonly left?: CellValue
  readonly right?: CellValue
}

const mostCells = 50

export function setProblem(source: Source, check: SetCheck, rows: RuleRows, saying: Saying): Problem {
  const instance = { block: rows.block, row: saying.row, column: null }
  const at: Place = pointedAt(source, check, instance) ?? saying.at
  const { block, row, column } = at
  const own: readonly CellRef[] = block !== null && column !== null ? [{ block, row, column }] : []
  const others = saying.cells.filter((ref) => ref.block !== block || ref.row !== row || ref.column !== column)
  const said = check.message ? fillMessage(source, check.message, instance) : saying.message
  return {
    id: problemId(check.id, at, check.sheet),
    check: check.id,
    severity: check.severity,
    sheet: (block !== null && findBlock(source.form, block)?.block.sheet) || check.sheet,
    at: { block, row, column },
    cells: [...own, ...others].slice(0, mostCells),
    message: saying.addition === undefined || !check.message ? said : `${withStop(said)} ${saying.addition}`,
    ...(saying.left === undefined ? {} : { left: saying.left }),
    ...(saying.right === undefined ? {} : { right: saying.right }),
  }
}

function withStop(text: string): string {
  return /[.!?]$/u.test(text) ? text : `${text}.`
}
