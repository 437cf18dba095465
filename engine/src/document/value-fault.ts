import type { OpFault } from '../model/ops.ts'
import { longestText } from './text.ts'

/** Why something is not the value of a cell at all; null when it is one, however wrong for its column. */
export function valueFault(value: unknown, title: string): Pick<OpFault, 'code' | 'message'> | null {
  if (value === null || typeof value === 'boolean') return null
  if (Array.isArray(value)) return codesFault(value, title)
  if (isFileShape(value)) return null
  const text = isRawShape(value) ? value.$raw : value
  if (typeof text === 'string') {
    if (text.length > longestText) {
      return { code: 'too-long', message: `Графа «${title}»: текст длиннее ${longestText} знаков, сократите его.` }
    }
    if (!text.includes('\0') && isWellFormed(text)) return null
  } else if (typeof text === 'number' && Number.isFinite(text)) return null
  return { code: 'bad-value', message: `Графа «${title}»: такое значение нельзя сохранить.` }
}

/** Several codes: short texts and numbers, none twice. */
function codesFault(codes: readonly unknown[], title: string): Pick<OpFault, 'code' | 'message'> | null {
  const wrong = codes.length > mostCodes || new Set(codes).size < codes.length
  const plain = (code: unknown) => (typeof code === 'string' && code !== '') || typeof code === 'number'
  if (wrong || !codes.every(plain)) return { code: 'bad-value', message: `Графа «${title}»: такое значение нельзя сохранить.` }
  return codes.map((code) => valueFault(code, title)).find((fault) => fault !== null) ?? null
}

const mostCodes = 100

function isFileShape(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 3) return false
  const { $file, name, size } = value as Record<string, unknown>
  const short = (text: unknown) => typeof text === 'string' && text !== '' && text.length <= 255 && isWellFormed(text)
  return short($file) && short(name) && Number.isSafeInteger(size)
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
