import { html } from 'lit'
import type { TemplateResult } from 'lit'

/** Nothing is at this address, or not for this person. */
export function missingTemplate(): TemplateResult {
  document.title = 'Такой страницы нет – Табель'
  return html`<div class="page empty-page">
    <h1 tabindex="-1">Такой страницы нет</h1>
    <p>Адрес набран с ошибкой, публикация убрана или предназначена не вам.</p>
    <p><a class="button" href="/lk">К разделам</a></p>
  </div>`
}
