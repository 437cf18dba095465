import { rulesOf } from '../document/form-index.ts'
import { formatValue } from '../document/format-value.ts'
import { problemId } from '../document/problem-id.ts'
import type { CompiledBlock } from '../model/compiled-form.ts'
import type { CellsExpr, Expr } from '../model/expr.ts'
import type { CellRef } from '../model/data.ts'
import type { Problem } from '../model/problem.ts'
import { required, requiredMessage } from '../rules/required.ts'
import { cellBits } from './cell-states.ts'
import type { CellStates } from './cell-states.ts'
import { checkProblem, formError } from './find-problem.ts'
import { cellOf } from './view.ts'
import { isFailure } from './workbook.ts'
import type { Result } from './workbook.ts'
import type { RuleJudge } from './rule-judge.ts'
import type { Source } from './view.ts'

/**
 * What a rule finds at a place now; null when there is nothing to say, or it has to wait. A cell that a formula requires and
 * that is empty is marked as one with a problem, so that checks wait for it.
 */
export function ruleProblem(source: Source, states: CellStates, judge: RuleJudge, place: string): Problem | null {
  const { rule } = judge
  const result = judge.failing(place)
  const silent = result === undefined || judge.waits(place, states)
  if (rule.purpose === 'required' && (silent || result === true)) return unfilled(source, states, judge, place, !silent)
  if (rule.purpose === 'choices') return notAllowed(source, states, judge, place, silent ? null : result)
  if (silent) return null
  if (rule.purpose === 'applies' || rule.purpose === 'visible') return flagError(judge, place, result)
  if (rule.purpose === 'check' && !appliesHere(source, judge, place)) return null
  if (rule.check?.kind === 'formula') {
    return checkProblem(source, rule.check, judge.instance(place), result, judge.namedCells(place))
  }
  const ref = cellOfRule(judge, place)
  if (!rule.block || !ref) return null
  const name = rule.check?.id ?? rule.purpose
  const good = rule.purpose === 'value' ? !isFailure(result) : typeof result === 'boolean' || result === null
  if (!good) return { ...cellProblem(name, ref, rule.block), ...formError(name, result) }
  return rule.purpose === 'editable' ? closed(source, ref, rule.block) : null
}

function unfilled(source: Source, states: CellStates, judge: RuleJudge, place: string, mustFill: boolean): Problem | null {
  const { block, column } = judge.rule
  const ref = cellOfRule(judge, place)
  if (!block || column === null || !ref || !states.has(block.key, place)) return null
  const state = states.at(block.key, place, column)
  if ((state & cellBits.empty) === 0) return null
  const marks = cellBits.bad | cellBits.unfilled
  states.put(block.key, place, column, mustFill ? state | marks : state & ~marks)
  const rules = mustFill ? rulesOf(source.form, ref) : null
  return rules ? { ...cellProblem(required, ref, block), message: requiredMessage(rules) } : null
}

/** What decides whether something applies or shows could not be computed: it stays open, and the form is the organizer's to mend. */
function flagError({ rule }: RuleJudge, row: string, result: Result): Problem | null {
  if (typeof result === 'boolean' || result === null) return null
  const { block, column } = rule
  const sheet = rule.target?.sheet ?? block?.sheet ?? ''
  const inRow = block?.kind === 'fields' ? null : row
  const key = column === null ? null : (block?.columns[column]?.key ?? null)
  const at = rule.target ? { ...rule.target, row: null } : { block: block?.key ?? null, row: inRow, column: key }
  const place = { block: at.block, row: at.row, column: at.column }
  const base = { id: problemId(rule.purpose, place, sheet), check: rule.purpose, sheet, at: place, cells: [] }
  return { ...base, ...formError(rule.purpose, result) }
}

/** Whether a check has anything to say here: where it stands applies, and so does every single cell that it names. */
function appliesHere(source: Source, judge: RuleJudge, place: string): boolean {
  const { rule } = judge
  const at = judge.instance(place)
  const column = at.column === null ? null : (rule.block?.columns[at.column]?.key ?? null)
  const home = { block: rule.check?.block ?? null, row: rule.block?.kind === 'fields' ? null : at.row, column }
  if (!source.applies(home, rule.check?.sheet ?? '')) return false
  return singleCells(rule.check?.kind === 'formula' ? rule.check.assert.expr : null).every((cells) => {
    const ref = cellOf(source, cells, at)
    return !ref || source.applies(ref, '')
  })
}

function singleCells(expr: Expr | null): readonly CellsExpr[] {
  switch (expr?.kind) {
    case 'cells':
      return expr.single ? [expr] : []
    case 'unary':
    case 'percent':
      return singleCells(expr.operand)
    case 'binary':
      return [...singleCells(expr.left), ...singleCells(expr.right)]
    case 'call':
      return expr.args.flatMap(singleCells)
    default:
      return []
  }
}

/** A choice that does not fit the other cells is a problem of its cell, and checks over the cell wait. */
function notAllowed(source: Source, states: CellStates, judge: RuleJudge, place: string, result: Result | null): Problem | null {
  const { block, column } = judge.rule
  const ref = cellOfRule(judge, place)
  if (!block || column === null || !ref || !states.has(block.key, place)) return null
  const rules = rulesOf(source.form, ref)
  const value = source.typed(ref)
  const wrong = result === false && rules !== null && value !== null
  if (result !== null && typeof result !== 'boolean')
    return { ...cellProblem('choices', ref, block), ...formError('choices', result) }
  const marks = cellBits.bad | cellBits.misfit
  const own = states.at(block.key, place, column)
  if (wrong) states.put(block.key, place, column, own | marks)
  else if ((own & cellBits.misfit) !== 0) states.put(block.key, place, column, own & ~marks)
  if (!wrong) return null
  const shown = formatValue(rules, value)
  const message = rules.choices
    ? `Значение «${shown}» здесь не подходит: выберите другое из списка`
    : `Значения «${shown}» нет среди возможных: выберите из списка`
  return { ...cellProblem('choices', ref, block), message }
}

function closed(source: Source, ref: CellRef, block: CompiledBlock): Problem | null {
  if (source.typed(ref) === null) return null
  return { ...cellProblem('editable', ref, block), message: 'Эта ячейка сейчас не заполняется: очистите ее' }
}

/** The cell that a rule of cells is about; the first one of the row for a condition. */
function cellOfRule({ rule }: RuleJudge, place: string): CellRef | null {
  const column = rule.block?.columns[rule.column ?? 0]
  return rule.block && column
    ? { block: rule.block.key, row: rule.block.kind === 'fields' ? null : place, column: column.key }
    : null
}

function cellProblem(check: string, at: CellRef, block: CompiledBlock): Omit<Problem, 'message'> {
  return { id: problemId(check, at, block.sheet), check, severity: 'error', sheet: block.sheet, at, cells: [at] }
}
