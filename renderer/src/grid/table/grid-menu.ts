import { nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { words } from '../../locales/words.ts'
import type { GridControls } from './controls.ts'
import { idAbove } from './edits.ts'
import { menuTemplate } from './menu.ts'
import type { MenuItem } from './menu.ts'
import { placePopup } from './popup.ts'
import { addRows, sortBy, takeRows } from './run-command.ts'
import type { Spot } from './selection.ts'
import { single } from './selection.ts'

/** What one can do with the selected rows, or, from the title of a column, with the order of all rows. */
export class GridMenu {
  readonly #grid: GridControls
  readonly #root: () => ParentNode
  #at: Spot | null = null

  constructor(grid: GridControls, root: () => ParentNode) {
    this.#grid = grid
    this.#root = root
  }

  /** Opens over a row (column −1: its header) or over the title of a column (row −1). */
  open(at: Spot): void {
    const grid = this.#grid
    const { area, bench } = grid
    if (!bench.shape.growing || (at.row >= 0 && bench.shape.rows[at.row]?.kind !== 'cells')) return
    if (at.row < 0) grid.select({ active: at, head: at })
    else if (at.row < area.top || at.row > area.bottom) grid.select(single(at.row, Math.max(0, at.column)))
    this.#at = at
    grid.drawNow()
    const menu = this.#root().querySelector<HTMLElement>('#menu')
    const anchor = this.#root().querySelector(placeOf(at))
    if (!menu || !anchor) return
    placePopup(menu, anchor.getBoundingClientRect(), 220)
    menu.querySelector('button')?.focus()
  }

  template(): TemplateResult | typeof nothing {
    if (!this.#at) return nothing
    return menuTemplate(this.#at.row < 0 ? this.#ofColumn(this.#at.column) : this.#ofRows(), () => this.#close())
  }

  #ofRows(): readonly MenuItem[] {
    const grid = this.#grid
    const { area, bench } = grid
    const count = area.bottom - area.top + 1
    const after = (id: string | null) => this.#then(() => addRows(grid, id, count))
    return [
      { text: words.grid.insertAbove, keys: 'Ctrl +', act: after(idAbove(bench, area.top)) },
      { text: words.grid.insertBelow, act: after(bench.shape.rows[area.bottom]?.key ?? null) },
      { text: words.grid.removeRows(count), keys: 'Ctrl −', act: this.#then(() => takeRows(grid)) },
    ]
  }

  #ofColumn(column: number): readonly MenuItem[] {
    return (['ascending', 'descending'] as const).map((order) => ({
      text: words.grid.sort[order],
      act: this.#then(() => sortBy(this.#grid, column, order)),
    }))
  }

  #then(act: () => void): () => void {
    return () => {
      this.#close()
      act()
    }
  }

  #close(): void {
    if (!this.#at) return
    this.#at = null
    this.#grid.redraw()
    this.#grid.focus()
  }
}

function placeOf({ row, column }: Spot): string {
  if (row < 0) return `#head-${column}`
  return column < 0 ? `[data-side="${row}"] .more` : `[data-at="${row}:${column}"]`
}
