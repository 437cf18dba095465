import type { CellRule } from './cell-rule.ts'
import { expected } from './expected.ts'

/** The number is not below `minimum`. */
export const minimumRule: CellRule = {
  name: 'minimum',
  message: (rules, value) =>
    rules.minimum !== undefined && typeof value === 'number' && value < rules.minimum ? `Введите ${expected(rules)}` : null,
}
