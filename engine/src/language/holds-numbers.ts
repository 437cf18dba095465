import type { CellRules } from '../model/compiled-form.ts'
import type { CellsExpr } from '../model/expr.ts'
import { rulesAt } from './scope.ts'
import type { Scope } from './scope.ts'

/** Whether any cell of a reference can be a number or a day: a sum of texts would silently be 0. */
export function mayHoldNumbers({ block: key, areas }: CellsExpr, scope: Scope): boolean {
  const block = scope.blocks[key]
  if (!block) return true
  return areas.some(({ rows, columns }) => {
    if (columns.kind === 'here') return true
    const places = rows.kind === 'span' && block.kind === 'fixed' ? range(rows.from, rows.to) : [null]
    return places.some((row) => range(columns.from, columns.to).some((column) => isNumeric(rulesAt(block, row, column))))
  })
}

const numeric: ReadonlySet<string> = new Set(['integer', 'number', 'money', 'date', 'time'])

function isNumeric(rules: CellRules | null): boolean {
  if (!rules) return false
  if (rules.choices) return rules.choices.some(({ code }) => typeof code === 'number')
  return rules.several === undefined && numeric.has(rules.type)
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, place) => from + place)
}
