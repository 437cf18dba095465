import type { CellRule } from './cell-rule.ts'
import { expected } from './expected.ts'

/** The number is not above `maximum`. */
export const maximumRule: CellRule = {
  name: 'maximum',
  message: (rules, value) =>
    rules.maximum !== undefined && typeof value === 'number' && value > rules.maximum ? `Введите ${expected(rules)}` : null,
}
