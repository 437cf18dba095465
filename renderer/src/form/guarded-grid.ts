import type { Place } from '@tabel/engine'
import type { GridAdapter, GridListener, GridMarks, GridView } from '../grid/adapter.ts'

/**
 * A grid that may break: what it throws once it is in place does not reach the form, whose work goes on, but the page hears of it
 * and the listener is told that the grid is {@link GridListener.broken}. Only {@link GridAdapter.mount} throws.
 */
export class GuardedGrid implements GridAdapter {
  readonly #grid: GridAdapter
  #listener: GridListener | null = null

  constructor(grid: GridAdapter) {
    this.#grid = grid
  }

  mount(host: HTMLElement, listener: GridListener): void {
    this.#grid.mount(host, listener)
    this.#listener = listener
  }

  show(view: GridView): void {
    this.#try(() => this.#grid.show(view))
  }

  setMarks(marks: GridMarks): void {
    this.#try(() => this.#grid.setMarks(marks))
  }

  goTo(place: Place, focus?: boolean): void {
    this.#try(() => this.#grid.goTo(place, focus))
  }

  commit(): void {
    this.#try(() => this.#grid.commit())
  }

  focus(): void {
    this.#try(() => this.#grid.focus())
  }

  dispose(): void {
    this.#try(() => this.#grid.dispose())
    this.#listener = null
  }

  #try(act: () => void): void {
    try {
      act()
    } catch (error) {
      reportError(error)
      this.#listener?.broken()
    }
  }
}
