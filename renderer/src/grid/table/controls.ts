import type { GridEdit } from '../adapter.ts'
import type { Bench } from './edits.ts'
import type { Area, Field, Selection, Spot } from './selection.ts'

/** How the editor of a cell begins. */
export interface StartEdit {
  /** Instead of what the cell holds. */
  readonly text?: string
  /** What the cell holds is selected, so that typing replaces it. */
  readonly replace?: boolean
  /** With the month open under a date. */
  readonly calendar?: boolean
}

/** What keys, mouse and clipboard may do with a table. */
export interface GridControls {
  readonly bench: Bench
  readonly field: Field
  readonly selection: Selection
  /** The rectangle that is selected; it holds no row while a title of a column is active. */
  readonly area: Area
  /** The column in which a run of Tabs began; Enter returns to it. */
  tabColumn: number | null
  /** Tab leaves the table instead of moving in it. */
  leaving: boolean
  /** The element around the table that scrolls. */
  readonly scroller: HTMLElement
  /** A cell is being edited. */
  readonly editing: boolean
  select(selection: Selection): void
  /** Gives an action to the form; nothing happens when there is nothing to do. */
  emit(kind: GridEdit['kind'], ops: GridEdit['ops']): void
  /** Opens the editor in the active cell. Says why when the cell is locked. */
  startEdit(options: StartEdit): void
  /** Opens the file of a cell, or puts one in. @returns false where that cannot be. */
  openFile(spot: Spot, file?: File): boolean
  /** Takes what is being typed into the document. */
  commit(): void
  undo(): void
  redo(): void
  notice(text: string): void
  openMenu(at: Spot): void
  /** The cell, row header (column −1) or column title (row −1) at a point of the window, in CSS pixels; null where there is none. */
  spotAt(x: number, y: number): Spot | null
  /** Shows problems and hints of a place beside its element; hides the tooltip when there are none. */
  showHintOf(anchor: Element, spot: Spot): void
  /** @returns whether a hint was shown. */
  hideHint(): boolean
  focus(): void
  redraw(): void
  /** Draws at once what is otherwise drawn with the next frame. */
  drawNow(): void
}
