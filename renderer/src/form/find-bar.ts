import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { words } from '../locales/words.ts'
import type { Finder } from './finder.ts'
import { icons } from './icons.ts'

/** What the bar asks for. */
export interface FindActions {
  look(text: string): void
  step(by: 1 | -1): void
  close(): void
}

/** «Найти на листе» (Ctrl+F): Enter goes to the next place, Shift+Enter back, Escape to the cell that was found. */
export function findTemplate(finder: Finder, actions: FindActions): TemplateResult {
  const { text, places, at } = finder
  const found = text.trim() === '' ? '' : places.length === 0 ? words.find.nothing : words.find.place(at + 1, places.length)
  return html`<div class="find" role="search">
    <input
      id="find"
      type="search"
      autocomplete="off"
      spellcheck="false"
      maxlength="200"
      aria-label=${words.find.label}
      placeholder=${words.find.label}
      .value=${text}
      @input=${(event: InputEvent) => actions.look((event.target as HTMLInputElement).value)}
      @keydown=${(event: KeyboardEvent) => onKey(event, actions)}
    />
    <span class="found" role="status">${found}</span>
    <button type="button" class="quiet" ?disabled=${places.length === 0} @click=${() => actions.step(-1)}>
      ${words.find.before}
    </button>
    <button type="button" class="quiet" ?disabled=${places.length === 0} @click=${() => actions.step(1)}>
      ${words.find.next}
    </button>
    <button
      type="button"
      class="quiet icon"
      aria-label=${words.find.close}
      title=${words.find.close}
      @click=${() => actions.close()}
    >
      ${icons.close}
    </button>
  </div>`
}

function onKey(event: KeyboardEvent, actions: FindActions): void {
  if (event.key === 'Enter') actions.step(event.shiftKey ? -1 : 1)
  else if (event.key === 'Escape') actions.close()
  else return
  event.preventDefault()
  event.stopPropagation()
}
