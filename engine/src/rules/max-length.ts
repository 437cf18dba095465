import type { CellRule } from './cell-rule.ts'
import { plural } from './plural.ts'

/** The text is not longer than `maxLength` characters, counted as people count them (code points, as JSON Schema does). */
export const maxLengthRule: CellRule = {
  name: 'maxLength',
  message: ({ maxLength }, value) => {
    if (maxLength === undefined || typeof value !== 'string' || value.length <= maxLength) return null
    const length = Array.from(value).length
    if (length <= maxLength) return null
    return `Сократите текст: в нем ${length} ${plural(length, 'знак', 'знака', 'знаков')}, можно не больше ${maxLength}`
  },
}
