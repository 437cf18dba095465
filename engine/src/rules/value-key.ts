import { canonicalKey } from '../document/canonical-key.ts'
import { isCodes, isFileRef, isRaw } from '../model/data.ts'
import type { CellValue } from '../model/data.ts'

/** When two values are the same for `unique` and `exists`; null for a cell that is empty or unreadable. */
export function valueKey(value: CellValue): string | null {
  if (value === null || isRaw(value)) return null
  if (isCodes(value)) return value.map((code) => canonicalKey(String(code))).join('\n')
  return isFileRef(value) ? value.$file : canonicalKey(String(value))
}
