import type { FormData } from '@tabel/engine'
import { memoryDraftStore } from '@tabel/renderer'
import type { DraftStore, TabelForm } from '@tabel/renderer'
import { vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { sampleForm } from './sample-form.ts'

/** An open form on the page and what a person sees of it. */
export class OpenForm {
  readonly element: TabelForm

  constructor(element: TabelForm) {
    this.element = element
  }

  get root(): ShadowRoot {
    return this.element.shadowRoot ?? raise('the form has no shadow root')
  }

  get sheet(): HTMLElement {
    return this.root.querySelector<HTMLElement>('tabel-sheet') ?? raise('no sheet is shown')
  }

  grid(block: string): HTMLElement {
    return this.sheet.shadowRoot?.querySelector<HTMLElement>(`[data-block=${block}]`) ?? raise(`no table ${block}`)
  }

  /** All elements of all tables that match. */
  all(selector: string): HTMLElement[] {
    const grids = [...(this.sheet.shadowRoot?.querySelectorAll<HTMLElement>('tabel-grid') ?? [])]
    return grids.flatMap((grid) => [...(grid.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])])
  }

  find(selector: string): HTMLElement {
    return this.all(selector)[0] ?? raise(`nothing matches ${selector}`)
  }

  /** A cell by `block/row/column`. */
  cell(place: string): HTMLElement {
    return this.find(`[data-cell="${place}"]`)
  }

  text(place: string): string {
    return this.cell(place).querySelector('.text')?.textContent?.trim() ?? ''
  }

  /** Key of the active cell. */
  get active(): string {
    return this.all('.cell.active')[0]?.dataset['cell'] ?? ''
  }

  get editor(): HTMLInputElement | null {
    return (this.all('input.editor')[0] as HTMLInputElement | undefined) ?? null
  }

  get notice(): string {
    return this.root.querySelector('.notice')?.textContent?.trim() ?? ''
  }

  get tip(): string {
    const tip = this.root.querySelector<HTMLElement>('#tip')
    return tip && !tip.hidden ? (tip.textContent?.replaceAll(/\s+/gu, ' ').trim() ?? '') : ''
  }

  button(name: string): HTMLButtonElement {
    const inside = [this.root, this.sheet.shadowRoot, ...this.all('*').map(() => null)]
    for (const root of inside) {
      const found = [...(root?.querySelectorAll('button') ?? [])].find((one) =>
        one.textContent?.replaceAll(/\s+/gu, ' ').includes(name),
      )
      if (found) return found
    }
    return raise(`no button «${name}»`)
  }

  /** Presses a button whatever it is called in the next moment: «Ошибки» counts while one looks for it. */
  async press(name: string): Promise<void> {
    const button = this.button(name)
    button.focus()
    button.click()
    await this.settled()
  }

  /**
   * A cell is found by its place, not by its number among those that happen to be drawn. Like a person one clicks again where the
   * page moved under the mouse; the second click is too late to be a double one.
   */
  async click(place: string): Promise<void> {
    const cell = page.elementLocator(this.element).getByTestId(place)
    await userEvent.click(cell)
    const reached = () => this.active === place
    await vi.waitUntil(reached, { timeout: 3_000 }).catch(() => userEvent.click(cell))
    await vi.waitUntil(reached, { timeout: 10_000 })
  }

  async keys(text: string): Promise<void> {
    await userEvent.keyboard(text)
    await this.settled()
  }

  /** Everything that was asked to be drawn is drawn. */
  async settled(): Promise<void> {
    await this.element.updateComplete
    await new Promise((drawn) => requestAnimationFrame(drawn))
  }

  paste(text: string, html = ''): Promise<void> {
    const data = new DataTransfer()
    data.setData('text/plain', text)
    if (html) data.setData('text/html', html)
    this.#clipboard('paste', data)
    return this.settled()
  }

  /** Plain text that copy or cut gives. */
  async copy(kind: 'copy' | 'cut' = 'copy'): Promise<string> {
    const data = new DataTransfer()
    this.#clipboard(kind, data)
    await this.settled()
    return data.getData('text/plain')
  }

  #clipboard(kind: string, clipboardData: DataTransfer): void {
    const target = this.all('#grid').find((grid) => grid.matches(':focus')) ?? this.find('#grid')
    target.dispatchEvent(new ClipboardEvent(kind, { clipboardData, bubbles: true, composed: true, cancelable: true }))
  }
}

/** Opens a form in a page of 1200 × 700 CSS pixels and waits for its first table. */
export async function openForm(store: DraftStore, host: ParentNode = place()): Promise<OpenForm> {
  const element = document.createElement('tabel-form')
  element.store = store
  host.append(element)
  const form = new OpenForm(element)
  await vi.waitUntil(() => element.shadowRoot?.querySelector('tabel-sheet')?.shadowRoot?.querySelector('tabel-grid'))
  await form.settled()
  return form
}

/** The sample form with some data, kept in memory. */
export function openSample(data: FormData = {}): Promise<OpenForm> {
  return openForm(memoryDraftStore({ form: sampleForm, data, today: '2026-04-25' }))
}

/** A fresh place on the page. */
export function place(): HTMLElement {
  document.body.replaceChildren()
  const host = document.createElement('div')
  host.style.width = '1200px'
  host.style.height = '700px'
  document.body.append(host)
  return host
}

function raise(message: string): never {
  throw new Error(message)
}
