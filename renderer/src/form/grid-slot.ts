import type { GridAdapter, GridListener } from '../grid/adapter.ts'
import { TableAdapter } from '../grid/table/table-adapter.ts'
import type { GridKind } from './grid-choice.ts'
import { GuardedGrid } from './guarded-grid.ts'

/** The place of the grid in a form: which one is there, and which is on its way. */
export class GridSlot {
  readonly #changed: () => void
  #grid: GridAdapter | null = null
  #kind: GridKind | null = null
  #coming: GridKind | null = null

  /** @param changed called when {@link GridSlot.loading} is another. */
  constructor(changed: () => void) {
    this.#changed = changed
  }

  get grid(): GridAdapter | null {
    return this.#grid
  }

  /** The canvas is being loaded. */
  get loading(): boolean {
    return this.#coming === 'excel'
  }

  shows(kind: GridKind): boolean {
    return this.#kind === kind || this.#coming === kind
  }

  /**
   * Puts a grid in place of the one there is, which stays until then. Null when it was given up meanwhile; `failed`: the canvas
   * could not be loaded or drawn, and the light table stands in for it.
   */
  async want(kind: GridKind, host: () => HTMLElement | null, listener: GridListener): Promise<'mounted' | 'failed' | null> {
    this.#coming = kind
    if (this.loading) this.#changed()
    const excel = kind === 'excel' ? await loadExcel() : null
    const place = this.#coming === kind ? host() : null
    if (!place) return null
    this.#coming = null
    this.#grid?.commit()
    this.#grid?.dispose()
    const drawn = excel !== null && mounts(excel, place, listener)
    this.#grid = drawn ? excel : new TableAdapter()
    this.#kind = drawn ? 'excel' : 'table'
    if (!drawn) this.#grid.mount(place, listener)
    if (kind === 'excel') this.#changed()
    return kind === 'excel' && !drawn ? 'failed' : 'mounted'
  }

  drop(): void {
    this.#grid?.dispose()
    this.#grid = null
    this.#kind = null
    this.#coming = null
  }
}

/** The canvas is some megabytes: it comes when it is asked for. Null where it cannot be had. */
async function loadExcel(): Promise<GridAdapter | null> {
  if (!document.createElement('canvas').getContext('2d')) return null
  try {
    const { UniverAdapter } = await import('../grid/univer/index.ts')
    return new GuardedGrid(new UniverAdapter())
  } catch {
    return null
  }
}

/** The canvas leans on more of the browser than the table does: where it cannot be drawn, the place is left empty. */
function mounts(excel: GridAdapter, place: HTMLElement, listener: GridListener): boolean {
  try {
    excel.mount(place, listener)
    return true
  } catch {
    excel.dispose()
    place.replaceChildren()
    return false
  }
}
