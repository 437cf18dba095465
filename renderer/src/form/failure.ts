import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { words } from '../locales/words.ts'
import type { OpenError } from '../store/draft-store.ts'

/** What is shown instead of a form that cannot be opened. */
export function failureTemplate(failure: OpenError, again: () => void, close: () => void): TemplateResult {
  return html`<div class="empty" role="alert">
    <h2>${words.form.openFailed}</h2>
    <p>${failure.message}</p>
    <button type="button" class="primary" @click=${again}>${words.form.tryAgain}</button>
    <button type="button" @click=${close}>${words.form.close}</button>
  </div>`
}
