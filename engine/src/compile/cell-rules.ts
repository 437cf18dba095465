import { suggest } from '../language/suggest.ts'
import type { CellRules, CellType, Choice } from '../model/compiled-form.ts'
import type { Context } from './context.ts'
import type { Path } from './diagnostic.ts'
import { slowPattern } from './slow-pattern.ts'
import type { SourceCell, SourceList } from './source-form.ts'

/** A cell's words with the place where each of them was written: its own, or a default's. */
export type Words = ReadonlyMap<keyof SourceCell, { readonly value: unknown; readonly path: Path }>

/** Words of a cell over those it inherits. */
export function layer(inherited: Words, own: object | undefined, path: Path): Words {
  const words = new Map(inherited)
  for (const [key, value] of Object.entries(own ?? {})) words.set(key as keyof SourceCell, { value, path: [...path, key] })
  return words
}

/**
 * Rules of a cell without its formulas: `required`, `editable` and `computed` that are formulas are put in later, when all
 * blocks are known.
 */
export function cellRules(words: Words, context: Context): CellRules {
  const get = <Key extends keyof SourceCell>(key: Key): SourceCell[Key] => words.get(key)?.value as SourceCell[Key]
  const choices = choicesOf(words, context)
  const pattern = get('pattern')
  const path = words.get('pattern')?.path
  if (pattern !== undefined && path) {
    const slow = slowPattern(pattern)
    if (slow !== null) context.report('E_PATTERN', 'Образец может проверяться бесконечно долго', path, { hint: slow })
  }
  checkLimits(words, context)
  const type: CellType = get('type') ?? (choices?.every((choice) => typeof choice.code === 'number') ? 'integer' : 'string')
  return {
    type,
    required: get('required') === true,
    editable: get('editable') !== false,
    ...defined('minimum', get('minimum')),
    ...defined('maximum', get('maximum')),
    ...defined('decimals', get('decimals')),
    ...defined('pattern', pattern),
    ...defined('patternHint', textOf(get('patternHint'), context)),
    ...defined('maxLength', get('maxLength')),
    ...defined('choices', choices),
    ...defined('codes', get('codes')),
    ...defined('unique', get('unique')),
    ...defined('unit', get('unit')),
    ...defined('hint', hintOf(get('hint'), context)),
  }
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
  if (typeof value !== 'string') return value.map((code) => ({ code, title: String(code) }))
  const lists = context.source.lists ?? {}
  const list = Object.hasOwn(lists, value) ? lists[value] : undefined
  if (list) return listChoices(list, context)
  const near = suggest(value, Object.keys(lists))
  context.report('E_LIST', `Списка «${value}» нет`, path, {
    hint: near === undefined ? 'списки описаны в lists' : `может быть, "${near}"?`,
  })
  return undefined
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
