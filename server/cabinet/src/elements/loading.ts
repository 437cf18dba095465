import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { ApiProblem } from '../api/problem.ts'
import { icons } from './icons.ts'

/** What is shown while something is on its way. It appears only after a moment, so that quick answers do not flash. */
export function waitingTemplate(text = 'Загружаем…'): TemplateResult {
  return html`<p class="waiting" role="status"><span class="spinner" aria-hidden="true"></span>${text}</p>`
}

/** A sentence about what went wrong, and «Повторить». */
export function problemTemplate(error: unknown, retry: () => void): TemplateResult {
  const text = error instanceof ApiProblem ? error.message : 'Не удалось показать эту часть страницы. Обновите страницу.'
  return html`<div class="problem" role="alert">
    ${icons.alert}
    <p>${text}</p>
    <button type="button" class="button" @click=${retry}>${icons.retry}Повторить</button>
  </div>`
}
