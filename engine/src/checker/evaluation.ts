import type { FormDocument } from '../document/form-document.ts'
import { readCell } from '../document/read.ts'
import type { CheckerOptions } from '../model/checker.ts'
import type { Change } from '../model/ops.ts'
import { findBlock, rulesOf } from '../document/form-index.ts'
import type { CellRef } from '../model/data.ts'
import { flagKey } from '../document/place-flags.ts'
import type { Choice, CompiledForm, SetCheck } from '../model/compiled-form.ts'
import type { ComputedCell, FlagChanges, PlaceFlag } from '../model/problem.ts'
import { CellStates } from './cell-states.ts'
import { choicesAt } from './choices-at.ts'
import { ComputedCells } from './computed-cells.ts'
import { cellsOfFlags, flagChanges } from './flag-changes.ts'
import { FormulaBook } from './formula-book.ts'
import type { ComputedResult, RuleResult } from './formula-book.ts'
import type { FormulaRule } from './formula-rules.ts'
import type { Published } from './published.ts'
import { RowMemory } from './row-changes.ts'
import type { ChangedRows, RowChange } from './row-changes.ts'
import { lookAtRow } from './row-states.ts'
import { RuleJudge } from './rule-judge.ts'
import { ruleProblem } from './rule-problem.ts'
import { setJudge } from './set-rules/set-judge.ts'
import type { RowFormulas, SetJudge } from './set-rules/types.ts'
import type { Source } from './view.ts'

/** So many times flags may change flags: the compiler refuses circles, and no form of people is so deep. */
const mostRounds = 100

/**
 * The evaluation of one document: the workbook, the states of cells, and a judge for every rule. It follows changes at the cost of
 * what they touch, and always finds what one made for the same data would find.
 */
export class Evaluation {
  readonly #document: FormDocument
  readonly #book: FormulaBook
  readonly #states: CellStates
  readonly #judges: ReadonlyMap<FormulaRule, RuleJudge>
  readonly #sets: readonly SetJudge[]
  readonly #computed: ComputedCells
  readonly #published: Published
  readonly #rows: RowMemory
  readonly #flagsSet = new Map<string, PlaceFlag>()
  readonly #flagsCleared = new Map<string, PlaceFlag>()

  constructor(document: FormDocument, rules: readonly FormulaRule[], options: CheckerOptions, published: Published) {
    const { form } = document
    this.#document = document
    this.#published = published
    this.#book = new FormulaBook(form, rules, document.data, options, document.flags)
    this.#states = new CellStates(form)
    this.#computed = new ComputedCells(form, (ref) => document.applies(ref))
    this.#rows = new RowMemory(form)
    this.#judges = new Map(rules.map((rule) => [rule, new RuleJudge(form, rule)]))
    this.#sets = form.checks.flatMap((check) => (check.kind === 'formula' ? [] : [setJudge(check, this.#formulasOf(check))]))
  }

  /** Judges everything; gives back what computed cells show. */
  open(): readonly ComputedCell[] {
    const rows = this.#rows.everything(this.#document.data)
    const { results } = this.#settleFlags(this.#book.all(), rows)
    this.#look(rows)
    return this.#settle(results, rows)
  }

  /** Judges what a change has touched; null when a table has outgrown this evaluation and another one must be made. */
  update(change: Pick<Change, 'cells' | 'tables'>): readonly ComputedCell[] | null {
    const rows = this.#rows.follow(change, this.#document.data, this.#states.touched)
    const first = this.#book.update(this.#document.data, rows)
    if (!first) return null
    for (const { block, row } of rows.gone) {
      this.#forget(block, row)
      this.#states.drop(block, row)
    }
    const { results, rows: concerned } = this.#settleFlags(first, rows)
    const emptied = this.#look(concerned)
    return [...emptied, ...this.#settle(results, concerned)]
  }

  /** How many formula cells were evaluated since this evaluation was made. */
  get evaluated(): number {
    return this.#book.evaluated
  }

  /** What may be chosen in a cell now; null where the form has no such cell. */
  choicesAt(ref: CellRef): readonly Choice[] | null {
    const block = this.#document.form.blocks[ref.block]
    const rules = rulesOf(this.#document.form, ref)
    if (!block || !rules) return null
    return choicesAt(this.#source(), (expr, at) => this.#book.evaluateOnce(expr, at), block, ref, rules)
  }

  close(): void {
    this.#book.close()
  }

  /** What applies, is visible or editable otherwise than when this was asked last. */
  takeFlags(): FlagChanges {
    const changes = { set: [...this.#flagsSet.values()], cleared: [...this.#flagsCleared.values()] }
    this.#flagsSet.clear()
    this.#flagsCleared.clear()
    return changes
  }

  /**
   * Sets flags by the results of their formulas. A cell that ceases to apply is empty from then on, which may decide whether others
   * apply, and so on; formulas that would go round in a circle were refused by the compiler.
   */
  #settleFlags(
    first: readonly (RuleResult | ComputedResult)[],
    rows: ChangedRows,
  ): { readonly results: readonly (RuleResult | ComputedResult)[]; readonly rows: ChangedRows } {
    const { form, data, flags } = this.#document
    const all = [...first]
    const changed = new Map([...rows.changed].map(([block, inside]) => [block, new Map(inside)]))
    for (let fresh = first, round = 0; fresh.length > 0 && round < mostRounds; round++) {
      const changes = flagChanges(fresh, flags)
      if (changes.set.length === 0 && changes.cleared.length === 0) break
      this.#noteFlags(changes)
      this.#document.setFlags(changes)
      for (const judge of this.#judges.values()) judge.doubtAll()
      const cells = cellsOfFlags(form, data, changes)
      for (const [block, inside] of cells)
        for (const [row, columns] of inside) {
          const known = changed.get(block) ?? new Map<string, RowChange>()
          changed.set(block, known)
          if (!known.has(row)) known.set(row, columns)
          for (const column of columns) this.#states.touched.cell(block, row, columnPlace(form, block, column))
        }
      fresh = this.#book.update(data, { gone: [], changed: cells, moved: new Set() }) ?? []
      all.push(...fresh)
    }
    return { results: all, rows: { ...rows, changed } }
  }

  /** What the formulas of a set rule say of rows, as their judges found it. */
  #formulasOf(check: SetCheck): RowFormulas {
    const judgeOf = (purpose: FormulaRule['purpose']): RuleJudge | undefined =>
      [...this.#judges.values()].find(({ rule }) => rule.purpose === purpose && rule.check === check)
    const [when, where, value] = [judgeOf('when'), judgeOf('where'), judgeOf('value')]
    return {
      when: (row) => when?.failing(row) === undefined,
      where: (row) => where?.failing(row) === undefined,
      value: (row) => (value?.waits(row, this.#states) ? undefined : (value?.failing(row) ?? null)),
    }
  }

  #noteFlags({ set, cleared }: FlagChanges): void {
    for (const flag of set) {
      if (!this.#flagsCleared.delete(flagKey(flag))) this.#flagsSet.set(flagKey(flag), flag)
    }
    for (const flag of cleared) {
      if (!this.#flagsSet.delete(flagKey(flag))) this.#flagsCleared.set(flagKey(flag), flag)
    }
  }

  /** Takes over the states of rows; gives back computed cells that show nothing any more because their rows were emptied. */
  #look(rows: ChangedRows): readonly ComputedCell[] {
    const emptied: ComputedCell[] = []
    for (const [key, judged] of this.#document.takeJudged()) {
      const block = this.#document.form.blocks[key]
      for (const row of block ? judged : []) if (block) lookAtRow(this.#document, block, row, this.#states)
    }
    for (const [key, changed] of rows.changed) {
      const block = this.#document.form.blocks[key]
      if (!block) continue
      for (const row of changed.keys()) {
        lookAtRow(this.#document, block, row, this.#states)
        if (!this.#book.isActive(block, row)) emptied.push(...this.#forget(key, row))
      }
    }
    return emptied
  }

  /** Drops what was said of a row that is gone or was emptied. */
  #forget(key: string, row: string): readonly ComputedCell[] {
    const block = this.#document.form.blocks[key]
    if (!block) return []
    for (const judge of this.#judges.values()) if (judge.rule.block === block) judge.drop(row)
    const stale = this.#document.flags.all().filter((flag) => flag.block === key && flag.row === row && block.kind === 'dynamic')
    if (stale.length > 0) {
      this.#noteFlags({ set: [], cleared: stale })
      this.#document.setFlags({ set: [], cleared: stale })
    }
    return this.#computed.drop(block, row, this.#published)
  }

  #settle(results: readonly (RuleResult | ComputedResult)[], rows: ChangedRows): readonly ComputedCell[] {
    for (const result of results) {
      if (result.kind === 'computed') this.#computed.put(result)
      else this.#judges.get(result.rule)?.put(result.place, result.result)
      // Whether a row takes part in a set rule may be another now.
      if (result.kind === 'rule' && ofSetRule.has(result.rule.purpose) && result.rule.block) {
        this.#states.touched.row(result.rule.block.key, result.place)
      }
    }
    const source = this.#source()
    const changed = [...this.#computed.settle(this.#states, this.#published)]
    // What must be filled by formula is known before checks, and errors of computed cells, ask for the states of cells.
    for (const judge of this.#judges.values()) if (judge.rule.purpose !== 'check') this.#settleRule(judge, source)
    changed.push(...this.#computed.settle(this.#states, this.#published))
    for (const judge of this.#judges.values()) if (judge.rule.purpose === 'check') this.#settleRule(judge, source)
    this.#settleSets(rows, source)
    this.#states.settle()
    return changed
  }

  #settleRule(judge: RuleJudge, source: Source): void {
    const { purpose, block } = judge.rule
    for (const place of judge.takeStale(this.#states)) {
      if (ofSetRule.has(purpose) && block) this.#states.touched.row(block.key, place)
      this.#published.put(`${judge.rule.key} ${place}`, ruleProblem(source, this.#states, judge, place))
    }
  }

  #settleSets({ gone, changed, moved }: ChangedRows, source: Source): void {
    const rows = (block: string) =>
      new Set([
        ...this.#states.touched.rows(block),
        ...(changed.get(block)?.keys() ?? []),
        ...gone.filter((one) => one.block === block).map((one) => one.row),
      ])
    for (const judge of this.#sets) judge.settle(source, this.#states, { rows, moved }, this.#published)
  }

  #source(): Source {
    const { form, data } = this.#document
    return {
      form,
      data,
      typed: (ref) => (this.#document.applies(ref) ? readCell(form, data, ref) : null),
      applies: ({ block, row, column }, sheet) => {
        const found = block === null ? undefined : form.blocks[block]
        return found
          ? !this.#document.flags.stands('irrelevant', found, row, column)
          : !this.#document.flags.has({ flag: 'irrelevant', sheet, block: null, row: null, column: null })
      },
      computed: (ref) => this.#computed.value(ref),
      constant: (name) => this.#book.constant(name),
      evaluate: (expr, at) => this.#book.evaluate(expr, at),
    }
  }
}

/** Formulas whose results set rules go by. */
const ofSetRule: ReadonlySet<FormulaRule['purpose']> = new Set(['when', 'where', 'value'])

function columnPlace(form: CompiledForm, block: string, column: string): number {
  return findBlock(form, block)?.columns.get(column) ?? 0
}
