import type { CellRef, Hint, Place } from '@tabel/engine'
import { LitElement, html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { ru } from '../../locales/ru.ts'
import type { GridEdit, GridListener, GridMarks, GridView, HintLine } from '../adapter.ts'
import { bodyTemplate, cellId } from './body.ts'
import { askChoices } from './ask-choices.ts'
import { CellEditor } from './cell-editor.ts'
import { ClipboardKeys } from './clipboard-keys.ts'
import { ColumnSizing } from './column-sizing.ts'
import { columnRules, headerLayout } from './column-rules.ts'
import type { HeaderLayout } from './column-rules.ts'
import type { GridControls, StartEdit } from './controls.ts'
import type { Bench } from './edits.ts'
import { idAbove, isOpen, putInto, rulesAt, textOf, typeInto } from './edits.ts'
import { inputTemplate, listTemplate } from './editor-view.ts'
import type { EditorActions } from './editor-view.ts'
import { editorKey } from './editor-keys.ts'
import type { Geometry, Window } from './geometry.ts'
import { indexes, measure, rowHeight, windowOf } from './geometry.ts'
import { gridStyles } from './grid.styles.ts'
import { headerTemplate } from './header.ts'
import { describeCell, hintLines, labelOf, whyLocked } from './describe.ts'
import { commandOf } from './keyboard.ts'
import { GridPointer } from './pointer.ts'
import { placePopup } from './popup.ts'
import { popupStyles } from './popup.styles.ts'
import { menuTemplate } from './row-menu.ts'
import type { RowAction } from './row-menu.ts'
import { addRows, runCommand, takeRows } from './run-command.ts'
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
  static override styles = [gridStyles, popupStyles]

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
  #editor: CellEditor | null = null
  #menuAt: Spot | null = null
  #reveal = false
  #hinted = false
  readonly #rules = new CSSStyleSheet()
  #rulesText = ''
  /** Grows with everything that changes a row; scrolling alone draws only the rows that come into sight. */
  #epoch = 0
  #columns: readonly number[] = []
  readonly #pointer = new GridPointer(this, () => this.shadowRoot)
  readonly #clipboard = new ClipboardKeys(this)
  readonly #sizing = new ColumnSizing(this)

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

  /** Selects a place of this block, scrolls to it and takes the focus; rows and tables lead to their first cell. */
  goTo(place: Place): void {
    const { shape } = this.bench
    const fields = shape.block.kind === 'fields'
    const key = fields ? place.column : place.row
    const row = key === null ? this.#firstRow() : shape.rows.findIndex((line) => line.key === key)
    const column = fields || place.column === null ? 0 : shape.columns.findIndex((one) => one.key === place.column)
    if (row < 0 || column < 0) return
    this.select(single(row, column))
    this.focus()
  }

  override focus(): void {
    if (!this.hasUpdated) this.#drawNow()
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

  startEdit({ text, replace }: StartEdit): void {
    const { row, column } = this.#selection.active
    const rules = rulesAt(this.bench, row, column)
    if (row < 0 || !rules || !isOpen(this.bench, row, column)) {
      if (row >= 0) this.notice(whyLocked(this.bench, row, column))
      return
    }
    this.#selection = single(row, column)
    this.hideHint()
    this.#editor = new CellEditor({ row, column }, rules, text ?? textOf(this.bench, row, column), text !== undefined)
    void askChoices(this.bench, this.#editor).then((asked) => asked && this.redraw())
    // The field must be there before the browser delivers the key that opened it.
    this.#drawNow()
    const input = this.renderRoot.querySelector<HTMLInputElement>('.editor')
    input?.focus({ preventScroll: true })
    input?.setSelectionRange(replace === true ? 0 : input.value.length, input.value.length)
  }

  commit(): void {
    const editor = this.#editor
    if (!editor) return
    this.#editor = null
    this.redraw()
    const { option } = editor
    const ops =
      option && !editor.take(option)
        ? putInto(this.bench, editor.spot, option.value)
        : typeInto(this.bench, editor.spot, editor.text)
    this.emit('type', ops)
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
    return this.#editor !== null
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
    if (!this.bench.shape.growing || this.bench.shape.rows[at.row]?.kind !== 'cells') return
    const { area } = this
    if (at.row < area.top || at.row > area.bottom) this.select(single(at.row, Math.max(0, at.column)))
    this.#menuAt = at
    this.#drawNow()
    const menu = this.renderRoot.querySelector<HTMLElement>('#menu')
    const place = at.column < 0 ? `[data-side="${at.row}"] .more` : `[data-at="${at.row}:${at.column}"]`
    const anchor = this.renderRoot.querySelector(place)
    if (!menu || !anchor) return
    placePopup(menu, anchor.getBoundingClientRect(), 220)
    menu.querySelector('button')?.focus()
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
    if (this.#editor?.listed) this.#placeList()
    if (this.#reveal) this.#revealActive()
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.#view || !this.#shape) return nothing
    const shape = this.#shape
    const { active } = this.#selection
    const area = this.#focused ? this.area : null
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
        aria-label=${ru.grid.label(shape.block.title ?? this.#view.form.sheets.find((one) => one.key === this.#view?.sheet)?.title ?? '')}
        aria-rowcount=${shape.rows.length + above}
        aria-colcount=${shape.columns.length + 1}
        aria-multiselectable="true"
        aria-readonly=${this.#view.readOnly}
        aria-activedescendant=${this.#focused && !this.#editor ? cellId(shape, active.row, active.column) : nothing}
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
        @focusin=${this.#onFocus}
        @focusout=${this.#onBlur}
      >
        ${fields ? nothing : headerTemplate({ ...shared, resize: this.#sizing.press, fit: this.#sizing.fit, layout: this.#layout, selected: area ?? { left: -1, right: -1 }, active: area && active.row < 0 ? active.column : null })}
        ${bodyTemplate({
          ...shared,
          view: this.#view,
          geometry: this.#geometry,
          marks: this.#marks,
          rows: this.#rowsToDraw(),
          above,
          epoch: this.#epoch,
          area,
          active: this.#focused ? active : null,
          editor: this.#editor,
          editorTemplate: (editor) => inputTemplate(editor, labelOf(this.bench, editor.spot), this.#actions),
          openMenu: (at) => this.openMenu(at),
        })}
      </div>
      <div id="about" class="unseen">${this.#focused ? describeCell(this.bench, this.#marks, active) : ''}</div>
      ${listTemplate(this.#editor, this.#actions)}
      ${
        this.#menuAt
          ? menuTemplate(
              this.area.bottom - this.area.top + 1,
              (action) => this.#act(action),
              () => this.#closeMenu(),
            )
          : nothing
      }`
  }

  readonly #actions: EditorActions = {
    typed: (text) => {
      this.#editor?.type(text)
      this.redraw()
    },
    key: (event) => editorKey(this, this.#editor, event, () => this.#cancelEdit()),
    left: () => this.commit(),
    choose: (option) => this.#choose(option),
  }

  #choose(option: CellEditor['options'][number]): void {
    if (this.#editor?.take(option, true)) return this.#drawNow()
    this.#editor?.pick(option)
    this.commit()
    this.focus()
  }

  #cancelEdit(): void {
    this.#editor = null
    this.redraw()
    this.focus()
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    if (this.#editor || event.defaultPrevented || event.isComposing) return
    const command = commandOf(event)
    if (command && runCommand(this, command)) {
      event.preventDefault()
      event.stopPropagation()
    }
  }

  readonly #onFocus = (): void => {
    if (this.#focused) return
    this.#focused = true
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
    if (this.#editor?.listed) this.#placeList()
  }

  #act(action: RowAction): void {
    const { area } = this
    this.#closeMenu()
    if (action === 'remove') takeRows(this)
    else if (action === 'above') addRows(this, idAbove(this.bench, area.top), area.bottom - area.top + 1)
    else addRows(this, this.bench.shape.rows[area.bottom]?.key ?? null, area.bottom - area.top + 1)
  }

  #closeMenu(): void {
    if (!this.#menuAt) return
    this.#menuAt = null
    this.redraw()
    this.focus()
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
    if (!this.#focused || this.#editor) return
    const lines = hintLines(this.bench, this.#marks, active, true)
    const cell = this.renderRoot.querySelector(`#${CSS.escape(cellId(this.bench.shape, active.row, active.column))}`)
    if (cell && lines.length > 0) this.#showLines(cell, lines)
  }

  #placeList(): void {
    const list = this.renderRoot.querySelector<HTMLElement>('#list')
    const cell = this.renderRoot.querySelector('.editor')?.parentElement
    if (!list || !cell) return
    placePopup(list, cell.getBoundingClientRect(), cell.clientWidth)
    list.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }

  #drawNow(): void {
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
    const also = this.#focused && active.row >= 0 && active.row < this.bench.shape.rows.length ? [active.row] : []
    return indexes(this.#window.firstRow, this.#window.lastRow, also)
  }

  #columnsToDraw(): readonly number[] {
    const frozen = Array.from({ length: this.#geometry.frozen }, (_, index) => index)
    const also = this.#focused ? [...frozen, this.#selection.active.column] : frozen
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
