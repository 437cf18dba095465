/**
 * Formulas after compilation: every name is resolved, so evaluating or printing one needs no form file and no parser.
 */

/** A formula as the author wrote it, and what it means. */
export interface Formula {
  readonly text: string
  readonly expr: Expr
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '^' | '&' | '=' | '<>' | '<' | '<=' | '>' | '>='

export type Expr =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** A value of the form's `constants`: `$const.max`. */
  | { readonly kind: 'constant'; readonly name: string }
  | { readonly kind: 'unary'; readonly operator: '-' | '+'; readonly operand: Expr }
  | { readonly kind: 'percent'; readonly operand: Expr }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Expr; readonly right: Expr }
  /** A function by its English name in capitals. The form's own macros (IMPLIES, FILLED, IN …) stay calls here. */
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expr[] }
  | CellsExpr

/** A reference to cells of one block; several areas where a selector lists them: `[@g4,g7:g8]`. */
export interface CellsExpr {
  readonly kind: 'cells'
  readonly block: string
  readonly areas: readonly Area[]
  /** Exactly one cell wherever the formula is evaluated. */
  readonly single: boolean
  /** The block is repeated, and all its copies are meant: `staff~*[count]`. */
  readonly copies?: true
}

/** A rectangle. Row and column numbers are zero-based places in the block's compiled rows and columns. */
export interface Area {
  readonly rows: RowSpan
  readonly columns: ColumnSpan
}

/** `here` is the row (column) for which the formula is being evaluated. A fields block has one row, number 0. */
export type RowSpan =
  | { readonly kind: 'here' }
  | { readonly kind: 'all' }
  /** The row for which the block (`of`: the column) around the formula is repeated; `id` is null until the copies are made. */
  | { readonly kind: 'owner'; readonly id: string | null; readonly of?: 'column' }
  | { readonly kind: 'span'; readonly from: number; readonly to: number }
export type ColumnSpan =
  | { readonly kind: 'here' }
  /** `member`: of repeated columns only the copy for the same row as the column around the formula. */
  | { readonly kind: 'span'; readonly from: number; readonly to: number; readonly member?: true }

/** Type of a value in formulas. `any` is where only evaluation can tell. */
export type ValueType = 'number' | 'text' | 'boolean' | 'date' | 'time' | 'any'
