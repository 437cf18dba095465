import { rulesOf } from '../document/form-index.ts'
import { formatValue } from '../document/format-value.ts'
import { problemId } from '../document/problem-id.ts'
import type { PlaceFlags } from '../document/place-flags.ts'
import { cellsIn, placesIn, rowsIn } from '../document/read.ts'
import type { CellRules, CompiledBlock, CompiledForm } from '../model/compiled-form.ts'
import type { Cells, CellRef, FormData } from '../model/data.ts'
import type { Place, Problem } from '../model/problem.ts'
import { isBlankRow } from './blank-row.ts'
import { Duplicates } from './duplicates.ts'
import { cellFault } from './index.ts'
import { emptyRowMessage, required } from './required.ts'
import { rowCountFault } from './row-count.ts'
import { otherRows, repeatedMessage, uniqueColumns } from './unique.ts'
import { valueKey } from './value-key.ts'

interface RowProblems {
  /** The cells that were judged. */
  readonly values: Cells
  /** The problem of the row as a whole. */
  readonly row: Problem | undefined
  /** Problems of its cells by place of the column. */
  readonly cells: readonly (Problem | undefined)[]
  readonly count: number
}

/** Problems of the cells of one block, row by row. */
export class BlockProblems {
  readonly #form: CompiledForm
  readonly #block: CompiledBlock
  readonly #flags: PlaceFlags
  readonly #columns: ReadonlyMap<string, number>
  readonly #rows = new Map<string, RowProblems>()
  readonly #unique: ReadonlyMap<string, Duplicates>
  /** Rows that were judged again since somebody asked; kept only where a row may get or lose a problem by another one. */
  #judged = new Set<string>()
  #table: Problem | undefined
  #count = 0
  /** What was listed last; null when it may be otherwise now. */
  #list: readonly Problem[] | null = null

  constructor(form: CompiledForm, block: CompiledBlock, data: FormData, flags: PlaceFlags) {
    this.#flags = flags
    this.#form = form
    this.#block = block
    this.#columns = new Map(block.columns.map((column, place) => [column.key, place]))
    const unique = block.kind === 'dynamic' ? uniqueColumns(form, block) : []
    this.#unique = new Map(unique.map((column) => [column, new Duplicates()]))
    const rows = block.kind === 'fixed' ? block.rows.map((row) => row.key) : block.kind === 'fields' ? [''] : []
    this.update(data, new Set(rows), block.kind === 'dynamic')
  }

  get count(): number {
    return this.#count + (this.#table ? 1 : 0)
  }

  at(row: string, column: string): Problem | undefined {
    return this.#rows.get(row)?.cells[this.#columns.get(column) ?? -1]
  }

  above(row: string | null): Problem | undefined {
    return row === null ? this.#table : this.#rows.get(row)?.row
  }

  /** Its problems by row and column. Asked again without a change between, it costs nothing. */
  list(data: FormData): readonly Problem[] {
    this.#list ??= this.count === 0 ? [] : this.#inOrder(data)
    return this.#list
  }

  #inOrder(data: FormData): readonly Problem[] {
    const found: Problem[] = this.#table ? [this.#table] : []
    const keys = this.#block.kind === 'dynamic' ? placesIn(rowsIn(data, this.#block.key)).keys() : this.#rows.keys()
    for (const key of keys) {
      const problems = this.#rows.get(key)
      if (!problems || problems.count === 0) continue
      if (problems.row) found.push(problems.row)
      for (const problem of problems.cells) if (problem) found.push(problem)
    }
    return found
  }

  /** @param touched keys of rows of which a cell changed. @param moved rows came, went or changed places. */
  update(data: FormData, touched: ReadonlySet<string>, moved: boolean): void {
    this.#list = null
    const judged = new Set(touched)
    if (moved) this.#followRows(data, judged)
    for (const [column, duplicates] of this.#unique) {
      for (const row of touched) {
        const value = this.#applies(row, column) ? (cellsIn(data, this.#block, row)?.[column] ?? null) : null
        for (const other of duplicates.put(row, valueKey(value))) judged.add(other)
      }
      // Their messages name rows by number.
      if (moved) for (const row of duplicates.repeated()) judged.add(row)
    }
    const groups = new Map<ReadonlySet<string>, readonly number[]>()
    for (const row of judged) {
      const cells = cellsIn(data, this.#block, this.#block.kind === 'fields' ? null : row)
      if (cells) this.#keep(row, this.#judge(data, row, cells, groups))
      if (this.#unique.size > 0) this.#judged.add(row)
    }
  }

  /** Keys of rows whose problems may be others than when this was asked last, besides the rows that were changed themselves. */
  takeJudged(): ReadonlySet<string> {
    const judged = this.#judged
    if (judged.size > 0) this.#judged = new Set()
    return judged
  }

  #followRows(data: FormData, judged: Set<string>): void {
    if (this.#block.kind !== 'dynamic') return
    const places = placesIn(rowsIn(data, this.#block.key))
    for (const row of this.#rows.keys()) {
      if (places.has(row)) continue
      this.#count -= this.#rows.get(row)?.count ?? 0
      this.#rows.delete(row)
      judged.delete(row)
      for (const duplicates of this.#unique.values()) for (const other of duplicates.put(row, null)) judged.add(other)
    }
    for (const values of rowsIn(data, this.#block.key)) {
      // Also a row that went and came again in between is another object.
      if (this.#rows.get(values.$id)?.values === values) continue
      judged.add(values.$id)
      for (const [column, duplicates] of this.#unique) {
        const value = this.#applies(values.$id, column) ? (values[column] ?? null) : null
        for (const other of duplicates.put(values.$id, valueKey(value))) judged.add(other)
      }
    }
    const fault = this.#flags.stands('irrelevant', this.#block) ? null : rowCountFault(this.#block, places.size)
    const at = { block: this.#block.key, row: null, column: null }
    this.#table = fault ? this.#problem(fault.check, at, [], fault.message) : undefined
  }

  #keep(row: string, problems: RowProblems): void {
    this.#count += problems.count - (this.#rows.get(row)?.count ?? 0)
    this.#rows.set(row, problems)
  }

  #judge(data: FormData, row: string, values: Cells, groups: Map<ReadonlySet<string>, readonly number[]>): RowProblems {
    const { kind, key, columns } = this.#block
    const nothing = { values, row: undefined, cells: [], count: 0 }
    if (this.#flags.stands('irrelevant', this.#block, kind === 'fields' ? null : row)) return nothing
    if (isBlankRow(this.#block, values)) {
      if (!columns.some((column) => this.#mustFill(column, column.key))) return nothing
      const problem = this.#problem(required, { block: key, row, column: null }, [], emptyRowMessage)
      return { values, row: problem, cells: [], count: 1 }
    }
    let count = 0
    const cells = columns.map((column) => {
      const rules = kind === 'fixed' ? rulesOf(this.#form, { block: key, row, column: column.key }) : column
      if (!rules || rules.computed || !this.#applies(row, column.key)) return undefined
      const value = values[column.key] ?? null
      const fault = cellFault(rules, value, this.#mustFill(rules, column.key))
      if (!fault && !this.#unique.has(column.key)) return undefined
      const ref = { block: key, row: kind === 'fields' ? null : row, column: column.key }
      const problem = fault ? this.#problem(fault.check, ref, [ref], fault.message) : this.#repeated(data, ref, row, groups)
      if (problem) count++
      return problem
    })
    return { values, row: undefined, cells, count }
  }

  #repeated(data: FormData, ref: CellRef, row: string, groups: Map<ReadonlySet<string>, readonly number[]>): Problem | undefined {
    const group = this.#unique.get(ref.column)?.sharing(row)
    if (!group || group.size < 2) return undefined
    const places = placesIn(rowsIn(data, ref.block))
    let sorted = groups.get(group)
    if (!sorted) groups.set(group, (sorted = [...group].map((one) => places.get(one) ?? 0).sort((a, b) => a - b)))
    const self = places.get(row) ?? 0
    const other = rowsIn(data, ref.block)[sorted[0] === self ? (sorted[1] ?? 0) : (sorted[0] ?? 0)]
    const cells = other ? [ref, { ...ref, row: other.$id }] : [ref]
    return this.#problem(
      'unique',
      ref,
      cells,
      repeatedMessage(shownIn(this.#block, ref.column, rowsIn(data, ref.block)[self]), otherRows(sorted, self)),
    )
  }

  #applies(row: string, column: string): boolean {
    return !this.#flags.stands('irrelevant', this.#block, this.#block.kind === 'fields' ? null : row, column)
  }

  #mustFill(rules: CellRules, column: string): boolean {
    if (rules.computed) return false
    return rules.required === true || (this.#block.kind === 'dynamic' && this.#block.keyColumn === column)
  }

  #problem(check: string, at: Place, cells: readonly CellRef[], message: string): Problem {
    const { sheet } = this.#block
    return { id: problemId(check, at, sheet), check, severity: 'error', sheet, at, cells, message }
  }
}

/** What a cell shows. */
function shownIn(block: CompiledBlock, key: string, cells: Cells | undefined): string {
  const column = block.columns.find((one) => one.key === key)
  return column ? formatValue(column, cells?.[key] ?? null) : ''
}
