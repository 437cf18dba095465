import { canonicalKey } from '../document/canonical-key.ts'
import { isRaw } from '../model/data.ts'
import type { CellValue } from '../model/data.ts'

/** When two values are the same for `unique` and `exists`; null for a cell that is empty or unreadable. */
export function valueKey(value: CellValue): string | null {
  return value === null || isRaw(value) ? null : canonicalKey(String(value))
}
