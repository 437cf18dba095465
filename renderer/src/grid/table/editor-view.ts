import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { words } from '../../locales/words.ts'
import { alignmentOf } from '../alignment.ts'
import type { CellEditor, Option } from './cell-editor.ts'

/** What the editor's templates call. */
export interface EditorActions {
  typed(text: string): void
  key(event: KeyboardEvent): void
  left(): void
  choose(option: Option): void
  /** Opens the month under a date. */
  calendar(): void
}

/** The field of a cell; together with {@link listTemplate} a combobox. */
export function inputTemplate(editor: CellEditor, label: string, actions: EditorActions): TemplateResult {
  const numeric = alignmentOf(editor.rules) === 'right'
  const list = editor.waiting || editor.choices.length > 0
  const date = editor.rules.type === 'date'
  return html`<input
      class="editor ${date ? 'dated' : ''}"
      autocomplete="off"
      autocapitalize="off"
      spellcheck="false"
      maxlength="1000"
      inputmode=${numeric ? 'decimal' : 'text'}
      aria-label=${label}
      role=${list ? 'combobox' : nothing}
      aria-expanded=${list ? String(editor.listed) : nothing}
      aria-controls=${list ? 'list' : nothing}
      aria-autocomplete=${list ? 'list' : nothing}
      aria-activedescendant=${editor.option ? `option-${editor.picked}` : nothing}
      .value=${editor.text}
      @input=${(event: InputEvent) => actions.typed((event.target as HTMLInputElement).value)}
      @keydown=${(event: KeyboardEvent) => actions.key(event)}
      @blur=${() => actions.left()}
    />${
      date
        ? html`<button
            type="button"
            class="open-calendar"
            tabindex="-1"
            aria-label=${words.grid.chooseDate}
            title=${words.grid.calendarKeys}
            @mousedown=${(event: Event) => event.preventDefault()}
            @click=${() => actions.calendar()}
          ></button>`
        : nothing
    }`
}

/** The list of a cell. It is placed by {@link placePopup} after it was drawn. */
export function listTemplate(editor: CellEditor | null, actions: EditorActions): TemplateResult {
  const open = editor !== null && editor.listed
  const keepFocus = (event: Event) => event.preventDefault()
  const options = open ? editor.options : []
  return html`<div
    id="list"
    class="popup list"
    role="listbox"
    aria-label=${words.grid.chooseFrom}
    popover="manual"
    ?hidden=${!open}
    @pointerdown=${keepFocus}
    @mousedown=${keepFocus}
  >
    ${options.map(
      (option, index) =>
        html`<div
          role="option"
          id="option-${index}"
          class="option ${editor?.has(option) ? 'taken' : ''}"
          aria-selected=${index === editor?.picked}
          @click=${() => actions.choose(option)}
        >
          ${option.title}
        </div>`,
    )}
    ${open && !editor.waiting && options.length === 0 ? html`<div class="empty">${words.grid.notInList}</div>` : nothing}
  </div>`
}
