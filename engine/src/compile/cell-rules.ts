import { canonicalKey } from '../document/canonical-key.ts'
import { suggest } from '../language/suggest.ts'
import type { CellRules, CellType, Choice } from '../model/compiled-form.ts'
import { checkCodes, checkWords } from './cell-words.ts'
import type { Context } from './context.ts'
import type { Path } from './diagnostic.ts'
import { slowPattern } from './slow-pattern.ts'
import type { SourceCell, SourceList, SourceListItem } from './source-form.ts'
import type { Words } from './words.ts'

/**
 * Rules of a cell without its formulas: `required`, `editable` and `computed` that are formulas are put in later, when all
 * blocks are known.
 *
 * @param path of the cell in the form file.
 */
export function cellRules(words: Words, path: Path, context: Context): CellRules {
  const get = <Key extends keyof SourceCell>(key: Key): SourceCell[Key] => words.get(key)?.value as SourceCell[Key]
  const choices = choicesOf(words, context)
  const several = get('several')
  const written = inheritsForeignType(words, path) ? undefined : get('type')
  const money = written === 'money'
  const pattern = get('pattern')
  const patternPath = words.get('pattern')?.path
  if (pattern !== undefined && patternPath) {
    const slow = slowPattern(pattern)
    if (slow !== null) context.report('E_PATTERN', 'Образец может проверяться бесконечно долго', patternPath, { hint: slow })
  }
  checkLimits(words, context)
  checkSpecialCodes(words, choices, context)
  const type: CellType = written ?? (choices?.every((choice) => typeof choice.code === 'number') ? 'integer' : 'string')
  const rules: CellRules = {
    type,
    required: get('required') === true,
    editable: get('editable') !== false,
    ...defined('minimum', get('minimum')),
    ...defined('maximum', get('maximum')),
    ...defined('decimals', get('decimals') ?? (money ? 2 : undefined)),
    ...defined('pattern', pattern),
    ...defined('patternHint', textOf(get('patternHint'), context)),
    ...defined('maxLength', get('maxLength')),
    ...defined('choices', choices),
    ...defined('several', several === true ? null : several),
    ...defined('accept', get('accept')),
    ...defined('maxSize', get('maxSize')),
    ...defined('codes', get('codes')),
    ...defined('unique', get('unique')),
    ...defined('unit', get('unit') ?? (money ? '₽' : undefined)),
    ...defined('hint', hintOf(get('hint'), context)),
  }
  checkWords(words, rules, path, context)
  return rules
}

/** Whether the cell has a list of its own and its type from defaults: defaults say what suits most, and the list says what is here. */
function inheritsForeignType(words: Words, path: Path): boolean {
  const [choices, type] = [words.get('choices'), words.get('type')]
  const own = (at: Path): boolean => at.length === path.length + 1 && path.every((part, place) => at[place] === part)
  return choices !== undefined && own(choices.path) && type !== undefined && !own(type.path)
}

/** An object with the key, or an empty one where there is no value: optional keys are absent, not undefined. */
export function defined<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, Value>)
}

function textOf(text: SourceCell['patternHint'], context: Context): string | undefined {
  return text === undefined ? undefined : context.texts.text(text)
}

function hintOf(hint: SourceCell['hint'], context: Context): CellRules['hint'] {
  return hint === undefined ? undefined : context.texts.hint(hint)
}

function choicesOf(words: Words, context: Context): readonly Choice[] | undefined {
  const word = words.get('choices')
  if (!word) return undefined
  const { value, path } = word as { value: string | readonly (string | number)[]; path: Path }
  // A column of a table or of a source is looked up when all blocks are known.
  if (typeof value === 'string' && value.includes('[')) return undefined
  if (typeof value !== 'string') {
    checkCodes(
      value.map((code, place) => ({ code, path: [...path, place] })),
      context,
    )
    return value.map((code) => ({ code, title: String(code) }))
  }
  const lists = context.source.lists ?? {}
  const list = Object.hasOwn(lists, value) ? lists[value] : undefined
  if (list) return listChoices(list, context)
  const near = suggest(value, Object.keys(lists))
  context.report('E_LIST', `Списка «${value}» нет`, path, {
    hint: near === undefined ? 'списки описаны в lists' : `может быть, "${near}"?`,
  })
  return undefined
}

/** Special codes must differ from each other and from the list they stand beside. */
function checkSpecialCodes(words: Words, choices: readonly Choice[] | undefined, context: Context): void {
  const word = words.get('codes')
  const codes = (word?.value ?? []) as readonly string[]
  if (!word) return
  const path = (place: number): Path => [...word.path, place]
  const listed = new Map((choices ?? []).map(({ code }) => [canonicalKey(String(code)), code]))
  codes.forEach((code, place) => {
    if (listed.has(canonicalKey(code))) context.report('E_LIST', `Код «${code}» уже есть среди значений списка`, path(place))
  })
  checkCodes(
    codes.map((code, place) => ({ code, path: path(place) })),
    context,
  )
}

/** Reports codes of the form's lists that cannot be told apart. */
export function checkLists(context: Context): void {
  for (const [name, list] of Object.entries(context.source.lists ?? {})) {
    const codes = Array.isArray(list)
      ? (list as readonly SourceListItem[]).map((item, place) => ({
          code: typeof item === 'object' ? item.code : item,
          path: ['lists', name, place],
        }))
      : Object.keys(list).map((code) => ({ code, path: ['lists', name, code] }))
    checkCodes(codes, context)
  }
}

/** A code list as choices. */
export function listChoices(list: SourceList, context: Context): readonly Choice[] {
  if (!Array.isArray(list)) return Object.entries(list).map(([code, title]) => ({ code, title: context.texts.text(title) }))
  return (list as Extract<SourceList, readonly unknown[]>).map((item) => {
    if (typeof item !== 'object') return { code: item, title: String(item) }
    return { code: item.code, title: item.title === undefined ? String(item.code) : context.texts.text(item.title) }
  })
}

function checkLimits(words: Words, context: Context): void {
  const minimum = words.get('minimum')?.value as number | undefined
  const maximum = words.get('maximum')
  if (minimum !== undefined && maximum && minimum > (maximum.value as number))
    context.report('E_LIMITS', `Наибольшее (${String(maximum.value)}) меньше наименьшего (${minimum})`, maximum.path)
}
