import { formatNumber } from '../document/format-value.ts'
import type { CellRules } from '../model/compiled-form.ts'

/** What a cell wants, after «Введите»: «целое число от 0 до 2 либо «X», «N»». */
export function expected(rules: CellRules): string {
  const codes = rules.codes?.length ? ` либо ${quoted(rules.codes)}` : ''
  return `${kind(rules)}${codes}`
}

/** Texts in quotes, one after another. */
export function quoted(texts: readonly string[]): string {
  return texts.map((text) => `«${text}»`).join(', ')
}

function kind(rules: CellRules): string {
  switch (rules.type) {
    case 'integer':
      return `целое число${range(rules)}`
    case 'number':
      return `число${range(rules)}`
    case 'date':
      return 'дату, например 01.09.2026'
    case 'time':
      return 'время, например 08:30'
    case 'money':
      return `сумму в рублях${range(rules)}, например 1500,50`
    case 'file':
      return rules.accept ? `файл ${rules.accept.join(', ')}` : 'файл'
    case 'boolean':
      return '«да» или «нет»'
    case 'string':
      return 'текст'
  }
}

function range({ minimum, maximum }: CellRules): string {
  if (minimum !== undefined && maximum !== undefined) return ` от ${formatNumber(minimum)} до ${formatNumber(maximum)}`
  if (minimum !== undefined) return ` не меньше ${formatNumber(minimum)}`
  return maximum === undefined ? '' : ` не больше ${formatNumber(maximum)}`
}
