import type { CellRules } from '../model/compiled-form.ts'
import type { Raw, Scalar } from '../model/data.ts'

/**
 * One kind of rule for the value of a single cell. `message` says in Russian what is wrong and how to mend it, and is null
 * when nothing is wrong; it is asked only of cells that hold something and are not one of the special codes.
 */
export interface CellRule {
  /** The `check` of its problems. */
  readonly name: string
  readonly message: (rules: CellRules, value: Scalar | Raw) => string | null
}
