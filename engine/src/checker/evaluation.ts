import type { FormDocument } from '../document/form-document.ts'
import { isRaw } from '../model/data.ts'
import { rulesOf } from '../document/form-index.ts'
import { problemId } from '../document/problem-id.ts'
import { cellsIn, rowsIn } from '../document/read.ts'
import type { CheckerOptions } from '../model/checker.ts'
import type { CompiledBlock, CompiledForm } from '../model/compiled-form.ts'
import type { CellRef, Cells, DynamicRow } from '../model/data.ts'
import type { Change } from '../model/ops.ts'
import type { ComputedCell, Problem } from '../model/problem.ts'
import { isBlankRow } from '../rules/blank-row.ts'
import { rowKeys } from '../rules/cell-problems.ts'
import { requiredMessage } from '../rules/required.ts'
import { CellStates, cellBits } from './cell-states.ts'
import { ComputedCells } from './computed-cells.ts'
import { checkProblem, formError } from './find-problem.ts'
import { FormulaBook } from './formula-book.ts'
import type { ComputedResult, RowChange, RuleResult } from './formula-book.ts'
import type { FormulaRule } from './formula-rules.ts'
import type { Published } from './published.ts'
import { RuleJudge } from './rule-judge.ts'
import { SetJudge } from './set-judge.ts'
import type { Source } from './view.ts'

/** Rows that a change concerns. */
interface ChangedRows {
  readonly gone: readonly { readonly block: string; readonly row: string }[]
  readonly changed: ReadonlyMap<string, Map<string, RowChange>>
  readonly moved: ReadonlySet<string>
}

/**
 * The evaluation of one document: the workbook, the states of cells, and a judge for every rule. It follows changes at the cost of
 * what they touch, and always finds what one made for the same data would find.
 */
export class Evaluation {
  readonly #form: CompiledForm
  readonly #document: FormDocument
  readonly #book: FormulaBook
  readonly #states: CellStates
  readonly #judges: ReadonlyMap<FormulaRule, RuleJudge>
  readonly #sets: readonly SetJudge[]
  readonly #computed: ComputedCells
  readonly #published: Published
  /** Rows that people added, as they were when last looked at. */
  readonly #rows = new Map<string, Map<string, DynamicRow>>()

  constructor(
    form: CompiledForm,
    rules: readonly FormulaRule[],
    document: FormDocument,
    options: CheckerOptions,
    published: Published,
  ) {
    this.#form = form
    this.#document = document
    this.#published = published
    this.#book = new FormulaBook(form, rules, document.data, options)
    this.#states = new CellStates(form)
    this.#computed = new ComputedCells(form)
    this.#judges = new Map(rules.map((rule) => [rule, new RuleJudge(form, rule)]))
    this.#sets = form.checks.flatMap((check) => {
      const block = check.kind === 'formula' ? undefined : form.blocks[check.block]
      if (check.kind === 'formula' || !block) return []
      const when = [...this.#judges.values()].find(({ rule }) => rule.purpose === 'when' && rule.check === check)
      return [new SetJudge(block, check, (row) => when?.failing(row) === undefined)]
    })
  }

  /** Judges everything; gives back what computed cells show. */
  open(): readonly ComputedCell[] {
    const data = this.#document.data
    const changed = new Map<string, Map<string, RowChange>>()
    for (const block of Object.values(this.#form.blocks)) {
      if (block.kind === 'dynamic') this.#rows.set(block.key, new Map(rowsIn(data, block.key).map((row) => [row.$id, row])))
      const rows = rowKeys(block, data)
      changed.set(block.key, new Map(rows.map((row) => [row, 'all'])))
      for (const row of rows) this.#look(block, row)
    }
    return this.#settle(this.#book.all(), { gone: [], changed, moved: new Set() })
  }

  /** Judges what a change has touched; null when a table has outgrown this evaluation and another one must be made. */
  update(change: Pick<Change, 'cells' | 'tables'>): readonly ComputedCell[] | null {
    const rows = this.#changedRows(change)
    const results = this.#book.update(this.#document.data, rows.gone, rows.changed)
    if (!results) return null
    const emptied = rows.gone.flatMap(({ block, row }) => this.#forget(block, row))
    for (const { block, row } of rows.gone) this.#states.drop(block, row)
    for (const table of rows.moved) this.#states.touched.wholeTable(table, this.#form.blocks[table]?.columns.length ?? 0)
    for (const [key, changed] of rows.changed) {
      const block = this.#form.blocks[key]
      if (!block) continue
      for (const row of changed.keys()) {
        this.#look(block, row)
        if (!this.#book.isActive(block, row)) emptied.push(...this.#forget(key, row))
      }
    }
    const alive = emptied.filter((cell) => this.#rows.get(cell.block)?.has(cell.row ?? '') !== false)
    return [...alive, ...this.#settle(results, rows)]
  }

  close(): void {
    this.#book.close()
  }

  /** Which rows came, went or changed. */
  #changedRows(change: Pick<Change, 'cells' | 'tables'>): ChangedRows {
    const data = this.#document.data
    const gone: { block: string; row: string }[] = []
    const changed = new Map<string, Map<string, RowChange>>()
    const rowsOf = (block: string) => {
      const rows = changed.get(block) ?? new Map<string, RowChange>()
      changed.set(block, rows)
      return rows
    }
    for (const { block, row, column } of change.cells) {
      this.#states.touched.cell(block, row ?? '', this.#form.blocks[block]?.columns.findIndex((one) => one.key === column) ?? -1)
      const rows = rowsOf(block)
      const columns = rows.get(row ?? '')
      if (columns !== 'all') rows.set(row ?? '', new Set([...(columns ?? []), column]))
    }
    for (const table of change.tables) {
      const known = this.#rows.get(table) ?? new Map<string, DynamicRow>()
      const rows = new Map(rowsIn(data, table).map((row) => [row.$id, row]))
      for (const row of known.keys()) if (!rows.has(row)) gone.push({ block: table, row })
      for (const [id, row] of rows) if (known.get(id) !== row) rowsOf(table).set(id, 'all')
      this.#rows.set(table, rows)
    }
    for (const [table, rows] of changed) {
      const columns = this.#form.blocks[table]?.columns.length ?? 0
      for (const [row, what] of rows) if (what === 'all') this.#states.touched.wholeRow(table, row, columns)
      const known = this.#rows.get(table)
      if (!known) continue
      for (const row of rows.keys()) {
        const cells = cellsIn(data, this.#form.blocks[table] as CompiledBlock, row)
        if (cells) known.set(row, cells as DynamicRow)
        else rows.delete(row)
      }
    }
    return { gone, changed, moved: new Set(change.tables) }
  }

  #forget(key: string, row: string): readonly ComputedCell[] {
    const block = this.#form.blocks[key]
    if (!block) return []
    for (const judge of this.#judges.values()) if (judge.rule.block === block) judge.drop(row)
    for (const [column] of block.columns.entries()) this.#published.put(`computed ${key}/${row}/${column}`, null)
    return this.#computed.drop(block, row)
  }

  /** Takes over the states of a row from the rules of its cells. */
  #look(block: CompiledBlock, row: string): void {
    const key = block.kind === 'fields' ? null : row
    const cells = cellsIn(this.#document.data, block, key)
    if (!cells) return
    const blank = isBlankRow(block, cells)
    for (const [place, column] of block.columns.entries()) {
      const ref = { block: block.key, row: key, column: column.key }
      const rules = rulesOf(this.#form, ref)
      if (!rules || (rules.computed && !blank)) continue
      const mustFill =
        !rules.computed && (rules.required === true || (block.kind === 'dynamic' && block.keyColumn === column.key))
      const state = blank
        ? blankState(mustFill)
        : stateOf(cells, column.key, this.#document.problemAt(block.key, key, column.key))
      this.#states.put(block.key, row, place, state)
    }
  }

  #settle(results: readonly (RuleResult | ComputedResult)[], rows: ChangedRows): readonly ComputedCell[] {
    for (const result of results) {
      if (result.kind === 'computed') this.#computed.put(result)
      else this.#judges.get(result.rule)?.put(result.place, result.result)
    }
    const source = this.#source()
    const changed = [...this.#computed.settle(this.#states, this.#published)]
    // What must be filled by formula is known before checks, and errors of computed cells, ask for the states of cells.
    for (const judge of this.#judges.values()) if (judge.rule.purpose !== 'check') this.#settleRule(judge, source)
    changed.push(...this.#computed.settle(this.#states, this.#published))
    for (const judge of this.#judges.values()) if (judge.rule.purpose === 'check') this.#settleRule(judge, source)
    const gone = (block: string) => rows.gone.filter((one) => one.block === block).map((one) => one.row)
    const news = {
      rows: (block: string) =>
        new Set([...this.#states.touched.rows(block), ...gone(block), ...(rows.changed.get(block)?.keys() ?? [])]),
      moved: rows.moved,
    }
    for (const judge of this.#sets) judge.settle(source, this.#states, news, this.#published)
    this.#states.settle()
    return changed
  }

  #settleRule(judge: RuleJudge, source: Source): void {
    for (const place of judge.takeStale(this.#states)) {
      this.#published.put(`${judge.rule.key} ${place}`, this.#problem(judge, place, source))
    }
  }

  #problem(judge: RuleJudge, place: string, source: Source): Problem | null {
    const result = judge.failing(place)
    if (result === undefined) return judge.rule.purpose === 'required' ? this.#setUnfilled(judge, place, false) : null
    const { rule } = judge
    if (judge.waits(place, this.#states)) return rule.purpose === 'required' ? this.#setUnfilled(judge, place, false) : null
    if (rule.purpose === 'check') {
      return rule.check?.kind === 'formula'
        ? checkProblem(source, rule.check, judge.instance(place), result, judge.namedCells(place))
        : null
    }
    if (!rule.block) return null
    const column = rule.block.columns[rule.column ?? 0]
    const ref = { block: rule.block.key, row: rule.block.kind === 'fields' ? null : place, column: column?.key ?? '' }
    const good = typeof result === 'boolean' || result === null
    if (!good || rule.purpose === 'when') {
      return good
        ? null
        : {
            ...cellProblem(rule.check?.id ?? rule.purpose, ref, rule.block),
            ...formError(rule.check?.id ?? rule.purpose, result),
          }
    }
    return rule.purpose === 'required' ? this.#setUnfilled(judge, place, true) : this.#closed(ref, rule.block)
  }

  /** Marks a cell that a formula requires, and says so when it is empty. */
  #setUnfilled(judge: RuleJudge, place: string, required: boolean): Problem | null {
    const { block, column } = judge.rule
    if (!block || column === null || !this.#states.has(block.key, place)) return null
    const state = this.#states.at(block.key, place, column)
    const unfilled = required && (state & cellBits.empty) !== 0
    const marks = cellBits.bad | cellBits.unfilled
    if ((state & cellBits.empty) !== 0) this.#states.put(block.key, place, column, unfilled ? state | marks : state & ~marks)
    if (!unfilled) return null
    const ref = { block: block.key, row: block.kind === 'fields' ? null : place, column: block.columns[column]?.key ?? '' }
    const rules = rulesOf(this.#form, ref)
    return rules ? { ...cellProblem('required', ref, block), message: requiredMessage(rules) } : null
  }

  #closed(ref: CellRef, block: CompiledBlock): Problem | null {
    if (this.#document.read(ref) === null) return null
    return { ...cellProblem('editable', ref, block), message: 'Эта ячейка сейчас не заполняется: очистите ее' }
  }

  #source(): Source {
    return {
      form: this.#form,
      data: this.#document.data,
      computed: (ref) => this.#computed.value(ref),
      constant: (name) => this.#book.constant(name),
      evaluate: (expr, at) => this.#book.evaluate(expr, at),
    }
  }
}

function blankState(mustFill: boolean): number {
  return cellBits.empty | (mustFill ? cellBits.bad | cellBits.unfilled : 0)
}

function stateOf(cells: Cells, column: string, problem: Problem | undefined): number {
  const value = cells[column] ?? null
  const empty = value === null ? cellBits.empty : 0
  if (!problem) return empty
  const unreadable = isRaw(value) || problem.check === 'type' ? cellBits.unreadable : 0
  return empty | cellBits.bad | unreadable | (problem.check === 'required' ? cellBits.unfilled : 0)
}

function cellProblem(check: string, at: CellRef, block: CompiledBlock): Omit<Problem, 'message'> {
  return { id: problemId(check, at, block.sheet), check, severity: 'error', sheet: block.sheet, at, cells: [at] }
}
