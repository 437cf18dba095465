import type { Expr } from '../../model/expr.ts'
import type { Mistake } from '../diagnostic.ts'
import type { Linted } from './linted.ts'

/** Checks that read no cell: they say the same whatever is filled in. */
export function constantChecks({ form, paths }: Linted): readonly Mistake[] {
  return form.checks.flatMap((check): Mistake[] => {
    const path = paths.get(check.id)
    if (!path || check.kind !== 'formula' || readsCells(check.assert.expr)) return []
    return [{ code: 'W_CONSTANT', message: `Проверка «${check.id}» не смотрит ни в одну ячейку`, path }]
  })
}

function readsCells(expr: Expr): boolean {
  switch (expr.kind) {
    case 'cells':
      return true
    case 'unary':
    case 'percent':
      return readsCells(expr.operand)
    case 'binary':
      return readsCells(expr.left) || readsCells(expr.right)
    case 'call':
      return expr.args.some(readsCells)
    default:
      return false
  }
}
