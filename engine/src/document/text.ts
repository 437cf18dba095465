import { isCodes, isFileRef, isRaw } from '../model/data.ts'
import type { CellValue } from '../model/data.ts'

/** The longest text a cell may hold, typed or unreadable, in UTF-16 units. */
export const longestText = 1000

/** Text as it is stored: NFC, no spaces around, one kind of space; line feeds stay. */
export function normaliseText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\S\n]/gu, ' ')
    .trim()
}

/** A value as it is stored. Blank text is an empty cell; text that could not be read is kept as it was typed. */
export function normaliseValue(value: CellValue): CellValue {
  if (typeof value === 'string') return normaliseText(value) || null
  if (isRaw(value)) return value.$raw.trim() === '' ? null : { $raw: value.$raw }
  if (isCodes(value)) return value.length === 0 ? null : value
  return value === 0 ? 0 : value
}

/** Whether two cells hold the same. */
export function sameValue(a: CellValue, b: CellValue): boolean {
  if (a === b) return true
  if (isCodes(a) && isCodes(b)) return a.length === b.length && a.every((code, place) => code === b[place])
  if (isFileRef(a) && isFileRef(b)) return a.$file === b.$file && a.name === b.name
  return isRaw(a) && isRaw(b) && a.$raw === b.$raw
}
