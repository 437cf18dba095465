import type { Path } from './diagnostic.ts'
import type { SourceCell } from './source-form.ts'

/** A cell's words with the place where each of them was written: its own, or a default's. */
export type Words = ReadonlyMap<keyof SourceCell, { readonly value: unknown; readonly path: Path }>

/** Words of a cell over those it inherits. */
export function layer(inherited: Words, own: object | undefined, path: Path): Words {
  const words = new Map(inherited)
  for (const [key, value] of Object.entries(own ?? {})) words.set(key as keyof SourceCell, { value, path: [...path, key] })
  return words
}
