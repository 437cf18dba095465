import { canonicalKey } from '@tabel/engine'
import type { CompiledForm } from '@tabel/engine'

/** The form's own words, which a template writes into its cells. */
export interface FormLabels {
  has(value: string | number | boolean): boolean
}

export function formLabels(form: CompiledForm): FormLabels {
  const texts = new Set<string>()
  collect(form, texts)
  // What a template says of its own accord.
  for (const own of ['х', '№', '№ п/п', 'Строка', 'Наименование', 'Код', 'Код строки', 'Организация'])
    texts.add(canonicalKey(own))
  return { has: (value) => texts.has(canonicalKey(String(value))) || isPartOf(texts, String(value)) }
}

/** Every text of the form: titles, hints, notes, codes, units. */
function collect(value: unknown, texts: Set<string>): void {
  if (typeof value === 'string' || typeof value === 'number') texts.add(canonicalKey(String(value)))
  else if (Array.isArray(value)) for (const one of value) collect(one, texts)
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) collect(one, texts)
}

/** A title with its unit or its number beside it: «Всего, чел.». */
function isPartOf(texts: ReadonlySet<string>, value: string): boolean {
  const parts = value.split(/[,;:–\n]/u).map((part) => canonicalKey(part))
  return parts.length > 1 && parts.every((part) => part === '' || texts.has(part))
}
