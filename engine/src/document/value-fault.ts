import type { OpFault } from '../model/ops.ts'
import { longestText } from './text.ts'

/** Why something is not the value of a cell at all; null when it is one, however wrong for its column. */
export function valueFault(value: unknown, title: string): Pick<OpFault, 'code' | 'message'> | null {
  if (value === null || typeof value === 'boolean') return null
  const text = isRawShape(value) ? value.$raw : value
  if (typeof text === 'string') {
    if (text.length > longestText) {
      return { code: 'too-long', message: `Графа «${title}»: текст длиннее ${longestText} знаков, сократите его.` }
    }
    if (!text.includes('\0') && isWellFormed(text)) return null
  } else if (typeof text === 'number' && Number.isFinite(text)) return null
  return { code: 'bad-value', message: `Графа «${title}»: такое значение нельзя сохранить.` }
}

function isRawShape(value: unknown): value is { readonly $raw: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 1 &&
    '$raw' in value &&
    typeof value.$raw === 'string'
  )
}

/** No half of a surrogate pair stands alone. */
function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDFFF]/u.test(text)
}
