/**
 * Rules of single cells, one file per kind; the registry is the order in which they are asked.
 *
 * A cell has one problem at a time, that of the first rule which fails: `required` for an empty cell, then `choices`, `several`, `type`,
 * `minimum`, `maximum`, `decimals`, `maxLength`, `pattern`, `accept` and `maxSize` of files, and `unique` last. A special code (X, N) satisfies all but `unique`.
 * A row that people added and left wholly empty has one problem, `required` at the row (`required@block/row`), if any of its
 * columns must be filled, and none of its cells has one; checks repeated for rows pass over it, and checks over its required
 * columns wait. A table with too few or too many rows has `minRows` or `maxRows` at the table (`minRows@block`), empty rows counted.
 * Formulas for `required` and `editable` are judged by the checker.
 */
import { canonicalKey } from '../document/canonical-key.ts'
import type { CellRules } from '../model/compiled-form.ts'
import type { CellValue } from '../model/data.ts'
import type { CellRule } from './cell-rule.ts'
import { choicesRule } from './choices.ts'
import { decimalsRule } from './decimals.ts'
import { acceptRule, maxSizeRule } from './file.ts'
import { maxLengthRule } from './max-length.ts'
import { maximumRule } from './maximum.ts'
import { minimumRule } from './minimum.ts'
import { patternRule } from './pattern.ts'
import { required, requiredMessage } from './required.ts'
import { severalRule } from './several.ts'
import { typeRule } from './type.ts'

const cellRules: readonly CellRule[] = [
  choicesRule,
  severalRule,
  typeRule,
  minimumRule,
  maximumRule,
  decimalsRule,
  maxLengthRule,
  patternRule,
  acceptRule,
  maxSizeRule,
]

/** What is wrong with the value of a cell by itself; null when nothing is. `mustFill`: an empty cell is wrong. */
export function cellFault(
  rules: CellRules,
  value: CellValue,
  mustFill: boolean,
): { readonly check: string; readonly message: string } | null {
  if (rules.closed !== undefined) return null
  if (value === null) return mustFill ? { check: required, message: requiredMessage(rules) } : null
  if (isSpecialCode(rules, value)) return null
  for (const rule of cellRules) {
    const message = rule.message(rules, value)
    if (message !== null) return { check: rule.name, message }
  }
  return null
}

function isSpecialCode(rules: CellRules, value: CellValue): boolean {
  if (!rules.codes || typeof value !== 'string') return false
  if (rules.codes.includes(value)) return true
  const key = canonicalKey(value)
  return rules.codes.some((code) => canonicalKey(code) === key)
}
