import type { CompiledForm, Hint } from '@tabel/engine'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { GridHint } from '../grid/adapter.ts'
import { words } from '../locales/words.ts'
import type { Tally } from './form-view.ts'

/** What the tabs draw with. */
export interface TabsState {
  readonly form: CompiledForm
  readonly sheet: string
  readonly tallies: ReadonlyMap<string, Tally>
  choose(sheet: string): void
  showHint(hint: GridHint): void
  hideHint(): void
}

/** Sheets as tabs; the icon to the right of a name holds the rules of filling the sheet (Manual §3.3, Рис. 15–16). */
export function tabsTemplate(state: TabsState): TemplateResult {
  const ids = state.form.sheets.map((sheet) => `tab-${sheet.key}`).join(' ')
  return html`<div class="tabs" part="tabs" @keydown=${(event: KeyboardEvent) => onKey(event)}>
    <span role="tablist" aria-label=${words.form.sheets} aria-owns=${ids}></span>
    ${state.form.sheets.map((sheet) => {
      const chosen = sheet.key === state.sheet
      const { errors, warnings } = state.tallies.get(sheet.key) ?? { errors: 0, warnings: 0 }
      return html`<span class="tab ${chosen ? 'chosen' : ''}">
        <button
          type="button"
          role="tab"
          id="tab-${sheet.key}"
          aria-selected=${chosen}
          aria-controls="sheet"
          tabindex=${chosen ? 0 : -1}
          @click=${() => state.choose(sheet.key)}
        >
          ${sheet.title}${
            errors > 0
              ? html`<span class="count" title=${words.form.sheetErrors(errors)}
                  ><span aria-hidden="true">${errors}</span><span class="unseen">, ${words.form.sheetErrors(errors)}</span></span
                >`
              : warnings > 0
                ? html`<span class="dot" title=${words.problems.warnings(warnings)}
                    ><span class="unseen">, ${words.problems.warnings(warnings)}</span></span
                  >`
                : nothing
          }
        </button>
        ${sheet.hint ? hintButton(state, sheet.title, sheet.hint) : nothing}
      </span>`
    })}
  </div>`
}

function hintButton(state: TabsState, title: string, hint: Hint): TemplateResult {
  const show = ({ currentTarget }: Event) => {
    const button = currentTarget as Element
    state.showHint({ anchor: () => button.getBoundingClientRect(), lines: [hint] })
  }
  return html`<button
    type="button"
    class="hint ${hint.kind}"
    aria-label=${words.form.sheetHint(title)}
    aria-describedby="tip"
    @pointerenter=${show}
    @focus=${show}
    @click=${show}
    @pointerleave=${() => state.hideHint()}
    @blur=${() => state.hideHint()}
  >
    ${hint.kind === 'info' ? '?' : '!'}
  </button>`
}

function onKey(event: KeyboardEvent): void {
  if (!(event.target instanceof HTMLElement) || event.target.role !== 'tab') return
  const tabs = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role=tab]')]
  const at = tabs.indexOf(event.target)
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  const next = tabs[(to + tabs.length) % tabs.length]
  next?.focus()
  next?.click()
}
