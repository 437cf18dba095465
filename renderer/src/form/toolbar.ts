import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { words } from '../locales/words.ts'
import { icons } from './icons.ts'
import type { SaveLine } from './save-line.ts'

/** What the head of the form draws with. */
export interface ToolbarState {
  readonly title: string
  readonly save: SaveLine
  readonly decisions: number
  /** Why nobody may type; null when one may. */
  readonly readOnly: string | null
  readonly canUndo: boolean
  readonly canRedo: boolean
  readonly errors: number
  readonly problemsOpen: boolean
  readonly submits: boolean
  readonly submitting: boolean
  /** The grid that is shown; null where there is no other to choose. */
  readonly grid: 'table' | 'excel' | null
  /** Why «Сдать отчет» is closed; null when it is open. */
  readonly why: string | null
  act(action: 'undo' | 'redo' | 'save' | 'problems' | 'submit' | 'close' | 'decisions' | 'grid'): void
}

/** Title, how far saving has come, and the buttons of the form. */
export function toolbarTemplate(state: ToolbarState): TemplateResult {
  return html`<div class="bar" part="toolbar">
    <h2>${state.title}</h2>
    <button type="button" class="quiet close" @click=${() => state.act('close')}>
      ${icons.close}<span>${words.form.close}</span>
    </button>
    <div class="saving ${state.save.tone}">
      ${state.readOnly === null ? saveTemplate(state) : html`<span class="readonly">${state.readOnly}</span>`}
    </div>
    <div class="actions" part="actions" role="toolbar" aria-label=${words.form.toolbar}>
      ${
        state.grid === null
          ? nothing
          : html`<button type="button" class="quiet grid" @click=${() => state.act('grid')}>
              <span>${state.grid === 'excel' ? words.form.simpleGrid : words.form.excelGrid}</span>
            </button>`
      }
      ${state.readOnly === null ? editing(state) : nothing}
      <button
        type="button"
        class="problems-button ${state.errors > 0 ? 'bad' : ''}"
        aria-expanded=${state.problemsOpen}
        aria-controls="problems"
        @click=${() => state.act('problems')}
      >
        ${icons.problems}<span>${words.form.errors(state.errors)}</span>
      </button>
      ${state.readOnly === null && state.submits ? submitTemplate(state) : nothing}
    </div>
  </div>`
}

function saveTemplate(state: ToolbarState): TemplateResult {
  const { tone, text } = state.save
  const icon = tone === 'busy' ? icons.busy : tone === 'calm' ? icons.done : icons.away
  return html`<span class="state" role=${tone === 'loud' ? 'alert' : nothing}>${icon}<span id="save-line">${text}</span></span> ${
      state.decisions > 0
        ? html`<button type="button" class="decide" @click=${() => state.act('decisions')}>
            ${words.save.attention(state.decisions)}
          </button>`
        : nothing
    }`
}

function editing(state: ToolbarState): TemplateResult {
  return html`<button
      type="button"
      class="quiet"
      title=${words.form.undoKeys}
      ?disabled=${!state.canUndo}
      @click=${() => state.act('undo')}
    >
      ${icons.undo}<span>${words.form.undo}</span>
    </button>
    <button
      type="button"
      class="quiet"
      title=${words.form.redoKeys}
      ?disabled=${!state.canRedo}
      @click=${() => state.act('redo')}
    >
      ${icons.redo}<span>${words.form.redo}</span>
    </button>
    <button type="button" class="draft" @click=${() => state.act('save')}>
      ${icons.save}<span>${state.submits ? words.form.saveDraft : words.form.save}</span>
    </button>`
}

function submitTemplate(state: ToolbarState): TemplateResult {
  return html`<button
      type="button"
      class="primary"
      ?disabled=${state.why !== null || state.submitting}
      title=${state.why ?? nothing}
      aria-describedby=${state.why === null ? nothing : 'why'}
      @click=${() => state.act('submit')}
    >
      ${icons.submit}<span>${state.submitting ? words.form.submitting : words.form.submit}</span>
    </button>
    <span id="why" class="unseen">${state.why ?? ''}</span>`
}
