import { html } from 'lit'
import type { TemplateResult } from 'lit'
import type { CollectionStatus, WorkState } from '../api/wire.ts'
import { statusWords } from '../text/words.ts'

/** «Открыт» or «Закрыт». */
export function statusBadge(status: CollectionStatus): TemplateResult {
  return html`<span class="pill ${status === 'open' ? 'open' : 'closed'}">${statusWords[status]}</span>`
}

/** A state in words, with a mark of its own shape and colour. */
export function stateBadge(state: WorkState, words: Readonly<Record<WorkState, string>>): TemplateResult {
  return html`<span class="state ${state}">${words[state]}</span>`
}
