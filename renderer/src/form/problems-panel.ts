import { placeName, sheetTitle } from '@tabel/engine'
import type { CompiledForm, FormData, Problem } from '@tabel/engine'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { ru } from '../locales/ru.ts'
import { icons } from './icons.ts'

/** How many problems of a kind are listed at once. */
const listed = 200

/** What the panel draws with. */
export interface ProblemsState {
  readonly form: CompiledForm
  readonly data: FormData
  /** Errors first, then by sheet, row and column. */
  readonly problems: readonly Problem[]
  /** The problem that was gone to last. */
  readonly current: string | null
  readonly pending: boolean
  go(problem: Problem): void
  next(): void
  close(): void
}

/** «Ошибки»: sheet, cell, how to mend it; a line leads to its cell (Manual §3.3, Рис. 20). Warnings stand apart. */
export function problemsTemplate(state: ProblemsState): TemplateResult {
  const errors = state.problems.filter((problem) => problem.severity === 'error')
  const warnings = state.problems.filter((problem) => problem.severity !== 'error')
  return html`<section id="problems" class="problems" aria-labelledby="problems-title">
    <header>
      <h3 id="problems-title">${errors.length > 0 ? ru.problems.errors(errors.length) : ru.problems.none}</h3>
      ${state.pending ? html`<span class="pending">${ru.problems.checking}</span>` : nothing}
      <button type="button" class="quiet" ?disabled=${errors.length === 0} @click=${() => state.next()}>
        ${ru.problems.next}
      </button>
      <button
        type="button"
        class="quiet icon"
        aria-label=${ru.problems.close}
        title=${ru.problems.close}
        @click=${() => state.close()}
      >
        ${icons.close}
      </button>
    </header>
    <div class="lists">
      ${errors.length > 0 ? tableTemplate(state, errors, 'error') : nothing}
      ${
        warnings.length > 0
          ? html`<h4>${ru.problems.warnings(warnings.length)}<small>${ru.problems.warningsHelp}</small></h4>
              ${tableTemplate(state, warnings, 'warning')}`
          : nothing
      }
    </div>
  </section>`
}

function tableTemplate(state: ProblemsState, problems: readonly Problem[], kind: 'error' | 'warning'): TemplateResult {
  const rest = problems.length - listed
  return html`<table class=${kind}>
      <thead>
        <tr>
          <th scope="col">${ru.problems.sheet}</th>
          <th scope="col">${ru.problems.cell}</th>
          <th scope="col">${ru.problems.remedy}</th>
        </tr>
      </thead>
      <tbody>
        ${problems.slice(0, listed).map((problem) => lineTemplate(state, problem))}
      </tbody>
    </table>
    ${rest > 0 ? html`<p class="rest">${ru.problems.more(rest)}</p>` : nothing}`
}

function lineTemplate(state: ProblemsState, problem: Problem): TemplateResult {
  return html`<tr
    class=${state.current === problem.id ? 'current' : ''}
    data-problem=${problem.id}
    @click=${() => state.go(problem)}
  >
    <td class="sheet-name">${sheetTitle(state.form, problem.sheet)}</td>
    <td>
      <small class="sheet-inline">${sheetTitle(state.form, problem.sheet)}</small>
      <button type="button" @click=${(event: Event) => (event.stopPropagation(), state.go(problem))}>
        ${placeName(state.form, state.data, problem.at)}
      </button>
    </td>
    <td>${problem.message}${problem.formError ? html` <small>${ru.problems.formError}</small>` : nothing}</td>
  </tr>`
}
