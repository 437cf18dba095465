import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'

/** Keys as they are written in a file, between commas. */
export function codes(keys: readonly string[]): readonly TemplateResult[] {
  return keys.map((key, place) => html`${place === 0 ? nothing : ', '}<code>${key}</code>`)
}
