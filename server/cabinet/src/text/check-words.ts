import { html } from 'lit'
import type { TemplateResult } from 'lit'

/** What a check says, its formulas set as code, and what it asks for. @param text with the formulas in braces. */
export function checkWords({ text, rule }: { readonly text: string; readonly rule: string }): TemplateResult {
  return html`${said(text)}<span class="rule">${text === '' ? '' : 'Правило: '}<code>${rule}</code></span>`
}

function said(text: string): readonly (TemplateResult | string)[] {
  return text
    .split(/(\{[^{}]*\})/u)
    .map((part) => (part.startsWith('{') ? html`<code class="formula">${part.slice(1, -1)}</code>` : part))
}
