import { suggest } from '../language/suggest.ts'
import type { Mistake, Path } from './diagnostic.ts'

/** A misspelt key that decides what an object is, and the object: whatever else the schema says of it is noise. */
interface Misspelt {
  readonly owner: Path
  readonly mistake: Mistake
}

const kinds: readonly { readonly within: string; readonly keys: readonly string[]; readonly usual?: string }[] = [
  { within: 'blocks', keys: ['table', 'fields', 'note'] },
  { within: 'checks', keys: ['assert', 'rule'] },
  { within: 'columns', keys: ['group', 'key'], usual: 'key' },
  { within: 'rows', keys: ['group', 'key'], usual: 'key' },
]

/**
 * Objects of which nobody can tell what they are: a block with neither `table` nor `fields` nor `note`, a check with neither
 * `assert` nor `rule`, a group of columns or rows whose `group` is misspelt. A column or row that just lacks its key is `usual`.
 */
export function discriminators(value: unknown, path: Path = []): readonly Misspelt[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => discriminators(item, [...path, index]))
  if (typeof value !== 'object' || value === null) return []
  const object = value as Record<string, unknown>
  const kind = typeof path.at(-1) === 'number' ? kinds.find(({ within }) => within === path.at(-2)) : undefined
  if (kind && !kind.keys.some((key) => Object.hasOwn(object, key))) {
    const mistake = misspeltKey(object, kind.keys, path) ?? (kind.usual === undefined ? unnamed(kind.keys, path) : null)
    if (mistake) return [{ owner: path, mistake }]
  }
  return Object.entries(object).flatMap(([key, inner]) => discriminators(inner, [...path, key]))
}

function misspeltKey(object: Record<string, unknown>, keys: readonly string[], path: Path): Mistake | null {
  for (const key of Object.keys(object)) {
    const near = suggest(key, keys)
    if (near !== undefined)
      return {
        code: 'E_UNKNOWN_KEY',
        message: `Ключа "${key}" здесь не бывает`,
        hint: `может быть, "${near}"?`,
        path: [...path, key],
        atKey: true,
      }
  }
  return null
}

function unnamed(keys: readonly string[], path: Path): Mistake {
  const names = keys.map((key) => `"${key}"`)
  return {
    code: 'E_MISSING',
    message: `Непонятно, что это: нет ключа ${names.slice(0, -1).join(', ')} или ${names.at(-1) ?? ''}`,
    path,
  }
}
