/** A JSON escape that may stand for NUL or for half of a surrogate pair. */
const suspicious = /\\u(?:0000|d[89a-f])/i

/**
 * Whether a JSON body holds text that must not be stored: NUL (PostgreSQL refuses it, SQLite does not) or a lone surrogate
 * (it has no UTF-8). The whole value is walked only when the raw text gives a reason to.
 */
export function hasForbiddenText(raw: string, value: unknown): boolean {
  return suspicious.test(raw) && walk(value)
}

/** The same for one text. */
export function isForbiddenText(text: string): boolean {
  return text.includes('\0') || /\p{Surrogate}/u.test(text)
}

function walk(value: unknown): boolean {
  if (typeof value === 'string') return isForbiddenText(value)
  if (Array.isArray(value)) return value.some(walk)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([key, inner]) => isForbiddenText(key) || walk(inner))
}

/**
 * Whether a JSON text nests deeper than anything we exchange does. Recursive code may then be used on what was parsed.
 *
 * @param limit how many brackets may be open at once.
 */
export function isNestedDeeper(raw: string, limit: number): boolean {
  let depth = 0
  let inText = false
  for (let place = 0; place < raw.length; place += 1) {
    const code = raw.charCodeAt(place)
    if (inText) {
      if (code === backslash) place += 1
      else if (code === quote) inText = false
    } else if (code === quote) inText = true
    else if (code === opening.square || code === opening.curly) {
      depth += 1
      if (depth > limit) return true
    } else if (code === closing.square || code === closing.curly) depth -= 1
  }
  return false
}

const quote = 0x22
const backslash = 0x5c
const opening = { square: 0x5b, curly: 0x7b } as const
const closing = { square: 0x5d, curly: 0x7d } as const
