import { FormDocument } from '../document/form-document.ts'
import { findBlock } from '../document/form-index.ts'
import { dataWithSources, formWithSources, withSources } from '../document/sources.ts'
import type { CheckerOptions, Verdict } from '../model/checker.ts'
import type { Choice, CompiledForm } from '../model/compiled-form.ts'
import type { CellRef, FormData, SourceData } from '../model/data.ts'
import type { Op } from '../model/ops.ts'
import type { ComputedCell, PlaceFlag, Problem } from '../model/problem.ts'
import { Evaluation } from './evaluation.ts'
import { formulaRules } from './formula-rules.ts'
import type { FormulaRule } from './formula-rules.ts'
import { Published } from './published.ts'

/**
 * Judges one document by the checks of its form. It holds a mirror of the document, takes the ops that change it, and says what
 * is different since it was asked last. One checker serves one document and nobody else's.
 */
export class Checker {
  readonly #form: CompiledForm
  readonly #options: CheckerOptions
  readonly #whole: CompiledForm
  #document: FormDocument
  /** The form of the document as it was evaluated, and its rules: other rows may make other copies of what is repeated for them. */
  #evaluated: CompiledForm
  #rules: readonly FormulaRule[]
  readonly #published = new Published()
  /** Checks whose problems may stand only with a reason in writing. */
  readonly #explain: ReadonlySet<string>
  #evaluation: Evaluation | null = null
  /** What computed cells were said to hold. */
  readonly #shown = new Map<string, ComputedCell>()
  #cells: CellRef[] = []
  #tables = new Set<string>()
  /** Flags of parts that are no longer there. */
  #gone: readonly PlaceFlag[] = []
  /** Formula cells that the evaluation had evaluated until the last verdict. */
  #counted = 0

  constructor(form: CompiledForm, data: FormData, options: CheckerOptions) {
    this.#form = form
    this.#options = options
    this.#whole = formWithSources(form)
    this.#document = new FormDocument(this.#whole, dataWithSources(form, data))
    this.#evaluated = this.#document.form
    this.#rules = formulaRules(this.#evaluated)
    this.#explain = new Set(form.checks.flatMap((check) => (check.explain ? [check.id] : [])))
  }

  /** Takes over a change of the document. Nothing is evaluated yet. */
  receive(ops: readonly Op[]): void {
    const change = this.#document.receive(ops)
    this.#cells.push(...change.cells)
    for (const table of change.tables) this.#tables.add(table)
    const sources = change.ops.findLast((op) => 'sources' in op)
    if (sources) this.#readSources(sources.sources)
    if (this.#document.form !== this.#evaluated) this.close()
  }

  /** Puts other values of sources beside the data: everything is evaluated from the beginning. */
  #readSources(sources: SourceData): void {
    const document = new FormDocument(this.#whole, dataWithSources(this.#form, withSources(this.#document.data, sources)))
    document.setFlags({ set: this.#document.flags.all(), cleared: [] })
    this.#document = document
    this.#evaluation?.close()
    this.#evaluation = null
  }

  /** What is different since the last verdict; the first one says everything. `revision` names the state that was judged. */
  judge(revision: number): Verdict {
    const change = { cells: this.#cells, tables: [...this.#tables] }
    this.#cells = []
    this.#tables = new Set()
    const computed = this.#evaluation?.update(change) ?? this.#open()
    const evaluated = this.#evaluation?.evaluated ?? 0
    const before = this.#counted
    this.#counted = evaluated
    for (const cell of computed) this.#shown.set(`${cell.block}/${cell.row ?? ''}/${cell.column}`, cell)
    const { set, cleared } = this.#evaluation?.takeFlags() ?? { set: [], cleared: [] }
    const flags = { set, cleared: [...this.#gone, ...cleared] }
    this.#gone = []
    const { added, removed } = this.#published.difference()
    return {
      revision,
      added: added.map((problem) => this.#marked(problem)),
      removed,
      computed,
      flags,
      evaluated: evaluated - before,
    }
  }

  /** What may be chosen in a cell, as of the last verdict. */
  choicesAt(ref: CellRef): readonly Choice[] {
    return this.#evaluation?.choicesAt(ref) ?? []
  }

  /** Problems of cells and of checks. */
  problems(): readonly Problem[] {
    return [...this.#document.problems(), ...this.#published.all().map((problem) => this.#marked(problem))]
  }

  /** A problem that asks for a reason in writing says so; a check that cannot be computed asks the organizer, not the school. */
  #marked(problem: Problem): Problem {
    return this.#explain.has(problem.check) && !problem.formError ? { ...problem, explain: true } : problem
  }

  close(): void {
    this.#evaluation?.close()
    this.#evaluation = null
    this.#counted = 0
  }

  /** Evaluates from the beginning: at first, when a table has outgrown the rows reserved for it, and when copies came or went. */
  #open(): readonly ComputedCell[] {
    this.close()
    this.#published.forget()
    const { form } = this.#document
    if (form !== this.#evaluated) {
      this.#rules = formulaRules(form)
      this.#evaluated = form
      this.#gone = this.#document.flags.all().filter((flag) => !hasPlace(form, flag))
      this.#document.setFlags({ set: [], cleared: this.#gone })
    }
    this.#evaluation = new Evaluation(this.#document, this.#rules, this.#options, this.#published)
    const computed = this.#evaluation.open()
    const filled = new Set(computed.map((cell) => `${cell.block}/${cell.row ?? ''}/${cell.column}`))
    const emptied = [...this.#shown].filter(([key, cell]) => cell.value !== null && !filled.has(key))
    return [...emptied.map(([, cell]) => ({ ...cell, value: null })), ...computed]
  }
}

/** Whether what a flag is about is still part of the form. */
function hasPlace(form: CompiledForm, { sheet, block, column }: PlaceFlag): boolean {
  if (block === null || block.startsWith('#')) return form.sheets.some(({ key }) => key === sheet)
  const found = findBlock(form, block)
  return found !== undefined && (column === null || found.columns.has(column))
}
