import { lowerFirst } from '../document/place-name.ts'
import type { CellRule } from './cell-rule.ts'

const compiled = new Map<string, RegExp>()

/** The whole text matches `pattern`. */
export const patternRule: CellRule = {
  name: 'pattern',
  message: ({ pattern, patternHint }, value) => {
    if (pattern === undefined || typeof value !== 'string' || regExpOf(pattern).test(value)) return null
    return patternHint ? `Проверьте запись: ${lowerFirst(patternHint)}` : 'Значение записано не так, как нужно: проверьте запись'
  },
}

function regExpOf(pattern: string): RegExp {
  let found = compiled.get(pattern)
  if (!found) compiled.set(pattern, (found = new RegExp(`^(?:${pattern})$`, 'u')))
  return found
}
