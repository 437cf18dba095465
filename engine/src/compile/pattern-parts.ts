/** A part of a regular expression with how often it may come. */
export interface PatternPart {
  /** Least and greatest number of times. */
  readonly min: number
  readonly max: number
  /** One character: which ones it may be, as a class of its own. Absent for a group. */
  readonly character?: string
  /** A group: its alternatives. */
  readonly group?: readonly PatternSequence[]
  /** A group that only looks ahead or behind and takes nothing. */
  readonly looks: boolean
}

export type PatternSequence = readonly PatternPart[]

const once = /\\(?:p\{[^}]*\}|P\{[^}]*\}|u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|.)|\[(?:\\.|[^\]\\])*\]|./suy
const opening = /\((?:\?(?:(?<looks><?[=!])|:|<[^>]*>))?/uy
const times = /(?:(?<sign>[*+?])|\{(?<from>\d+)(?<comma>,)?(?<to>\d*)\})\??/uy

/** Takes a regular expression (flag `u`, known to be right) apart into its alternatives. */
export function patternParts(source: string): readonly PatternSequence[] {
  let at = 0

  const take = (expression: RegExp): RegExpExecArray | null => {
    expression.lastIndex = at
    const match = expression.exec(source)
    if (match) at = expression.lastIndex
    return match
  }

  const often = (): { readonly min: number; readonly max: number } => {
    const { sign, from, comma, to } = take(times)?.groups ?? {}
    if (sign === '?') return { min: 0, max: 1 }
    if (sign !== undefined) return { min: sign === '+' ? 1 : 0, max: Number.POSITIVE_INFINITY }
    if (from === undefined) return { min: 1, max: 1 }
    if (comma === undefined) return { min: Number(from), max: Number(from) }
    return { min: Number(from), max: to ? Number(to) : Number.POSITIVE_INFINITY }
  }

  const alternatives = (): readonly PatternSequence[] => {
    const found: PatternPart[][] = [[]]
    while (at < source.length && source[at] !== ')') {
      const parts = found.at(-1)
      if (source[at] === '|') {
        found.push([])
        at += 1
      } else if (source[at] === '(') {
        const looks = take(opening)?.groups?.['looks'] !== undefined
        const group = alternatives()
        at += 1
        parts?.push({ group, looks, ...often() })
      } else {
        const character = take(once)?.[0] ?? ''
        const edge = character === '^' || character === '$' || /^\\[bB]$/u.test(character)
        if (!edge) parts?.push({ character, looks: false, ...often() })
      }
    }
    return found
  }

  return alternatives()
}
