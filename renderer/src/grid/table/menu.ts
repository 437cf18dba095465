import { html } from 'lit'
import type { TemplateResult } from 'lit'

/** One line of a menu, and what it does. */
export interface MenuItem {
  readonly text: string
  readonly keys?: string
  readonly act: () => void
}

/** The menu that opens over a table. */
export function menuTemplate(items: readonly MenuItem[], close: () => void): TemplateResult {
  return html`<div
    id="menu"
    class="popup menu"
    role="menu"
    popover="manual"
    @keydown=${(event: KeyboardEvent) => onMenuKey(event, close)}
    @focusout=${(event: FocusEvent) => onFocusOut(event, close)}
  >
    ${items.map(
      ({ text, keys = '', act }) =>
        html`<button type="button" role="menuitem" tabindex="-1" @click=${act}><span>${text}</span><kbd>${keys}</kbd></button>`,
    )}
  </div>`
}

function onMenuKey(event: KeyboardEvent, close: () => void): void {
  const menu = event.currentTarget as HTMLElement
  const items = [...menu.querySelectorAll('button')]
  const at = items.indexOf(event.target as HTMLButtonElement)
  const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (event.key === 'Escape' || event.key === 'Tab') close()
  else if (by !== 0) items[(at + by + items.length) % items.length]?.focus()
  else return
  event.preventDefault()
  event.stopPropagation()
}

function onFocusOut(event: FocusEvent, close: () => void): void {
  if (!(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null)) close()
}
