import type { CellRef } from '@tabel/engine'
import { nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { GridView } from '../grid/adapter.ts'
import { findTemplate } from './find-bar.ts'
import { Finder } from './finder.ts'

/** What a search may do with the form around it. */
export interface FindHost {
  /** Takes what is being typed. */
  commit(): void
  /** The sheet as it is now; null while no form is open. */
  view(): GridView | null
  /** Shows a place, and takes the focus there or leaves it in the bar. */
  goTo(place: CellRef, focus: boolean): void
  focus(): void
  redraw(): Promise<unknown>
  /** The field of the bar, once it is drawn. */
  field(): HTMLInputElement | null
}

/** The bar «Найти на листе» of a form: open or not, and what becomes of its keys. */
export class Finding {
  readonly #host: FindHost
  #finder: Finder | null = null

  constructor(host: FindHost) {
    this.#host = host
  }

  /** Opens the bar, or goes back to it with what was looked for selected. */
  async open(): Promise<void> {
    if (!this.#host.view()) return
    this.#host.commit()
    this.#finder ??= new Finder()
    await this.#host.redraw()
    this.#host.field()?.select()
  }

  close(): void {
    const place = this.#finder?.places[this.#finder.at]
    this.#finder = null
    void this.#host.redraw()
    if (place) this.#host.goTo(place, true)
    else this.#host.focus()
  }

  template(): TemplateResult | typeof nothing {
    if (!this.#finder) return nothing
    return findTemplate(this.#finder, {
      look: (text) => this.#show((finder, view) => finder.look(view, text)),
      step: (by) => this.#show((finder, view) => finder.step(view, by)),
      close: () => this.close(),
    })
  }

  #show(look: (finder: Finder, view: GridView) => CellRef | null): void {
    const view = this.#host.view()
    if (!this.#finder || !view) return
    const place = look(this.#finder, view)
    if (place) this.#host.goTo(place, false)
    void this.#host.redraw()
  }
}
