import type { CellRules, CompiledForm } from '../model/compiled-form.ts'
import type { CellRef, CellValue, DynamicRow, FormData } from '../model/data.ts'
import type { Change, Op } from '../model/ops.ts'
import type { FlagChanges, Problem } from '../model/problem.ts'
import { CellProblems } from '../rules/cell-problems.ts'
import { formFor } from './copies/form-for.ts'
import { DataEdit } from './data-edit.ts'
import { findOpFaults } from './find-faults.ts'
import { findBlock, isLockedBy, rulesOf } from './form-index.ts'
import { History, stepOf, wayBack } from './history.ts'
import type { Step } from './history.ts'
import { OpError } from './op-error.ts'
import { PlaceFlags } from './place-flags.ts'
import { readCell, rowsIn } from './read.ts'

/**
 * A form being filled: its data, the rules of single cells, undo and redo. Everything is synchronous and costs what was
 * touched; formulas are not evaluated here (see FormSession). Data only change by ops.
 */
export class FormDocument {
  readonly #whole: CompiledForm
  #form: CompiledForm
  #data: FormData
  #revision = 0
  #problems: CellProblems | null = null
  /** What does not apply, is hidden or closed now, as the checker found it last. */
  readonly flags: PlaceFlags = new PlaceFlags()
  readonly #history = new History()
  readonly #listeners = new Set<(change: Change) => void>()

  constructor(form: CompiledForm, data: FormData = {}) {
    this.#whole = form
    this.#form = formFor(form, data)
    this.#data = data
  }

  /** The form as the data make it: what is repeated for the rows of a table has a copy for each. The same object until that changes. */
  get form(): CompiledForm {
    return this.#form
  }

  /** 0 at the start, one more with each change. */
  get revision(): number {
    return this.#revision
  }

  /** The data as they are now. Never changed in place: what a change does not touch stays the same objects. */
  get data(): FormData {
    return this.#data
  }

  get canUndo(): boolean {
    return this.#history.canUndo
  }

  get canRedo(): boolean {
    return this.#history.canRedo
  }

  /** What a cell holds; null when it is empty, or not there. Computed cells hold nothing here. */
  read(ref: CellRef): CellValue {
    return readCell(this.form, this.#data, ref)
  }

  /** Rows of a table to which people add rows, in their order; none for other blocks. */
  rows(block: string): readonly DynamicRow[] {
    return rowsIn(this.#data, block)
  }

  /** The rules in force for a cell; null when it is crossed out or the form has no such cell. */
  rulesAt(ref: CellRef): CellRules | null {
    return rulesOf(this.form, ref)
  }

  /** Whether the form keeps people from typing here: computed, crossed out, or `editable: false`. */
  isLocked(ref: CellRef): boolean {
    return isLockedBy(this.rulesAt(ref))
  }

  /** Whether a cell applies: what does not counts as empty and has no problems, whatever it holds. */
  applies(ref: CellRef): boolean {
    const block = this.form.blocks[ref.block]
    return block !== undefined && !this.flags.stands('irrelevant', block, ref.row, ref.column)
  }

  /** Takes over what the checker found to apply, to be visible and editable. The revision stays. */
  setFlags(changes: FlagChanges): void {
    if (changes.set.length === 0 && changes.cleared.length === 0) return
    this.flags.change(changes)
    this.#problems?.updateFlags(this.#data, [...changes.set, ...changes.cleared])
  }

  /**
   * Applies one action of the person who fills the form: one step to undo.
   * An action that changes nothing leaves the revision as it is, and nobody is told.
   * @throws OpError when an op cannot be applied; nothing is changed then.
   */
  apply(ops: readonly Op[]): Change {
    const faults = findOpFaults(this.#whole, this.#data, ops)
    if (faults.length > 0) throw new OpError(faults)
    const change = this.#change(ops)
    if (change.ops.length > 0) this.#history.add(this.#stepOf(change))
    this.#tell(change)
    return change
  }

  /** Applies what somebody else did. It cannot be undone here, and what no longer has a place is left out. */
  receive(ops: readonly Op[]): Change {
    const change = this.#change(ops)
    this.#tell(change)
    return change
  }

  /**
   * Takes back the last action, as far as others have not changed the same since (`skipped` counts what they have).
   * Null when there is nothing to take back.
   */
  undo(): Change | null {
    const step = this.#history.takeUndo()
    return step ? this.#back(step, (back) => this.#history.undone(back)) : null
  }

  /** Does again what was undone last, by the same rule. Null when there is nothing to do again. */
  redo(): Change | null {
    const step = this.#history.takeRedo()
    return step ? this.#back(step, (back) => this.#history.redone(back)) : null
  }

  /** Problems of single cells, rows and tables by their own rules, by sheet, row and column. */
  problems(): readonly Problem[] {
    return this.#judged().list(this.#data)
  }

  /** The problem of one cell, of a row (`column` null) or of a table (`row` null too): the one of its own rules. */
  problemAt(block: string, row: string | null, column: string | null): Problem | undefined {
    const problems = this.#judged()
    return column === null ? problems.above(block, row) : problems.at({ block, row, column })
  }

  /** By block: rows whose problems may be others than when this was asked last; of repeated values, also rows nobody touched. */
  takeJudged(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#judged().takeJudged()
  }

  /** How many problems {@link FormDocument.problems} lists. */
  get problemCount(): number {
    return this.#judged().count
  }

  /** Calls back after every change; gives back how to stop. */
  on(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #back(step: Step, remember: (back: Step) => void): Change {
    const { ops, skipped } = wayBack(this.form, this.#data, step)
    const change: Change = { ...this.#change(ops), skipped }
    if (change.ops.length > 0) remember(this.#stepOf(change))
    this.#tell(change)
    return change
  }

  #change(ops: readonly Op[]): Change {
    const { data, ...edit } = new DataEdit(this.#whole, this.#data).run(ops)
    if (edit.ops.length > 0) this.#revision++
    this.#data = data
    const form = formFor(this.#whole, data)
    // Other copies: their cells are looked at from the beginning.
    if (form !== this.#form) this.#problems = null
    this.#form = form
    // Of copies whose row is away nobody sees anything.
    const cells = edit.cells.filter(({ block, column }) => findBlock(form, block)?.columns.has(column))
    const result = { ...edit, cells, tables: edit.tables.filter((table) => findBlock(form, table)) }
    this.#problems?.update(data, result)
    return { revision: this.#revision, ...result }
  }

  #judged(): CellProblems {
    return (this.#problems ??= new CellProblems(this.form, this.#data, this.flags))
  }

  #stepOf(change: Change): Step {
    return stepOf(this.form, this.#data, change)
  }

  #tell(change: Change): void {
    if (change.ops.length === 0) return
    for (const listener of this.#listeners) listener(change)
  }
}
