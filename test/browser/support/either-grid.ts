import '@tabel/renderer'
import type { FormData } from '@tabel/engine'
import type { TabelForm } from '@tabel/renderer'
import { expect, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { place } from './open-form.ts'
import { sampleForm } from './sample-form.ts'

/** A form as it is seen from outside its grids. */
export class Seen {
  readonly element: TabelForm

  constructor(element: TabelForm) {
    this.element = element
  }

  get root(): ShadowRoot {
    return this.element.shadowRoot ?? raise('no form')
  }

  get rows(): readonly Readonly<Record<string, unknown>>[] {
    return (this.element.data['pupils'] ?? []) as never
  }

  /** Where one is, in words, as the line under the table says it. */
  /** The canvas; throws where there is none. */
  get canvas(): HTMLElement {
    return this.element.querySelector<HTMLElement>('.tabel-canvas') ?? raise('no canvas')
  }

  get #activeCell(): HTMLElement | undefined {
    const grids = [...(this.root.querySelector('tabel-sheet')?.shadowRoot?.querySelectorAll('tabel-grid') ?? [])]
    return grids.flatMap((grid) => [...(grid.shadowRoot?.querySelectorAll<HTMLElement>('.cell.active') ?? [])])[0]
  }

  /** The active cell on the screen. */
  get box(): DOMRect {
    return activeBox(this.element) ?? this.#activeCell?.getBoundingClientRect() ?? raise('no active cell')
  }

  /** What the active cell lies on, as it is drawn: `rgb(…)`. */
  get ground(): string {
    const cell = this.#activeCell
    if (cell) return getComputedStyle(cell).backgroundColor
    const { height } = this.box
    // Between the mark in the upper corner, the text in the middle and the edge of the selection.
    const [red, green, blue] = this.#drawn(5, height - 5, 1, 1)
    return `rgb(${red}, ${green}, ${blue})`
  }

  /** The active cell on the canvas, without the edge of the selection: two are equal where it looks the same. */
  get look(): string {
    const { width, height } = this.box
    return this.#drawn(4, 4, width - 12, height - 8).join(' ')
  }

  /** Where the text of the active cell stands in it. */
  get stands(): 'left' | 'middle' | 'right' | 'nowhere' {
    const { left, width, height } = this.box
    const middle = this.#activeCell ? this.#textMiddle(this.#activeCell) - left : this.#inkMiddle(width, height)
    if (!Number.isFinite(middle)) return 'nowhere'
    return middle < width * 0.4 ? 'left' : middle > width * 0.6 ? 'right' : 'middle'
  }

  #textMiddle(cell: HTMLElement): number {
    const text = document.createRange()
    text.selectNodeContents(cell.querySelector('.text') ?? raise('no text'))
    const { left, width } = text.getBoundingClientRect()
    return left + width / 2
  }

  /** Of what is drawn in the cell, apart from the edge of the selection, in pixels from its left side. */
  #inkMiddle(width: number, height: number): number {
    const [from, wide] = [6, Math.round(width - 14)]
    const pixels = this.#drawn(from, height / 2 - 4, wide, 8)
    const across = pixels.length / 4 / Math.round(pixels.length / 4 / wide)
    const inked = Array.from({ length: pixels.length / 4 }, (_, at) => at).filter((at) => (pixels[at * 4] ?? 255) < 140)
    const columns = inked.map((at) => at % across)
    return from + ((Math.min(...columns) + Math.max(...columns)) / 2) * (wide / across)
  }

  /** The two lines on the canvas by which panes are frozen, under the titles and beside the column of the active cell. */
  get frozenLines(): string {
    const { width, height } = this.box
    return [...this.#drawn(width * 1.5, -4, 4, 8), ...this.#drawn(width - 4, height * 1.4, 8, 4)].join(' ')
  }

  /** Pixels of the canvas, counted from the corner of the active cell. */
  #drawn(x: number, y: number, width: number, height: number): Uint8ClampedArray {
    const drawn = [...this.canvas.querySelectorAll('canvas')].toSorted((one, other) => other.width - one.width)[0]
    const [box, { left, top }] = [this.canvas.getBoundingClientRect(), this.box]
    const scale = (drawn?.width ?? 0) / box.width
    const at = [left - box.left + x, top - box.top + y, width, height].map((one) => Math.round(one * scale))
    const [column = 0, row = 0, columns = 0, rows = 0] = at
    return (
      drawn?.getContext('2d')?.getImageData(column, row, Math.max(1, columns), Math.max(1, rows)).data ??
      raise('nothing is drawn')
    )
  }

  /** The middle of a cell so many rows and columns from the active one, in pixels of the canvas. */
  beside(rows: number, columns = 0): { x: number; y: number } {
    const [cell, box] = [this.box, this.canvas.getBoundingClientRect()]
    return { x: cell.left - box.left + cell.width * (0.5 + columns), y: cell.top - box.top + cell.height * (0.5 + rows) }
  }

  get where(): string {
    return this.root.querySelector('.foot strong')?.textContent?.trim() ?? ''
  }

  get notice(): string {
    return this.root.querySelector('.notice')?.textContent?.trim() ?? ''
  }

  async keys(text: string): Promise<void> {
    await userEvent.keyboard(text)
    await this.settled()
  }

  async settled(): Promise<void> {
    await this.element.updateComplete
    await new Promise((drawn) => requestAnimationFrame(drawn))
  }

  async clipboard(kind: 'copy' | 'cut' | 'paste', text = ''): Promise<string> {
    const data = new DataTransfer()
    if (text !== '') data.setData('text/plain', text)
    let target = document.activeElement
    while (target?.shadowRoot?.activeElement) target = target.shadowRoot.activeElement
    target?.dispatchEvent(new ClipboardEvent(kind, { clipboardData: data, bubbles: true, composed: true, cancelable: true }))
    await this.settled()
    return data.getData('text/plain')
  }
}

/** Where the canvas has its active cell, once it is drawn. */
function activeBox(element: Element): DOMRect | undefined {
  return element.querySelector('.tabel-canvas')?.lastElementChild?.shadowRoot?.querySelector('.anchor')?.getBoundingClientRect()
}

/** A form in one of the two grids, with the keyboard in its first cell. */
export async function open(grid: 'table' | 'excel', data: FormData, more: object = {}): Promise<Seen> {
  const element = document.createElement('tabel-form')
  Object.assign(element, { form: sampleForm, data, today: '2026-04-25', grid, ...more })
  place().append(element)
  const seen = new Seen(element)
  const there = () => (grid === 'excel' ? (activeBox(element)?.width ?? 0) > 0 : seen.root.querySelector('tabel-sheet') !== null)
  await expect.poll(there, { timeout: 20_000 }).toBeTruthy()
  await seen.settled()
  element.focus()
  await expect.poll(() => seen.where).toContain('гр. 1')
  await seen.keys('{Control>}{Home}{/Control}')
  return seen
}

/** Takes all forms off the page, with what a canvas had put into the page itself. */
export async function leaveNothing(): Promise<void> {
  for (const form of document.querySelectorAll('tabel-form')) form.remove()
  await vi.waitUntil(() => document.body.children.length <= 1)
}

function raise(message: string): never {
  throw new Error(message)
}
