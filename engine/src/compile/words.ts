import type { Path } from './diagnostic.ts'
import type { SourceColumn } from './source-form.ts'

/** One word of a cell and where it was written. */
export interface Word {
  readonly value: unknown
  readonly path: Path
  /** The text as it stands in the file, where a name was put into it for a repeated column. */
  readonly written?: string
}

/** A cell's words with the place where each of them was written: its own, or a default's. */
export type Words = ReadonlyMap<keyof SourceColumn, Word>

/** Words of a cell over those it inherits. @param written the same words before names were put into them. */
export function layer(inherited: Words, own: object | undefined, path: Path, written: object = {}): Words {
  const words = new Map(inherited)
  for (const [key, value] of Object.entries(own ?? {})) {
    const before = (written as Record<string, unknown>)[key]
    const changed = typeof before === 'string' && before !== value ? { written: before } : {}
    words.set(key as keyof SourceColumn, { value, path: [...path, key], ...changed })
  }
  return words
}
