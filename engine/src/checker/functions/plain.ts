import { CellError, EmptyValue } from 'hyperformula'
import type { Plain } from './criterion.ts'
import type { Value } from './types.ts'

/** A value of HyperFormula as a plain one: no number formats, null for empty, undefined for an error (or a range). */
export function plain(value: Value | undefined): Plain {
  if (value === undefined || value === EmptyValue) return null
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean') return value
  if (value instanceof CellError || typeof value !== 'object' || !('val' in value)) return undefined
  return value.val
}
