import { patternParts } from './pattern-parts.ts'
import type { PatternPart, PatternSequence } from './pattern-parts.ts'

/**
 * Why a regular expression may take time that grows much faster than the text; null when it is fine. Patterns run on the server
 * over what anybody sends.
 *
 * Refused are back references; a repeated group in which a text can be divided in many ways, `(a+)+`; and three open
 * repetitions in a row that take the same characters, `.*.*.*`. A repeated group whose parts begin with a character of their own
 * is fine: `[а-я]+(-[а-я]+)*`.
 */
export function slowPattern(source: string): string | null {
  if (/(?<!\\)(?:\\\\)*\\(?:[1-9]|k<)/u.test(source)) return 'уберите обратную ссылку'
  const alternatives = patternParts(source)
  const characters = new Characters(source)
  if (everyPart(alternatives).some((part) => part.group && part.max > 1 && isAmbiguous(part.group, characters)))
    return 'повторение внутри повторения: перепишите образец без вложенных *, + и {…}'
  if (hasOverlappingRun(flat(alternatives), characters))
    return 'подряд стоят три повторения одних и тех же знаков: оставьте одно или разделите их другим знаком'
  return null
}

/** More times than that is as bad as without end. */
const few = 20

const isOpen = ({ min, max }: PatternPart): boolean => max - min > few

/** Whether a group, repeated, can take the same text in more than one way. */
function isAmbiguous(group: readonly PatternSequence[], characters: Characters): boolean {
  const varies = everyPart(group).some((part) => part.min !== part.max || (part.group?.length ?? 0) > 1)
  if (!varies && group.length === 1) return false
  const firsts = group.map(([first]) => first)
  // A text divides in one way where every turn begins with a character that begins no other alternative and, where the length
  // of a turn varies, stands nowhere else in the group.
  const rivals = varies ? everyPart(group).filter((part) => part.character !== undefined) : firsts
  return firsts.some((first) => {
    if (first?.character === undefined || first.min !== 1 || first.max !== 1) return true
    return rivals.some((rival) => rival !== first && (rival === undefined || characters.overlap(first, rival)))
  })
}

/** Three open repetitions, one after another, that can all take the same character: the time is the cube of the length. */
function hasOverlappingRun(parts: readonly PatternPart[], characters: Characters): boolean {
  return characters.samples.some((sample) => {
    let open = 0
    return parts.some((part) => {
      if (characters.takes(part, sample)) open += isOpen(part) ? 1 : 0
      else if (part.min > 0) open = 0
      return open >= 3
    })
  })
}

/** All parts, groups and what is in them. */
function everyPart(alternatives: readonly PatternSequence[]): readonly PatternPart[] {
  return alternatives.flat().flatMap((part) => [part, ...everyPart(part.group ?? [])])
}

/** Characters in the order of the expression; what only looks takes nothing. */
function flat(alternatives: readonly PatternSequence[]): readonly PatternPart[] {
  return alternatives.flat().flatMap((part) => {
    if (part.looks) return []
    return part.group ? flat(part.group).map((inner) => (part.min === 0 ? { ...inner, min: 0 } : inner)) : [part]
  })
}

const common = `${String.fromCodePoint(...Array.from({ length: 95 }, (_, i) => 32 + i))}\t\nабвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯёЁ«»–—№ `

/** Which characters parts of an expression take, tried on those people type and those the expression names. */
class Characters {
  readonly samples: readonly string[]
  readonly #taken = new Map<string, ReadonlySet<string>>()

  constructor(source: string) {
    this.samples = [...new Set(common + source)]
  }

  takes({ character = '' }: PatternPart, sample: string): boolean {
    return this.#of(character).has(sample)
  }

  overlap(a: PatternPart, b: PatternPart): boolean {
    return [...this.#of(a.character ?? '')].some((sample) => this.takes(b, sample))
  }

  #of(character: string): ReadonlySet<string> {
    let taken = this.#taken.get(character)
    if (!taken) {
      const expression = new RegExp(`^(?:${character})$`, 'u')
      this.#taken.set(character, (taken = new Set(this.samples.filter((sample) => expression.test(sample)))))
    }
    return taken
  }
}
