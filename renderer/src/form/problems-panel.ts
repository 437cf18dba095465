import { formatScalar, placeName, sheetTitle } from '@tabel/engine'
import type { CellValue, CompiledForm, FormData, Problem } from '@tabel/engine'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { placeKey } from '../grid/adapter.ts'
import { words } from '../locales/words.ts'
import { explanationTemplate } from './explanation.ts'
import { icons } from './icons.ts'

/** How many problems of a kind are listed at once. */
const listed = 200

/** What the panel draws with. */
export interface ProblemsState {
  readonly form: CompiledForm
  readonly data: FormData
  /** Errors first, then by sheet, row and column. */
  readonly problems: readonly Problem[]
  /** The sheet whose problems alone are listed; null for all. */
  readonly only: string | null
  /** The problem that was gone to last. */
  readonly current: string | null
  readonly pending: boolean
  readonly readOnly: boolean
  go(problem: Problem): void
  next(): void
  filter(sheet: string | null): void
  /** Does what a problem offers to do about it. */
  fix(problem: Problem): void
  explain(problem: Problem, text: string): void
  close(): void
}

/** «Ошибки»: sheet, cell, how to mend it; a line leads to its cell (Manual §3.3, Рис. 20). Warnings stand apart. */
export function problemsTemplate(state: ProblemsState): TemplateResult {
  const shown = state.only === null ? state.problems : state.problems.filter(({ sheet }) => sheet === state.only)
  const errors = shown.filter((problem) => problem.severity === 'error')
  const warnings = shown.filter((problem) => problem.severity !== 'error')
  return html`<section
    id="problems"
    class="problems"
    part="problems"
    aria-labelledby="problems-title"
    @keydown=${(event: KeyboardEvent) => closeByKey(event, state)}
  >
    <header>
      <h3 id="problems-title">${errors.length > 0 ? words.problems.errors(errors.length) : words.problems.none}</h3>
      ${state.pending ? html`<span class="pending">${words.problems.checking}</span>` : nothing} ${filterTemplate(state)}
      <button type="button" class="quiet" ?disabled=${errors.length === 0} @click=${() => state.next()}>
        ${words.problems.next}
      </button>
      <button
        type="button"
        class="quiet icon"
        aria-label=${words.problems.close}
        title=${words.problems.close}
        @click=${() => state.close()}
      >
        ${icons.close}
      </button>
    </header>
    <div class="lists">
      ${errors.length > 0 ? tableTemplate(state, errors, 'error') : nothing}
      ${
        warnings.length > 0
          ? html`<h4>${words.problems.warnings(warnings.length)}<small>${words.problems.warningsHelp}</small></h4>
              ${tableTemplate(state, warnings, 'warning')}`
          : nothing
      }
    </div>
  </section>`
}

function closeByKey(event: KeyboardEvent, state: ProblemsState): void {
  if (event.key !== 'Escape' || event.target instanceof HTMLSelectElement) return
  event.preventDefault()
  event.stopPropagation()
  state.close()
}

/** Which sheet is listed; there is nothing to choose while all problems are on one. */
function filterTemplate(state: ProblemsState): TemplateResult | typeof nothing {
  const counts = new Map<string, number>()
  for (const { sheet } of state.problems) counts.set(sheet, (counts.get(sheet) ?? 0) + 1)
  if (counts.size < 2 && state.only === null) return nothing
  const sheets = state.form.sheets.filter(({ key }) => counts.has(key) || key === state.only)
  return html`<select
    aria-label=${words.problems.filter}
    @change=${(event: Event) => state.filter((event.target as HTMLSelectElement).value || null)}
  >
    <option value="" ?selected=${state.only === null}>${words.problems.everySheet(state.problems.length)}</option>
    ${sheets.map(
      ({ key, title }) =>
        html`<option value=${key} ?selected=${state.only === key}>
          ${words.problems.onSheet(title, counts.get(key) ?? 0)}
        </option>`,
    )}
  </select>`
}

function tableTemplate(state: ProblemsState, problems: readonly Problem[], kind: 'error' | 'warning'): TemplateResult {
  const rest = problems.length - listed
  const shown = problems.slice(0, listed)
  return html`<table class=${kind}>
      <thead>
        <tr>
          <th scope="col">${words.problems.sheet}</th>
          <th scope="col">${words.problems.cell[kind]}</th>
          <th scope="col">${words.problems.remedy[kind]}</th>
        </tr>
      </thead>
      <tbody>
        ${shown.map((problem, index) => lineTemplate(state, problem, isSamePlace(problem, shown[index - 1])))}
      </tbody>
    </table>
    ${rest > 0 ? html`<p class="rest">${words.problems.more(rest)}</p>` : nothing}`
}

function isSamePlace(problem: Problem, before: Problem | undefined): boolean {
  return before !== undefined && before.sheet === problem.sheet && placeKey(before.at) === placeKey(problem.at)
}

/** One problem; what more there is to say of the same place stands under it without naming the place again. */
function lineTemplate(state: ProblemsState, problem: Problem, again: boolean): TemplateResult {
  return html`<tr
    class="${state.current === problem.id ? 'current' : ''} ${again ? 'again' : ''}"
    data-problem=${problem.id}
    @click=${() => state.go(problem)}
  >
    <td class="sheet-name">${again ? nothing : sheetTitle(state.form, problem.sheet)}</td>
    <td>
      <small class="sheet-inline">${sheetTitle(state.form, problem.sheet)}</small>
      <button type="button" @click=${(event: Event) => (event.stopPropagation(), state.go(problem))}>
        ${placeName(state.form, state.data, problem.at)}
      </button>
    </td>
    <td>
      ${problem.message}${sides(problem)}${problem.formError ? html` <small>${words.problems.formError}</small>` : nothing}
      ${
        problem.fix && !state.readOnly
          ? html`<button type="button" class="fix" @click=${(event: Event) => (event.stopPropagation(), state.fix(problem))}>
              ${problem.fix.label}
            </button>`
          : nothing
      }
      ${problem.explain ? explanationTemplate(problem, state) : nothing}
    </td>
  </tr>`
}

/** Both sides of a comparison, where the message does not say them. */
function sides({ left, right, message }: Problem): TemplateResult | typeof nothing {
  const [one, other] = [textOf(left), textOf(right)]
  if (one === null || other === null || (message.includes(one) && message.includes(other))) return nothing
  return html` <small class="sides">${words.problems.sides(one, other)}</small>`
}

function textOf(value: CellValue | undefined): string | null {
  if (value === undefined || (typeof value === 'object' && value !== null)) return null
  return value === null ? words.problems.empty : formatScalar(value)
}
