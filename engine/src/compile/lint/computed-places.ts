import { rulesAt } from '../../language/scope.ts'
import type { CompiledForm } from '../../model/compiled-form.ts'
import type { CellsExpr, Expr } from '../../model/expr.ts'
import type { Mistake } from '../diagnostic.ts'
import type { Linted } from './linted.ts'

/** Errors that lead people to a cell that is computed of cells elsewhere: what has to be mended is not even in sight there. */
export function computedPlaces({ form, paths }: Linted): readonly Mistake[] {
  return form.checks.flatMap((check): Mistake[] => {
    const path = paths.get(check.id)
    if (!path || check.kind !== 'formula' || check.severity !== 'error') return []
    const place = check.at ?? firstCells(check.assert.expr)
    if (!place || !isComputedElsewhere(form, place)) return []
    return [
      {
        code: 'W_COMPUTED',
        message: `Ошибка «${check.id}» приведет в ячейку, вычисленную по другим таблицам: там ничего не исправить`,
        hint: 'укажите ячейку, которую заполняют: "at": "[@графа]"',
        path,
      },
    ]
  })
}

function firstCells(expr: Expr): CellsExpr | null {
  switch (expr.kind) {
    case 'cells':
      return expr
    case 'unary':
    case 'percent':
      return firstCells(expr.operand)
    case 'binary':
      return firstCells(expr.left) ?? firstCells(expr.right)
    case 'call':
      for (const arg of expr.args) {
        const found = firstCells(arg)
        if (found) return found
      }
      return null
    default:
      return null
  }
}

function isComputedElsewhere({ blocks }: CompiledForm, { block: key, areas }: CellsExpr): boolean {
  const block = blocks[key]
  const [area] = areas
  if (!block || area?.columns.kind !== 'span') return false
  const computed = rulesAt(block, area.rows.kind === 'span' ? area.rows.from : null, area.columns.from)?.computed
  return computed !== undefined && !reads(computed.expr, key)
}

/** Whether an expression names cells of a block. */
function reads(expr: Expr, block: string): boolean {
  switch (expr.kind) {
    case 'cells':
      return expr.block === block
    case 'unary':
    case 'percent':
      return reads(expr.operand, block)
    case 'binary':
      return reads(expr.left, block) || reads(expr.right, block)
    case 'call':
      return expr.args.some((arg) => reads(arg, block))
    default:
      return false
  }
}
