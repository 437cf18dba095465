import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { ru } from '../../locales/ru.ts'

/** What one can do with rows. */
export type RowAction = 'above' | 'below' | 'remove'

/** The menu of a row. @param count how many rows are selected. */
export function menuTemplate(count: number, act: (action: RowAction) => void, close: () => void): TemplateResult {
  const item = (action: RowAction, text: string, keys: string) =>
    html`<button type="button" role="menuitem" tabindex="-1" @click=${() => act(action)}>
      <span>${text}</span><kbd>${keys}</kbd>
    </button>`
  return html`<div
    id="menu"
    class="popup menu"
    role="menu"
    popover="manual"
    @keydown=${(event: KeyboardEvent) => onMenuKey(event, close)}
    @focusout=${(event: FocusEvent) => onFocusOut(event, close)}
  >
    ${item('above', ru.grid.insertAbove, 'Ctrl +')} ${item('below', ru.grid.insertBelow, '')}
    ${item('remove', ru.grid.removeRows(count), 'Ctrl −')}
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
