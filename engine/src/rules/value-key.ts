import { canonicalKey } from '../document/canonical-key.ts'
import { isRaw } from '../model/data.ts'
import type { CellValue } from '../model/data.ts'

/** When two values are the same for `unique` and `exists`; null for a cell that is empty or unreadable. */
export function valueKey(value: CellValue): string | null {
  return value === null || isRaw(value) ? null : canonicalKey(String(value))
}

/** One key for several values together; null when one of them has none. Different values never give the same key. */
export function joinKeys(keys: readonly (string | null)[]): string | null {
  if (keys.length === 1) return keys[0] ?? null
  return keys.includes(null) ? null : JSON.stringify(keys)
}
