import type { Problem } from '@tabel/engine'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { words } from '../locales/words.ts'

/** What the field needs of the panel around it. */
interface ExplanationState {
  readonly readOnly: boolean
  explain(problem: Problem, text: string): void
}

/** Where the reason is written with which a warning may stand; it is kept when the field is left. */
export function explanationTemplate(problem: Problem, state: ExplanationState): TemplateResult {
  const { text = '', lapsed = false } = problem.explanation ?? {}
  const id = `why ${problem.id}`
  return html`<div class="why" @click=${(event: Event) => event.stopPropagation()}>
    <label for=${id}>${text === '' ? words.problems.explain : words.problems.explanation}</label>
    <textarea
      id=${id}
      rows="2"
      maxlength="1000"
      ?readonly=${state.readOnly}
      .value=${text}
      @change=${(event: Event) => state.explain(problem, (event.target as HTMLTextAreaElement).value)}
      @keydown=${(event: KeyboardEvent) => event.key !== 'Escape' && event.stopPropagation()}
    ></textarea>
    ${
      lapsed
        ? html`<p class="lapsed">
            ${words.problems.lapsed}
            ${
              state.readOnly
                ? nothing
                : html`<button type="button" class="fix" @click=${() => state.explain(problem, text)}>
                    ${words.problems.stillTrue}
                  </button>`
            }
          </p>`
        : nothing
    }
  </div>`
}
