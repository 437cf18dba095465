import { problemId } from '../document/problem-id.ts'
import { sameValue } from '../document/text.ts'
import type { CompiledForm, FormulaCheck } from '../model/compiled-form.ts'
import type { CellRef } from '../model/data.ts'
import type { Fix, Place, Problem } from '../model/problem.ts'
import type { Instance } from './instance.ts'
import { fillMessage, isComparison, makeMessage, pointedAt } from './message.ts'
import type { Operand } from './operands.ts'
import { cellOf, valueFrom } from './view.ts'
import type { Source } from './view.ts'
import { isFailure } from './workbook.ts'
import type { Result } from './workbook.ts'

/** The problem of a check whose formula is not TRUE for an instance. */
export function checkProblem(
  source: Source,
  check: FormulaCheck,
  at: Instance,
  result: Result,
  named: readonly Operand[],
): Problem {
  const ref = pointedAt(source, check, at)
  const place: Place = ref ?? { block: check.block ?? null, row: at.row, column: null }
  const base = {
    id: problemId(check.id, place, check.sheet),
    check: check.id,
    severity: check.severity,
    sheet: place.block === null ? check.sheet : (source.form.blocks[place.block]?.sheet ?? check.sheet),
    at: place,
    cells: involved(source.form, ref, at, named),
  }
  if (result !== false && result !== null) return { ...base, ...formError(check.id, result) }
  const expr = check.assert.expr
  const message = check.message ? fillMessage(source, check.message, at) : makeMessage(source, expr, at)
  const remedy = fixOf(source, check, at)
  const said = { ...base, message, ...(remedy ? { fix: remedy } : {}) }
  if (!isComparison(expr)) return said
  return { ...said, left: valueFrom(source, expr.left, at), right: valueFrom(source, expr.right, at) }
}

/** What the check offers to do about it, with today's values; nothing where that would change nothing. */
function fixOf(source: Source, { fix }: FormulaCheck, at: Instance): Fix | null {
  const ref = fix && cellOf(source, fix.cell, at)
  if (!fix || !ref) return null
  const value = valueFrom(source, fix.value.expr, at)
  if (sameValue(value, source.typed(ref)) || !source.applies(ref, '')) return null
  return { label: fix.label, ops: [{ set: [ref.block, ref.row, ref.column], value }] }
}

/** What to say of a formula that gave an error, or something that is neither TRUE nor FALSE. */
export function formError(name: string, result: Result): Pick<Problem, 'severity' | 'message' | 'formError'> {
  const why = isFailure(result) ? ` (${result.failure})` : ''
  return {
    severity: 'error',
    message: `Ошибка формы: проверка «${name}» не вычисляется${why}. Сообщите организатору сбора`,
    formError: true,
  }
}

/** The cell that is pointed at, and then every other cell that the check names. */
function involved(form: CompiledForm, first: CellRef | null, at: Instance, named: readonly Operand[]): readonly CellRef[] {
  const cells = named.flatMap((operand) => {
    const block = form.blocks[operand.block]
    const column = block?.columns[operand.column]
    if (!block || !column) return []
    const row = operand.rows === 'here' ? at.row : typeof operand.rows === 'object' ? operand.rows.key : null
    return [{ block: block.key, row: block.kind === 'fields' ? null : row, column: column.key }]
  })
  if (!first) return cells
  return [first, ...cells.filter((ref) => ref.block !== first.block || ref.row !== first.row || ref.column !== first.column)]
}
