import { CanceledError, CellValueType, ICommandService, InterceptorEffectEnum, UniverInstanceType } from '@univerjs/core'
import type { ICellData, IRange } from '@univerjs/core'
import { IRenderManagerService } from '@univerjs/engine-render'
import { INTERCEPTOR_POINT, SetRangeValuesMutation, SheetInterceptorService, SheetsSelectionsService } from '@univerjs/sheets'
import { HeaderFreezeRenderController } from '@univerjs/sheets-ui'
import type { IWorkbookData } from '@univerjs/core'
import type { Look } from './looks.ts'
import { sheetId } from './snapshot.ts'
import { adoptStyles } from './univer-css.ts'
import { startUniver } from './start-univer.ts'
import type { Started } from './start-univer.ts'

/** What people do with the canvas. Rows and columns are those of the canvas, zero-based. */
export interface CanvasListener {
  selected(range: IRange): void
  /** A cell is about to be edited by the mouse. */
  opened(row: number, column: number): void
  hovered(row: number, column: number): void
  scrolled(): void
  /** Everything is drawn for the first time: places can be asked for. */
  drawn(): void
  /** How a cell looks besides its style: problems and hints. */
  look(row: number, column: number): Look | null
}

/** Commands that only look: everything else a person could start is refused, because the form is filled by ops alone. */
const harmless =
  /^(sheet\.operation\.|sheet\.command\.(scroll|set-scroll|set-zoom|change-zoom|expand-selection|move-selection|select-all|set-worksheet-activate|set-selections)|sheet\.mutation\.|doc\.|ui\.|formula\.|base-ui\.)/u

/** Univer as a canvas: it shows texts, selects and scrolls. It changes nothing by itself. */
export class Canvas {
  readonly #started: Started
  readonly #listener: CanvasListener
  readonly #holder: HTMLElement
  #unit = ''
  #made = 0
  #drawn = false
  /** Our own changes of the canvas are under way. */
  #own = false
  readonly #undo: (() => void)[] = []

  /** @param scroll colour of the scroll bars. */
  constructor(holder: HTMLElement, scroll: string, listener: CanvasListener) {
    this.#holder = holder
    this.#listener = listener
    adoptStyles(document)
    this.#started = startUniver(holder, scroll)
    this.#guard()
  }

  /** Shows another workbook in place of the one there is. */
  load(make: (unit: string) => IWorkbookData): void {
    const { univer } = this.#started
    const before = this.#unit
    this.#made += 1
    this.#unit = `form-${this.#made}-${Math.random().toString(36).slice(2)}`
    this.#ourselves(() => {
      univer.createUnit(UniverInstanceType.UNIVER_SHEET, make(this.#unit))
      if (before === '') this.#listen()
      else this.#started.api.disposeUnit(before)
    })
    if (this.#drawn) this.#holdPanes()
  }

  /** Puts texts into cells. */
  write(texts: ReadonlyMap<number, ReadonlyMap<number, string>>): void {
    if (texts.size === 0) return
    const cellValue: Record<number, Record<number, ICellData>> = {}
    for (const [row, cells] of texts)
      for (const [column, v] of cells) (cellValue[row] ??= {})[column] = { v, t: CellValueType.STRING }
    this.#ourselves(() =>
      this.#commands.syncExecuteCommand(
        SetRangeValuesMutation.id,
        { unitId: this.#unit, subUnitId: sheetId, cellValue },
        { onlyLocal: true },
      ),
    )
  }

  /** Draws anew what depends on problems. */
  refresh(): void {
    if (this.#drawn) this.#sheet?.refreshCanvas()
  }

  /** Draws at once, and throws what drawing throws. */
  draw(): void {
    if (!this.#drawn) return
    this.#render?.scene.makeDirty(true)
    this.#render?.scene.render()
  }

  select({ startRow, startColumn, endRow, endColumn }: IRange): void {
    this.#ourselves(() =>
      this.#sheet?.getRange(startRow, startColumn, endRow - startRow + 1, endColumn - startColumn + 1).activate(),
    )
  }

  /** Brings a cell into sight, clear of what is frozen. */
  reveal(row: number, column: number): void {
    const rect = this.rectOf(row, column)
    const box = this.#holder.getBoundingClientRect()
    const sheet = this.#sheet
    if (!rect || !sheet) return
    const { xSplit, ySplit } = sheet.getSheet().getFreeze()
    const left = column < xSplit ? box.left : this.#edge(0, xSplit, 'right', box.left)
    const top = row < ySplit ? box.top : this.#edge(ySplit, 0, 'bottom', box.top)
    const seen = rect.left >= left - 1 && rect.top >= top - 1 && rect.right <= box.right - 12 && rect.bottom <= box.bottom - 12
    if (!seen) sheet.scrollToCell(Math.max(0, row - 2), Math.max(0, column - 1))
  }

  /** Where the frozen part ends on the screen. */
  #edge(row: number, column: number, side: 'right' | 'bottom', otherwise: number): number {
    const rect = row + column === 0 ? null : this.rectOf(Math.max(0, row - 1), Math.max(0, column - 1))
    return rect ? rect[side] : otherwise
  }

  /** A cell in CSS pixels of the window; null while nothing is drawn. */
  rectOf(row: number, column: number): DOMRect | null {
    const sheet = this.#sheet
    if (!sheet || !this.#drawn) return null
    // Univer says where a cell would be if nothing were scrolled.
    const at = (r: number, c: number): DOMRect => sheet.getRange(r, c).getCellRect()
    const { xSplit, ySplit } = sheet.getSheet().getFreeze()
    const scroll = sheet.getScrollState()
    const [cell, origin, first] = [at(row, column), at(0, 0), at(scroll.sheetViewStartRow, scroll.sheetViewStartColumn)]
    const dx = column >= xSplit ? first.left - origin.left + scroll.offsetX : 0
    const dy = row >= ySplit ? first.top - origin.top + scroll.offsetY : 0
    const box = this.#holder.getBoundingClientRect()
    return new DOMRect(cell.left - dx + box.left, cell.top - dy + box.top, cell.width, cell.height)
  }

  /** The cell at a point of the window; null beside all cells. */
  cellAt(x: number, y: number): { readonly row: number; readonly column: number } | null {
    const sheet = this.#sheet
    if (!sheet || !this.#drawn) return null
    const row = last(sheet.getMaxRows(), (at) => (this.rectOf(at, 0)?.top ?? Infinity) <= y)
    const column = last(sheet.getMaxColumns(), (at) => (this.rectOf(0, at)?.left ?? Infinity) <= x)
    const rect = row < 0 || column < 0 ? null : this.rectOf(row, column)
    return rect && x <= rect.right && y <= rect.bottom ? { row, column } : null
  }

  dispose(): void {
    for (const undo of this.#undo) undo()
    this.#started.univer.dispose()
  }

  get #sheet() {
    return this.#started.api.getWorkbook(this.#unit)?.getActiveSheet() ?? null
  }

  get #commands(): ICommandService {
    return this.#started.univer.__getInjector().get(ICommandService)
  }

  get #render() {
    return this.#started.univer.__getInjector().get(IRenderManagerService).getRenderById(this.#unit)
  }

  /** The lines of frozen panes cannot be dragged: the guard would refuse the change, but not before the line has moved. */
  #holdPanes(): void {
    const panes = this.#render?.with(HeaderFreezeRenderController).interceptor
    panes?.intercept(panes.getInterceptPoints().FREEZE_PERMISSION_CHECK, { handler: () => false })
  }

  /** Changes the canvas past the guard, which is shut again also when Univer throws. */
  #ourselves(change: () => void): void {
    this.#own = true
    try {
      change()
    } finally {
      this.#own = false
    }
  }

  #guard(): void {
    const guard = this.#commands.beforeCommandExecuted((command) => {
      if (this.#own || harmless.test(command.id)) return
      throw new CanceledError()
    })
    this.#undo.push(() => guard.dispose())
  }

  #listen(): void {
    const { api, univer } = this.#started
    const { Event } = api
    const on = (subscription: { dispose(): void }): void => void this.#undo.push(() => subscription.dispose())
    on(
      api.addEvent(Event.BeforeSheetEditStart, (event) => {
        event.cancel = true
        this.#listener.opened(event.row, event.column)
      }),
    )
    const selections = univer
      .__getInjector()
      .get(SheetsSelectionsService)
      .selectionMoveEnd$.subscribe(([selection]) => {
        if (selection && !this.#own) this.#listener.selected(selection.range)
      })
    this.#undo.push(() => selections.unsubscribe())
    on(api.addEvent(Event.CellHover, ({ row, column }) => this.#listener.hovered(row, column)))
    on(
      api.addEvent(Event.LifeCycleChanged, ({ stage }) => {
        if (this.#drawn || stage !== api.Enum.LifecycleStages.Rendered) return
        this.#drawn = true
        this.#holdPanes()
        this.#listener.drawn()
      }),
    )
    on(api.addEvent(Event.Scroll, () => this.#listener.scrolled()))
    const interceptors = univer.__getInjector().get(SheetInterceptorService)
    on(
      interceptors.intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
        id: 'tabel',
        priority: 50,
        effect: InterceptorEffectEnum.Style,
        handler: (cell, context, next) => {
          const look = this.#listener.look(context.row, context.col)
          if (!look) return next(cell)
          const own = cell && cell !== context.rawData ? cell : { ...context.rawData }
          return next({
            ...own,
            interceptorStyle: { ...own.interceptorStyle, ...look.style },
            markers: { ...own.markers, ...look.marks },
          })
        },
      }),
    )
  }
}

/** The last of so many places that lies before a point; −1 for none. Places are in order. */
function last(count: number, before: (place: number) => boolean): number {
  let [low, high] = [-1, count - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (before(middle)) low = middle
    else high = middle - 1
  }
  return low
}
