import type { CellsExpr, CompiledForm, Expr } from '@tabel/engine'
import type { ValueKind } from './kinds.ts'
import type { PlacedBlock } from './places.ts'

/** For what a formula is written: row and column of its own block, from 0. */
export interface Here {
  readonly row: number | null
  readonly column: number | null
}

/**
 * `key`: texts are compared, so they are taken by their keys (see canonicalKey); `shown`: as people see them; `seen`: everything is what
 * the sheet shows, choices by their titles.
 */
export type TextMode = 'key' | 'shown' | 'seen'

/** What formulas need to know of the workbook they are written for. */
export interface FormulaPlaces {
  readonly form: CompiledForm
  /** @throws Untranslatable for a block that stands nowhere. */
  readonly placed: (block: string) => PlacedBlock
  /** The row in which a row that people added stands. @throws Untranslatable when it is not there. */
  readonly rowOf: (block: string, id: string) => number
  /** Whether formulas must not take the cells of a column as they are typed: {@link FormulaPlaces.value} is asked then. */
  readonly differs: (block: string, column: number) => boolean
  /** Asks for the values of a column on the hidden worksheet. */
  readonly value: (block: string, column: number) => void
}

/** What the parts of a formula are written with. */
export interface FormulaWriter {
  readonly places: FormulaPlaces
  readonly text: (expr: Expr, here: Here, mode: TextMode) => string
  /** Where a number is wanted: an empty value is 0, also where it is an empty text on the hidden worksheet. */
  readonly number: (expr: Expr, here: Here) => string
  /** What gives TRUE or FALSE; what is neither is FALSE. */
  readonly condition: (expr: Expr, here: Here) => string
  /** The addresses of a reference, one for each of its areas. */
  readonly cells: (expr: CellsExpr, here: Here, mode: TextMode) => readonly string[]
  readonly kind: (expr: Expr, here: Here) => ValueKind
}
