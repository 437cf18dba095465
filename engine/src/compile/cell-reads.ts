import type { CompiledBlock } from '../model/compiled-form.ts'
import type { CellsExpr, Expr } from '../model/expr.ts'
import type { Context } from './context.ts'

/** A cell that a formula reads. `row` is null for all rows that people add and for fields. */
export interface CellRead {
  readonly block: CompiledBlock
  readonly row: number | null
  readonly column: number
}

/** Cells that a formula of the cell at `row` and `column` reads, one by one: there may be very many. */
export function* readsOf(expr: Expr, context: Context, row: number | null, column: number): Generator<CellRead> {
  for (const cells of referencesOf(expr)) {
    const block = context.blocks[cells.block]
    if (!block) continue
    for (const area of cells.areas) {
      const spanned = area.rows.kind === 'span' && block.kind === 'fixed'
      const [top, bottom] = spanned ? [area.rows.from, area.rows.to] : [0, 0]
      const [left, right] = area.columns.kind === 'span' ? [area.columns.from, area.columns.to] : [column, column]
      for (let r = top; r <= bottom; r += 1)
        for (let c = left; c <= right; c += 1)
          yield { block, row: spanned ? r : area.rows.kind === 'here' ? row : null, column: c }
    }
  }
}

/** References of an expression, from left to right. */
export function referencesOf(expr: Expr): readonly CellsExpr[] {
  switch (expr.kind) {
    case 'unary':
    case 'percent':
      return referencesOf(expr.operand)
    case 'binary':
      return [...referencesOf(expr.left), ...referencesOf(expr.right)]
    case 'call':
      return expr.args.flatMap(referencesOf)
    case 'cells':
      return [expr]
    default:
      return []
  }
}
