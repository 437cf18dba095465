import { rulesOf } from '../document/form-index.ts'
import { problemId } from '../document/problem-id.ts'
import type { CompiledBlock } from '../model/compiled-form.ts'
import type { CellRef } from '../model/data.ts'
import type { Problem } from '../model/problem.ts'
import { required, requiredMessage } from '../rules/required.ts'
import { cellBits } from './cell-states.ts'
import type { CellStates } from './cell-states.ts'
import { checkProblem, formError } from './find-problem.ts'
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
  if (silent) return null
  if (rule.check?.kind === 'formula') {
    return checkProblem(source, rule.check, judge.instance(place), result, judge.namedCells(place))
  }
  const ref = cellOfRule(judge, place)
  if (!rule.block || !ref) return null
  const name = rule.check?.id ?? rule.purpose
  const good = typeof result === 'boolean' || result === null
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
