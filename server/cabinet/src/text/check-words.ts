import { html } from 'lit'
import type { TemplateResult } from 'lit'

/** What a check says, its formulas set as code. @param text with the formulas in braces. */
export function checkWords(text: string): readonly (TemplateResult | string)[] {
  return text
    .split(/(\{[^{}]*\})/u)
    .map((part) => (part.startsWith('{') ? html`<code class="formula">${part.slice(1, -1)}</code>` : part))
}
