import { isLockedBy } from '../document/form-index.ts'
import { analyse } from '../language/analyse.ts'
import { FormulaError } from '../language/formula-error.ts'
import { parse } from '../language/parser.ts'
import { rulesAt } from '../language/scope.ts'
import type { Scope } from '../language/scope.ts'
import type { FormulaCheck } from '../model/compiled-form.ts'
import type { CellsExpr } from '../model/expr.ts'
import type { Context } from './context.ts'
import type { Path } from './diagnostic.ts'
import type { SourceFormulaCheck } from './source-form.ts'

/** Reads what may be done about a problem with one click; undefined after its mistakes were reported. */
export function fixOf(
  source: NonNullable<SourceFormulaCheck['fix']>,
  scope: Scope,
  path: Path,
  context: Context,
): FormulaCheck['fix'] | undefined {
  const target = context.formula([...path, 'cell'], () => {
    const { expr, type } = analyse(source.cell, scope)
    if (expr.kind !== 'cells' || !expr.single)
      throw new FormulaError('E_TYPE', 'Здесь нужна одна ячейка', parse(source.cell), '[@графа], [#строка,графа] или блок.поле')
    if (isClosed(expr, scope))
      throw new FormulaError('E_BLOCKED', 'Эту ячейку не заполняют: в нее ничего нельзя записать', parse(source.cell))
    return { expr, type }
  })
  const value = context.formula([...path, 'value'], () => {
    const { expr, type } = analyse(source.value, scope)
    if (target && type !== target.type && type !== 'any' && target.type !== 'any')
      throw new FormulaError('E_TYPE', 'Такое значение в этой ячейке не бывает: оно другого типа', parse(source.value))
    return { text: source.value, expr }
  })
  return target && value ? { cell: target.expr, value, label: context.texts.text(source.label) } : undefined
}

function isClosed({ block: key, areas }: CellsExpr, { blocks }: Scope): boolean {
  const block = blocks[key]
  const [area] = areas
  if (!block || key.startsWith('$') || area?.columns.kind !== 'span') return true
  return isLockedBy(rulesAt(block, area.rows.kind === 'span' ? area.rows.from : null, area.columns.from))
}
