import type { ReactiveController, ReactiveControllerHost } from 'lit'

/** How a window may be left. `asked` only by its own buttons, `keyboard` by Esc too, `anyhow` also by a click outside it. */
export type Dismissal = 'asked' | 'keyboard' | 'anyhow'

interface ModalOptions {
  /** Whether the window is to be seen now. */
  readonly wanted: () => boolean
  /** The person left the window; it stays until `wanted` says otherwise. */
  readonly left: () => void
  readonly dismissal: Dismissal
}

/** Keeps the host's `<dialog>` open while it is wanted: focus inside, the page behind inert, focus returned at the end. */
export class Modal implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement
  readonly #options: ModalOptions
  #dialog: HTMLDialogElement | null = null
  #pressedOutside = false

  constructor(host: ReactiveControllerHost & HTMLElement, options: ModalOptions) {
    this.#host = host
    this.#options = options
    host.addController(this)
  }

  hostUpdated(): void {
    const dialog = this.#host.querySelector<HTMLDialogElement>(':scope > dialog')
    if (dialog !== this.#dialog) this.#watch(dialog)
    if (!dialog || dialog.open === this.#options.wanted()) return
    if (dialog.open) dialog.close()
    else dialog.showModal()
  }

  #watch(dialog: HTMLDialogElement | null): void {
    this.#dialog = dialog
    dialog?.addEventListener('cancel', (event) => this.#cancelled(event))
    dialog?.addEventListener('close', () => this.#closed())
    dialog?.addEventListener('keydown', (event) => this.#pressed(event))
    dialog?.addEventListener('pointerdown', (event) => (this.#pressedOutside = isOutside(event, dialog)))
    dialog?.addEventListener('click', (event) => {
      if (this.#options.dismissal === 'anyhow' && this.#pressedOutside && isOutside(event, dialog)) this.#options.left()
    })
  }

  /** A cancel of something inside the window (a file chooser, a nested window) is none of ours. */
  #cancelled(event: Event): void {
    if (event.target !== this.#dialog) return
    event.preventDefault()
    if (this.#options.dismissal !== 'asked') this.#options.left()
  }

  /** Chromium lets a second Esc close any window; then the person has left it. */
  #closed(): void {
    if (this.#options.wanted()) this.#options.left()
  }

  #pressed(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.#options.dismissal === 'asked') event.preventDefault()
  }
}

function isOutside(event: MouseEvent, dialog: HTMLDialogElement): boolean {
  if (event.target !== dialog) return false
  const box = dialog.getBoundingClientRect()
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom
}
