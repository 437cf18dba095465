import type { CellRules } from '../model/compiled-form.ts'
import type { CellValue } from '../model/data.ts'

/** What stands in a cell that is not empty. */
export type Filled = Exclude<CellValue, null>

/**
 * One kind of rule for the value of a single cell. `message` says in Russian what is wrong and how to mend it, and is null
 * when nothing is wrong; it is asked only of cells that hold something and are not one of the special codes.
 */
export interface CellRule {
  /** The `check` of its problems. */
  readonly name: string
  readonly message: (rules: CellRules, value: Filled) => string | null
}
