import type { CellRef, CellRules, CellValue, Choice, CompiledForm, DynamicRow, FileRef, Op, Place, Severity } from '@tabel/engine'

/**
 * What a grid shows: one sheet of a form. Cells are named by meaning (block, row, column) and read when they are drawn,
 * so a view costs nothing to make; give the grid a new one whenever anything behind it has changed.
 */
export interface GridView {
  /** The form as it is shown now: what does not apply or is hidden is not in it. */
  readonly form: CompiledForm
  /** Key of the sheet. */
  readonly sheet: string
  /** Nobody may type. */
  readonly readOnly: boolean
  /** Rows of a dynamic table in their order. */
  rows(block: string): readonly DynamicRow[]
  /** Rules of the cell; null where it is crossed out. */
  rules(ref: CellRef): CellRules | null
  /** What the cell shows: typed or computed. */
  value(ref: CellRef): CellValue
  /** Whether the form itself keeps people from typing here. */
  locked(ref: CellRef): boolean
  /** Whether a file may be put into this cell, or taken out. A row of null in a table stands for one that is not there yet. */
  attachable(ref: CellRef): boolean
  /** Address of an attachment; null where it cannot be opened. */
  address(file: FileRef): string | null
  /** What may be chosen in a cell whose choices depend on others. */
  choices(ref: CellRef): Promise<readonly Choice[]>
}

/** Problems of one cell, row or table: the worst severity, and all of them as lines of a tooltip. */
export interface Mark {
  readonly severity: Severity
  readonly lines: readonly HintLine[]
}

/** Decorations of a grid by {@link placeKey}. */
export type GridMarks = ReadonlyMap<string, Mark>

/** One action of a person. The grid stores nothing: what was typed comes back in the next view. */
export interface GridEdit {
  readonly kind: 'type' | 'clear' | 'paste' | 'cut' | 'fill' | 'rows'
  readonly ops: readonly Op[]
}

/** A cell whose file is to be opened, replaced or put in. */
export interface FileRequest {
  /** In a table a row of null is one that is not there yet. */
  readonly cell: CellRef
  /** What was dropped on the cell. */
  readonly file: File | null
}

/** A text to show beside a cell or an icon. */
export interface GridHint {
  /** Where it belongs, in CSS pixels of the window; asked whenever the hint is placed, because layouts move. */
  readonly anchor: () => DOMRect
  readonly lines: readonly HintLine[]
}

/** `error` and `warning` are problems, `info` and `attention` the two kinds of hints of a form. */
export interface HintLine {
  readonly kind: 'error' | 'warning' | 'info' | 'attention'
  readonly text: string
}

/** What a grid tells the form. */
export interface GridListener {
  edit(edit: GridEdit): void
  undo(): void
  redo(): void
  /** The active cell is another; null when no cell of the sheet is active. */
  select(ref: CellRef | null): void
  /** Show this hint, or none. */
  hint(hint: GridHint | null): void
  attach(request: FileRequest): void
  /** Something to say quietly: why a cell is locked, what of a paste did not fit. */
  notice(text: string): void
  /** The grid cannot go on: another must take its place. What was typed and taken is with the listener. */
  broken(): void
}

/** A grid that can show a sheet: the light table, or a canvas. */
export interface GridAdapter {
  /** Draws into `host`, which gives it its size. Called once, before everything else. */
  mount(host: HTMLElement, listener: GridListener): void
  /** Shows this view. With the same sheet the selection and the scroll stay. */
  show(view: GridView): void
  setMarks(marks: GridMarks): void
  /**
   * Scrolls to a place of the shown sheet, selects it and takes the focus. A row or table leads to its first cell.
   * @param focus false: the place is shown, and the focus stays where it is.
   */
  goTo(place: Place, focus?: boolean): void
  /** Finishes an edit that is under way and gives it to the listener. */
  commit(): void
  focus(): void
  dispose(): void
}

/** Key of a place in {@link GridMarks}: `block/row/column`, empty where a part is null. */
export function placeKey(place: Place): string {
  return `${place.block ?? ''}/${place.row ?? ''}/${place.column ?? ''}`
}
