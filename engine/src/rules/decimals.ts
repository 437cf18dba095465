import type { CellRule } from './cell-rule.ts'
import { plural } from './plural.ts'

/** The number has no more digits after the comma than `decimals`. */
export const decimalsRule: CellRule = {
  name: 'decimals',
  message: ({ decimals }, value) => {
    if (decimals === undefined || typeof value !== 'number' || digitsAfterPoint(value) <= decimals) return null
    if (decimals === 0) return 'Введите число без дробной части'
    return `Оставьте после запятой не больше ${decimals} ${plural(decimals, 'знака', 'знаков', 'знаков')}`
  },
}

function digitsAfterPoint(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e')
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(exponent))
}
