import type { Mistake, Path } from '../diagnostic.ts'
import type { Linted } from './linted.ts'

const titles = new Set(['title', 'group', 'note'])

/** Titles without a language in which the title of the form is given. */
export function missingTexts({ definition }: Linted): readonly Mistake[] {
  const wanted = typeof definition.title === 'object' ? Object.keys(definition.title) : []
  if (wanted.length < 2) return []
  const found: Mistake[] = []
  walk(definition, [], (key, value, path) => {
    if (!titles.has(key) || typeof value !== 'object' || value === null) return
    const missing = wanted.filter((locale) => !Object.hasOwn(value, locale))
    if (missing.length > 0)
      found.push({ code: 'W_LOCALE', message: `Нет текста на языке: ${missing.join(', ')}`, path, atKey: true })
  })
  return found
}

function walk(value: unknown, path: Path, see: (key: string, value: unknown, path: Path) => void): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    const at = [...path, Array.isArray(value) ? Number(key) : key]
    see(key, inner, at)
    walk(inner, at, see)
  }
}
