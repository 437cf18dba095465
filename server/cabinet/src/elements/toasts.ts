import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { View } from '../view.ts'
import { icons } from './icons.ts'

/** How long a message stays. Milliseconds. */
const stay = 8000

/** Messages in passing, in the lower corner, read out by screen readers. */
@customElement('lk-toasts')
export class Toasts extends View {
  @state() private text = ''
  @query('.toasts') private corner!: HTMLElement
  #timer: ReturnType<typeof setTimeout> | undefined

  say(text: string): void {
    this.text = text
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => (this.text = ''), stay)
  }

  /** Shown anew, so that it lies over a window that was opened meanwhile. */
  protected override updated(): void {
    if (this.corner.matches(':popover-open')) this.corner.hidePopover()
    this.corner.showPopover()
  }

  protected override render(): TemplateResult {
    return html`<div class="toasts" popover="manual" role="status" aria-live="polite">
      ${this.text === '' ? '' : html`<p class="toast">${icons.done}${this.text}</p>`}
    </div>`
  }
}
