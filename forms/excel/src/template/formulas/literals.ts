import { canonicalKey } from '@tabel/engine'
import type { Scalar } from '@tabel/engine'
import { Untranslatable } from './untranslatable.ts'

/** A value as formulas write it. */
export function scalarText(value: Scalar): string {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  return typeof value === 'number' ? numberText(value) : textLiteral(value)
}

const decimal = new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 20 })

/** A number as formulas write it: without exponents. */
export function numberText(value: number): string {
  const text = Number.isSafeInteger(value) ? String(value) : decimal.format(value)
  return value < 0 ? `(${text})` : text
}

/** A text as formulas write it. @throws Untranslatable when it is longer than Excel takes. */
export function textLiteral(value: string): string {
  if (value.length > 255) throw new Untranslatable('the text is too long for a formula')
  return `"${value.replaceAll('"', '""')}"`
}

/** A special code or a choice as formulas compare it. */
export function codeLiteral(code: string | number): string {
  return typeof code === 'number' ? numberText(code) : textLiteral(canonicalKey(code))
}
