import type { CellRules, CellType } from '../model/compiled-form.ts'
import type { CellValue, Scalar } from '../model/data.ts'
import { canonicalKey } from './canonical-key.ts'
import { parseDate } from './parse-date.ts'
import { parseTime } from './time-of-day.ts'
import { parseNumber, parsePercent } from './parse-number.ts'
import { longestText, normaliseText } from './text.ts'

/**
 * Reads what a person typed or pasted into a cell with these rules. Nothing typed is refused: what cannot be read as the
 * type of the column comes back as `{$raw}`, as typed and cut at 1,000 characters. Blank text empties the cell.
 */
export function parseTyped(rules: CellRules, typed: string): CellValue {
  const text = normaliseText(typed)
  if (text === '') return null
  if (rules.several !== undefined) return findCodes(rules, text) ?? { $raw: cut(typed.trim()) }
  return findCode(rules, text) ?? parseAs(rules, text) ?? { $raw: cut(typed.trim()) }
}

/** The code of a choice, or a special code, that a text means: by code first, by title then. */
export function findCode(rules: CellRules, text: string): string | number | null {
  if (!rules.choices && !rules.codes) return null
  const key = canonicalKey(text)
  const special = rules.codes?.find((code) => canonicalKey(code) === key)
  if (special !== undefined) return special
  const byCode = rules.choices?.find((choice) => canonicalKey(String(choice.code)) === key)
  if (byCode) return byCode.code
  return rules.choices?.find((choice) => canonicalKey(choice.title) === key)?.code ?? null
}

/** Several codes, separated as people do: «а; б», «а, б», one in a line. In the order of the list; null when one of them is none. */
function findCodes(rules: CellRules, text: string): CellValue {
  const whole = findCode(rules, text)
  if (whole !== null) return [whole]
  const parts = [text.split(/[;\n]/u), text.split(/[;,\n]/u)].map((list) =>
    list.map((one) => one.trim()).filter((one) => one !== ''),
  )
  for (const list of parts) {
    const codes = list.map((one) => findCode(rules, one))
    if (codes.every((code) => code !== null)) return inOrder(rules, codes)
  }
  return null
}

/** Codes in the order of their list, each once. */
export function inOrder(rules: CellRules, codes: readonly (string | number)[]): readonly (string | number)[] {
  const places = new Map((rules.choices ?? []).map(({ code }, place) => [code, place]))
  return [...new Set(codes)].toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0))
}

function parseAs(rules: CellRules, text: string): Scalar | null {
  switch (rules.type) {
    case 'string':
      return text.length <= longestText ? text : null
    case 'date':
      return parseDate(text)
    case 'boolean':
      return booleans.get(canonicalKey(text)) ?? null
    case 'time':
      return parseTime(text)
    case 'money':
      return parseNumber(text.replace(/ ?(?:₽|р\.?|руб\p{L}*\.?)$/u, ''))
    case 'file':
      return null
    case 'integer':
    case 'number':
      return parseNumeric(rules.type, text, rules.unit)
  }
}

function parseNumeric(type: CellType, text: string, unit: string | undefined): number | null {
  const value = parseNumber(text) ?? (type === 'number' || unit === '%' ? parsePercent(text, unit) : null)
  return value !== null && type === 'integer' && !Number.isInteger(value) ? null : value
}

const booleans: ReadonlyMap<string, boolean> = new Map(
  (
    [
      ['да', true],
      ['истина', true],
      ['true', true],
      ['1', true],
      ['нет', false],
      ['ложь', false],
      ['false', false],
      ['0', false],
    ] as const
  ).map(([word, value]) => [canonicalKey(word), value]),
)

function cut(text: string): string {
  if (text.length <= longestText) return text
  // Not between the halves of one character.
  return text.slice(0, longestText).replace(/[\uD800-\uDBFF]$/u, '')
}
