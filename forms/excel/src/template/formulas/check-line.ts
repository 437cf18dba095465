import type { Severity } from '@tabel/engine'
import type { Sentence } from './messages.ts'
import type { PlacedBlock } from './places.ts'

/** Cells of a block one under another, or a single one; rows and columns from 0. */
export interface Target {
  readonly placed: PlacedBlock
  readonly row: number
  readonly column: number
}

/**
 * Lines of the sheet «Ошибки»: one, or one for each of `count` rows that stand one under another. Formulas are written for the first of
 * them, and move with the rows.
 */
export interface CheckLines {
  readonly check: string
  readonly severity: Severity
  /** Title of the sheet. */
  readonly sheet: string
  /** The first cell that is pointed at; null where no single cell is. */
  readonly target: Target | null
  readonly count: number
  readonly message: Sentence
  /** How often it is wrong now: a number. Null: only the upload can tell. */
  readonly wrong: string | null
  /** For rules of cells: how many cells right of the first the first wrong one is. */
  readonly offset?: string
  /** The name of the rule that a cell breaks, where it is one of several. */
  readonly rule?: string
  /** Whether the cells are marked by it; those of their own rules are marked all together. */
  readonly marks: boolean
}
