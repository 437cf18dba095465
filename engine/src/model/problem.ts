import type { CellRef, CellValue } from './data.ts'
import type { Severity } from './compiled-form.ts'
import type { Op } from './ops.ts'

/** Where a problem stands: a cell, a row (column null), a table (row and column null) or a sheet (block null too). */
export interface Place {
  readonly block: string | null
  readonly row: string | null
  readonly column: string | null
}

/**
 * One thing that does not add up, as the «Ошибки» panel shows it: sheet, cell, how to mend it (Manual §3.3, Рис. 20).
 * What a person typed is never an exception and never a refused save; it is a Problem.
 */
export interface Problem {
  /**
   * `check@block/row/column` (row is a row key or `$id`, empty for fields; missing parts are left off from the end:
   * `check@block/row`, `check@block`, `check@#sheet`). Never a row number, so an id outlives sorting.
   */
  readonly id: string
  /** Id of the form's check, or the name of a built-in rule: required, type, minimum, choices … */
  readonly check: string
  readonly severity: Severity
  /** Key of the sheet. */
  readonly sheet: string
  readonly at: Place
  /** All cells that take part, the one at `at` first. */
  readonly cells: readonly CellRef[]
  /** What is wrong and how to mend it, in Russian. */
  readonly message: string
  /** Both sides of a comparison, where the check is one. */
  readonly left?: CellValue
  readonly right?: CellValue
  /** It may stand only with a reason in writing: without one that is still valid the form cannot be submitted. */
  readonly explain?: true
  /** The reason that was given; `lapsed` when what it was about has changed since, so that it counts no more. */
  readonly explanation?: { readonly text: string; readonly lapsed?: true }
  /** What may be done about it with one click, as one action; only where the check declares it. */
  readonly fix?: Fix
  /** The check itself could not be computed («ошибка формы»): closes submission, and is the organizer's to mend. */
  readonly formError?: true
}

/** A remedy, computed from today's values. */
export interface Fix {
  readonly label: string
  readonly ops: readonly Op[]
}

/** What a part of a form may be besides filled: `irrelevant` (`applies` is not TRUE), `hidden` (`visible`), `closed` (`editable`). */
export type FlagName = 'irrelevant' | 'hidden' | 'closed'

/**
 * A flag at a sheet (block null), a block (row and column null), a row, a column (row null) or a cell. `row` is a row key or
 * `$id`; cells of fields are columns.
 */
export interface PlaceFlag {
  readonly flag: FlagName
  readonly sheet: string
  readonly block: string | null
  readonly row: string | null
  readonly column: string | null
}

/** Flags that stand now and did not, and the reverse. */
export interface FlagChanges {
  readonly set: readonly PlaceFlag[]
  readonly cleared: readonly PlaceFlag[]
}

/** A computed cell and what it holds now. `null`: nothing to show yet, or the formula gave an error. */
export interface ComputedCell extends CellRef {
  readonly value: CellValue
}
