import type { CompiledForm } from '../model/compiled-form.ts'
import type { Expr } from '../model/expr.ts'
import type { CellStates } from './cell-states.ts'
import type { FormulaRule } from './formula-rules.ts'
import type { Instance } from './instance.ts'
import { operandsOf } from './operands.ts'
import type { Operand, ReadAt } from './operands.ts'
import type { Result } from './workbook.ts'

/** What a rule reads at one place. */
interface Reads {
  /** What the verdict depends on. */
  readonly verdict: readonly Operand[]
  /** Of these, and of what the message shows, those that are not of the row itself. */
  readonly elsewhere: readonly Operand[]
}

/**
 * Follows one rule: keeps the places where its formula does not say that all is well, and tells which of them have to be
 * looked at again. A rule that holds everywhere costs nothing.
 */
export class RuleJudge {
  readonly rule: FormulaRule
  readonly #form: CompiledForm
  readonly #failing = new Map<string, Result>()
  readonly #changed = new Set<string>()
  readonly #reads = new Map<string, Reads>()

  constructor(form: CompiledForm, rule: FormulaRule) {
    this.#form = form
    this.rule = rule
  }

  /** Takes over a result. Where all was well and is, there is nothing to look at. */
  put(place: string, result: Result): void {
    if (!this.#isWell(result)) this.#failing.set(place, result)
    else if (!this.#failing.delete(place)) return
    this.#changed.add(place)
  }

  /** Forgets a row that is gone or was emptied. */
  drop(row: string): void {
    if (this.rule.axis === 'rows' && this.#failing.delete(row)) this.#changed.add(row)
  }

  /** Looks again at all places that fail: what applies is another now. */
  doubtAll(): void {
    for (const place of this.#failing.keys()) this.#changed.add(place)
  }

  /** The result of a place; undefined where all is well. */
  failing(place: string): Result | undefined {
    return this.#failing.get(place)
  }

  /** Places to be looked at again: those with another result, and those that fail and read or show something that was touched. */
  takeStale(states: CellStates): readonly string[] {
    const stale = new Set(this.#changed)
    this.#changed.clear()
    const { block, axis } = this.rule
    const touched = (place: string) => this.#readsAt(place).elsewhere.some((operand) => states.touched.has(operand, null))
    if (block?.kind !== 'dynamic' || axis !== 'rows') {
      for (const place of this.#failing.keys()) if (touched(place)) stale.add(place)
      return [...stale]
    }
    // Rows that people add read the same elsewhere: it concerns all of them or none.
    if (touched('')) for (const row of this.#failing.keys()) stale.add(row)
    else for (const row of states.touched.rows(block.key)) if (this.#failing.has(row)) stale.add(row)
    return [...stale]
  }

  /** For what the rule is evaluated at a place. */
  instance(place: string): Instance {
    const { axis, block } = this.rule
    if (axis === 'once') return { block: null, row: null, column: null }
    return axis === 'columns' ? { block, row: null, column: Number(place) } : { block, row: place, column: null }
  }

  /** Whether the rule has to wait at a place: a cell that it reads has a problem of its own, or is empty where `empty` says so. */
  waits(place: string, states: CellStates): boolean {
    const row = this.rule.axis === 'rows' ? place : null
    const operands = this.#readsAt(place).verdict
    const empty = this.rule.check?.kind === 'formula' ? this.rule.check.empty : 'auto'
    // A check that is told to count empty cells does not wait for them, and a choice does not wait for itself.
    const passed = empty === 'zero' ? 'unfilled' : this.rule.purpose === 'choices' ? 'misfit' : null
    const ignored = (operand: Operand) => (passed ? states.count(operand, row, passed) : 0)
    if (operands.some((operand) => states.count(operand, row, 'bad') > ignored(operand))) return true
    const direct = operands.filter((operand) => operand.direct)
    const empties = (operand: Operand) => states.count(operand, row, 'empty')
    if (empty === 'skip') return direct.some((operand) => empties(operand) > 0)
    if (empty === 'skip-if-all') return direct.length > 0 && direct.every((operand) => empties(operand) >= states.size(operand))
    return false
  }

  /** Cells that the rule names, without whole columns. */
  namedCells(place: string): readonly Operand[] {
    return this.#readsAt(place).verdict.filter((operand) => operand.direct && operand.rows !== 'all')
  }

  #isWell(result: Result): boolean {
    return this.rule.purpose === 'required' ? result === false || result === null : result === true
  }

  #readsAt(place: string): Reads {
    const { block, axis } = this.rule
    const shared = block?.kind === 'dynamic' && axis === 'rows' ? '' : place
    let reads = this.#reads.get(shared)
    if (!reads) this.#reads.set(shared, (reads = this.#findReads(place)))
    return reads
  }

  #findReads(place: string): Reads {
    const { block, axis, check } = this.rule
    const number = block?.kind === 'fixed' ? block.rows.findIndex((row) => row.key === place) : 0
    const row = axis !== 'rows' ? null : block?.kind === 'dynamic' ? 'here' : number
    const at: ReadAt = { row, column: axis === 'columns' ? Number(place) : null }
    const expr = this.rule.exprAt(axis === 'columns' ? Number(place) : number)
    const verdict = operandsOf(this.#form, expr ? [expr] : [], at)
    const shown: Expr[] = (check?.message ?? []).flatMap((part) => (typeof part === 'string' ? [] : [part.expr]))
    if (check?.kind === 'formula' && check.fix) shown.push(check.fix.cell, check.fix.value.expr)
    const all = [...verdict, ...operandsOf(this.#form, check?.at ? [...shown, check.at] : shown, at)]
    // The cell that must be filled or may be edited is none of what the formula reads.
    if (block && this.rule.column !== null && block.kind !== 'dynamic') {
      all.push({ block: block.key, column: this.rule.column, rows: { key: place }, direct: true, computed: false })
    }
    return { verdict, elsewhere: all.filter((operand) => operand.rows !== 'here') }
  }
}
