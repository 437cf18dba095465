import type { Place } from '@tabel/engine'
import type { GridAdapter, GridListener, GridMarks, GridView } from '../adapter.ts'
import { TabelGrid } from './tabel-grid.ts'
import { TabelSheet } from './tabel-sheet.ts'

/** The light table as a grid: the reference, for phones, screen readers and read-only views too. */
export class TableAdapter implements GridAdapter {
  readonly #sheet: TabelSheet

  constructor() {
    defineTable()
    this.#sheet = document.createElement('tabel-sheet') as TabelSheet
  }

  mount(host: HTMLElement, listener: GridListener): void {
    this.#sheet.listener = listener
    host.append(this.#sheet)
  }

  show(view: GridView): void {
    this.#sheet.show(view)
  }

  setMarks(marks: GridMarks): void {
    this.#sheet.setMarks(marks)
  }

  goTo(place: Place, focus = true): void {
    this.#sheet.goTo(place, focus)
  }

  commit(): void {
    this.#sheet.commit()
  }

  focus(): void {
    this.#sheet.focus()
  }

  dispose(): void {
    this.#sheet.remove()
  }
}

function defineTable(): void {
  if (!customElements.get('tabel-grid')) customElements.define('tabel-grid', TabelGrid)
  if (!customElements.get('tabel-sheet')) customElements.define('tabel-sheet', TabelSheet)
}
