import type { CellRules } from '../model/compiled-form.ts'
import { expected, quoted } from './expected.ts'

/** The `check` of problems of empty cells and rows. */
export const required = 'required'

/** What to say of an empty cell that must be filled. */
export function requiredMessage(rules: CellRules): string {
  if (rules.choices) {
    const codes = rules.codes?.length ? ` либо ${quoted(rules.codes)}` : ''
    return `Заполните ячейку: выберите из списка${codes}`
  }
  return rules.type === 'string' ? 'Заполните ячейку' : `Заполните ячейку: введите ${expected(rules)}`
}

/** Said once of a row in which nothing is filled, in place of a sentence for each of its cells. */
export const emptyRowMessage = 'Строка пустая: заполните или удалите ее'
