import type { CellRef, Hint, Place } from '@tabel/engine'
import { LitElement, html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { words } from '../../locales/words.ts'
import type { GridEdit, GridListener, GridMarks, GridView, HintLine } from '../adapter.ts'
import { bodyTemplate, cellId } from './body.ts'
import { ClipboardKeys } from './clipboard-keys.ts'
import { ColumnSizing } from './column-sizing.ts'
import { columnRules, headerLayout } from './column-rules.ts'
import type { HeaderLayout } from './column-rules.ts'
import type { GridControls, StartEdit } from './controls.ts'
import type { Bench } from './edits.ts'
import { textOf } from './edits.ts'
import { Editing } from './editing.ts'
import type { Geometry, Window } from './geometry.ts'
import { indexes, measure, rowHeight, windowOf } from './geometry.ts'
import { dragFile, openFile } from './files.ts'
import { filesStyles } from './files.styles.ts'
import { GridMenu } from './grid-menu.ts'
import { gridStyles } from './grid.styles.ts'
import { headerTemplate } from './header.ts'
import { describeCell, hintLines } from './describe.ts'
import { commandOf } from './keyboard.ts'
import { GridPointer, spotOf, spotUnder } from './pointer.ts'
import { popupStyles } from './popup.styles.ts'
import { runCommand } from './run-command.ts'
import { reveal, viewportOf } from './scrolling.ts'
import type { Area, Field, Selection, Spot } from './selection.ts'
import { areaOf, single } from './selection.ts'
import { follow, shapeOf } from './shape.ts'
import type { TableShape } from './shape.ts'

/**
 * One block of a form as an ARIA grid: draws only the rows and columns that are seen, moves and edits as Excel does,
 * and gives every action to its listener as ops. It scrolls in `scroller`, an element around it.
 */
export class TabelGrid extends LitElement implements GridControls {
  static override styles = [gridStyles, filesStyles, popupStyles]

  listener: GridListener | null = null
  scroller: HTMLElement = this
  tabColumn: number | null = null
  leaving = false

  #view: GridView | null = null
  #shape: TableShape | null = null
  #marks: GridMarks = new Map()
  #geometry: Geometry = { tops: [0], lefts: [0], frozen: 0 }
  #layout: HeaderLayout = { levels: 1, groups: [] }
  #window: Window = { firstRow: 0, lastRow: -1, firstColumn: 0, lastColumn: -1 }
  #selection: Selection = single(0, 0)
  /** Key of the active row; the selection follows it when rows come and go above. */
  #activeKey: string | null = null
  #focused = false
  #pointed = false
  #reveal = false
  #hinted = false
  readonly #rules = new CSSStyleSheet()
  #rulesText = ''
  /** Grows with everything that changes a row; scrolling alone draws only the rows that come into sight. */
  #epoch = 0
  #columns: readonly number[] = []
  readonly #pointer = new GridPointer(this)
  readonly #clipboard = new ClipboardKeys(this)
  readonly #sizing = new ColumnSizing(this)
  readonly #menu = new GridMenu(this, () => this.renderRoot)
  readonly #editing = new Editing(this, () => this.renderRoot)

  /** Draws this block of the view. */
  show(view: GridView, block: string): void {
    const compiled = view.form.blocks[block]
    if (!compiled) throw new RangeError(`the form has no block "${block}"`)
    this.#view = view
    this.#shape = this.#sizing.applied(view.form.form, shapeOf(view, compiled))
    this.#selection = follow(this.#selection, this.#activeKey, this.#shape)
    if (this.#activeKey !== null) this.#activeKey = this.#shape.rows[this.#selection.active.row]?.key ?? null
    this.#measure()
    this.redraw()
  }

  setMarks(marks: GridMarks): void {
    this.#marks = marks
    this.redraw()
  }

  /** Selects a place of this block, scrolls to it and takes the focus, or only shows it; rows and tables lead to their first cell. */
  goTo(place: Place, focus = true): void {
    const { shape } = this.bench
    const fields = shape.block.kind === 'fields'
    const key = fields ? place.column : place.row
    const row = key === null ? this.#firstRow() : shape.rows.findIndex((line) => line.key === key)
    const column = fields || place.column === null ? 0 : shape.columns.findIndex((one) => one.key === place.column)
    if (row < 0 || column < 0) return
    this.select(single(row, column))
    this.point(!focus)
    if (focus) this.focus()
  }

  /** Shows the selection, or no longer, while the focus is elsewhere. */
  point(shown: boolean): void {
    if (this.#pointed === shown) return
    this.#pointed = shown
    this.redraw()
  }

  override focus(): void {
    if (!this.hasUpdated) this.drawNow()
    this.renderRoot.querySelector<HTMLElement>('#grid')?.focus({ preventScroll: true })
  }

  get bench(): Bench {
    if (!this.#view || !this.#shape) throw new Error('a grid shows nothing before show()')
    return { view: this.#view, shape: this.#shape }
  }

  get selection(): Selection {
    return this.#selection
  }

  get area(): Area {
    const area = areaOf(this.#selection)
    return { ...area, top: Math.max(0, area.top) }
  }

  get field(): Field {
    const { shape } = this.bench
    return {
      rows: shape.rows.length,
      columns: shape.columns.length,
      page: Math.floor(this.scroller.clientHeight / rowHeight) - 2,
      standable: (row) => row < 0 || shape.rows[row]?.kind !== 'group',
      empty: (row, column) => textOf(this.bench, row, column) === '',
    }
  }

  select(selection: Selection): void {
    this.commit()
    this.#selection = selection
    this.#activeKey = this.bench.shape.rows[selection.active.row]?.key ?? null
    this.#reveal = true
    this.hideHint()
    this.redraw()
    this.listener?.select(this.#activeRef())
  }

  emit(kind: GridEdit['kind'], ops: GridEdit['ops']): void {
    // What is typed into the ghost row becomes a row at the same place: stay there instead of following the ghost.
    if (this.bench.shape.rows[this.#selection.active.row]?.kind === 'ghost') this.#activeKey = null
    if (ops.length > 0) this.listener?.edit({ kind, ops })
    this.#activeKey = this.bench.shape.rows[this.#selection.active.row]?.key ?? null
  }

  startEdit(options: StartEdit): void {
    this.#editing.start(options)
  }

  openFile(spot: Spot, file?: File): boolean {
    return openFile(this.bench, this.listener, spot, file)
  }

  commit(): void {
    this.#editing.commit()
  }

  undo(): void {
    this.listener?.undo()
  }

  redo(): void {
    this.listener?.redo()
  }

  notice(text: string): void {
    if (text !== '') this.listener?.notice(text)
  }

  get editing(): boolean {
    return this.#editing.editor !== null
  }

  redraw(): void {
    this.#epoch += 1
    this.requestUpdate()
  }

  showHintOf(anchor: Element, spot: Spot): void {
    const lines = hintLines(this.bench, this.#marks, spot)
    if (lines.length > 0) this.#showLines(anchor, lines)
    else this.hideHint()
  }

  hideHint(): boolean {
    const shown = this.#hinted
    this.#hinted = false
    if (shown) this.listener?.hint(null)
    return shown
  }

  openMenu(at: Spot): void {
    this.#menu.open(at)
  }

  spotAt(x: number, y: number): Spot | null {
    return spotUnder(this.shadowRoot, x, y)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('scroll', this.#closePopups, true)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    removeEventListener('scroll', this.#closePopups, true)
  }

  /** The area around has been scrolled or has another size. */
  moved(): void {
    if (!this.#shape) return
    const before = this.#window
    this.#measure()
    const now = this.#window
    const edges = ['firstRow', 'lastRow', 'firstColumn', 'lastColumn'] as const
    if (edges.some((edge) => now[edge] !== before[edge])) this.requestUpdate()
  }

  protected override firstUpdated(): void {
    const root = this.shadowRoot
    if (root) root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.#rules]
  }

  protected override updated(_changed: PropertyValues): void {
    this.#editing.place()
    if (this.#reveal) this.#revealActive()
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.#view || !this.#shape) return nothing
    const shape = this.#shape
    const { active } = this.#selection
    const seen = this.#focused || this.#pointed
    const area = seen ? this.area : null
    const columns = this.#columnsToDraw()
    const numbered = shape.numbered ? 1 : 0
    const fields = shape.block.kind === 'fields'
    const shared = {
      shape,
      columns,
      showHint: (event: Event, hint: Hint) => this.#showLines(event.currentTarget as Element, [hint]),
      hideHint: () => void this.hideHint(),
    }
    const above = fields ? 0 : this.#layout.levels + numbered
    return html`<div
        id="grid"
        class=${fields ? 'fields' : ''}
        role="grid"
        tabindex="0"
        aria-label=${words.grid.label(shape.block.title ?? this.#view.form.sheets.find((one) => one.key === this.#view?.sheet)?.title ?? '')}
        aria-rowcount=${shape.rows.length + above}
        aria-colcount=${shape.columns.length + 1}
        aria-multiselectable="true"
        aria-readonly=${this.#view.readOnly}
        aria-activedescendant=${this.#focused && !this.editing ? cellId(shape, active.row, active.column) : nothing}
        @keydown=${this.#onKey}
        @pointerdown=${this.#pointer.press}
        @dblclick=${this.#pointer.doubleClick}
        @click=${this.#pointer.tap}
        @contextmenu=${this.#pointer.contextMenu}
        @pointerover=${this.#pointer.hover}
        @pointerleave=${() => this.hideHint()}
        @copy=${(event: ClipboardEvent) => this.#clipboard.copy(event)}
        @cut=${(event: ClipboardEvent) => this.#clipboard.cut(event)}
        @paste=${(event: ClipboardEvent) => this.#clipboard.paste(event)}
        @dragover=${(event: DragEvent) => dragFile(this, event, spotOf(event))}
        @drop=${(event: DragEvent) => dragFile(this, event, spotOf(event))}
        @focusin=${this.#onFocus}
        @focusout=${this.#onBlur}
      >
        ${fields ? nothing : headerTemplate({ ...shared, resize: this.#sizing.press, fit: this.#sizing.fit, openMenu: (at: Spot) => this.openMenu(at), layout: this.#layout, selected: area ?? { left: -1, right: -1 }, active: area && active.row < 0 ? active.column : null })}
        ${bodyTemplate({
          ...shared,
          view: this.#view,
          geometry: this.#geometry,
          marks: this.#marks,
          rows: this.#rowsToDraw(),
          above,
          epoch: this.#epoch,
          area,
          active: seen ? active : null,
          editor: this.#editing.editor,
          editorTemplate: (editor) => this.#editing.fieldTemplate(editor),
          openMenu: (at) => this.openMenu(at),
          openFile: (at) => {
            this.select(single(at.row, at.column))
            this.focus()
            this.openFile(at)
          },
        })}
      </div>
      <div id="about" class="unseen">${this.#focused ? describeCell(this.bench, this.#marks, active) : ''}</div>
      ${this.#editing.popups()} ${this.#menu.template()}`
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (this.editing || event.defaultPrevented || event.isComposing) return
    const command = commandOf(event)
    if (command && runCommand(this, command)) {
      event.preventDefault()
      event.stopPropagation()
    }
  }

  readonly #onFocus = (): void => {
    if (this.#focused) return
    this.#focused = true
    this.#pointed = false
    if (this.#selection.active.row === 0) this.#selection = single(this.#firstRow(), this.#selection.active.column)
    this.redraw()
    this.listener?.select(this.#activeRef())
  }

  readonly #onBlur = (event: FocusEvent): void => {
    if (this.renderRoot.contains(event.relatedTarget as Node | null)) return
    this.#focused = false
    this.leaving = false
    this.tabColumn = null
    this.hideHint()
    this.redraw()
  }

  readonly #closePopups = (event: Event): void => {
    const from = event.composedPath()[0]
    if (from instanceof Element && from.closest('.popup')) return
    this.#editing.place()
  }

  #showLines(anchor: Element, lines: readonly HintLine[]): void {
    this.#hinted = true
    this.listener?.hint({ anchor: () => anchor.getBoundingClientRect(), lines })
  }

  #revealActive(): void {
    this.#reveal = false
    const { active, head } = this.#selection
    const spot = head.row === active.row && head.column === active.column ? active : head
    reveal(this.scroller, this, this.#geometry, spot)
    if (!this.#focused || this.editing) return
    const lines = hintLines(this.bench, this.#marks, active, true)
    const cell = this.renderRoot.querySelector(`#${CSS.escape(cellId(this.bench.shape, active.row, active.column))}`)
    if (cell && lines.length > 0) this.#showLines(cell, lines)
  }

  drawNow(): void {
    this.redraw()
    this.performUpdate()
  }

  #measure(): void {
    const { shape } = this.bench
    const room = this.scroller.clientWidth || innerWidth
    const side = shape.titled ? Math.min(shape.headerWidth, Math.max(130, Math.round(room * 0.45))) : shape.headerWidth
    this.#geometry = measure(shape, side, room)
    this.#layout = headerLayout(shape, this.#geometry.frozen)
    const text = columnRules(shape, this.#geometry, this.#layout)
    if (text !== this.#rulesText) this.#rules.replaceSync(text)
    this.#rulesText = text
    this.#window = windowOf(this.#geometry, viewportOf(this.scroller, this))
  }

  #rowsToDraw(): number[] {
    const { active } = this.#selection
    const also =
      (this.#focused || this.#pointed) && active.row >= 0 && active.row < this.bench.shape.rows.length ? [active.row] : []
    return indexes(this.#window.firstRow, this.#window.lastRow, also)
  }

  #columnsToDraw(): readonly number[] {
    const frozen = Array.from({ length: this.#geometry.frozen }, (_, index) => index)
    const also = this.#focused || this.#pointed ? [...frozen, this.#selection.active.column] : frozen
    const columns = indexes(this.#window.firstColumn, this.#window.lastColumn, also)
    if (columns.join() !== this.#columns.join()) this.#columns = columns
    return this.#columns
  }

  #firstRow(): number {
    const first = this.bench.shape.rows.findIndex((row) => row.kind !== 'group')
    return Math.max(0, first)
  }

  #activeRef(): CellRef | null {
    return this.bench.shape.ref(this.#selection.active.row, this.#selection.active.column)
  }
}
