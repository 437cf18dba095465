import type { CellRef, Place } from '@tabel/engine'
import { html, render } from 'lit'
import type { IRange } from '@univerjs/core'
import { words } from '../../locales/words.ts'
import type { GridAdapter, GridEdit, GridListener, GridMarks, GridView, HintLine } from '../adapter.ts'
import { ClipboardKeys } from '../table/clipboard-keys.ts'
import type { GridControls, StartEdit } from '../table/controls.ts'
import { describeCell, hintLines } from '../table/describe.ts'
import { dragFill } from '../table/drag-fill.ts'
import { Editing } from '../table/editing.ts'
import { textOf } from '../table/edits.ts'
import type { Bench } from '../table/edits.ts'
import { dragFile, openFile } from '../table/files.ts'
import { commandOf } from '../table/keyboard.ts'
import { GridMenu } from '../table/grid-menu.ts'
import { popupStyles } from '../table/popup.styles.ts'
import { runCommand } from '../table/run-command.ts'
import { areaOf, single } from '../table/selection.ts'
import type { Area, Field, Selection, Spot } from '../table/selection.ts'
import { Canvas } from './canvas.ts'
import { coloursAt, fontAt } from './colours.ts'
import type { Colours } from './colours.ts'
import { watchFailures } from './failures.ts'
import { layOutSheet, lineOf, spotAt } from './sheet-layout.ts'
import type { LaidBlock, SheetLayout } from './sheet-layout.ts'
import { lookOf } from './looks.ts'
import { overStyles } from './over-styles.ts'
import { snapshotOf } from './snapshot.ts'
import { differenceOf, textsOf } from './texts.ts'
import type { Texts } from './texts.ts'

/**
 * «Как в Excel»: a sheet on a canvas. Univer shows, selects and scrolls; what keys, clipboard, fields and menus do is the very code
 * of the light table, so the two cannot come apart. It must stand in the document itself: the canvas is a child of the form.
 */
export class UniverAdapter implements GridAdapter, GridControls {
  tabColumn: number | null = null
  leaving = false
  readonly #holder = document.createElement('div')
  readonly #canvasHost = document.createElement('div')
  /** Field, list and menus of the active cell: over the canvas, in a shadow root of their own. */
  readonly #over = document.createElement('div')
  readonly #overRoot: ShadowRoot
  #slot: HTMLSlotElement | null = null
  #canvas: Canvas | null = null
  #listener: GridListener | null = null
  #view: GridView | null = null
  #layout: SheetLayout | null = null
  #marks: GridMarks = new Map()
  #colours: Colours
  readonly #preference = matchMedia('(prefers-color-scheme: dark)')
  #block = ''
  #selection: Selection = single(0, 0)
  #texts: Texts = new Map()
  #hinted = false
  #unwatch = (): void => {}
  readonly #editing: Editing
  readonly #menu: GridMenu
  readonly #clipboard: ClipboardKeys

  constructor() {
    this.#colours = coloursAt(this.#holder)
    this.#overRoot = this.#over.attachShadow({ mode: 'open' })
    this.#editing = new Editing(this, () => this.#overRoot)
    this.#menu = new GridMenu(this, () => this.#overRoot)
    this.#clipboard = new ClipboardKeys(this)
  }

  mount(host: HTMLElement, listener: GridListener): void {
    this.#listener = listener
    const form = (host.getRootNode() as ShadowRoot).host
    this.#slot = document.createElement('slot')
    this.#slot.name = 'grid'
    host.append(this.#slot)
    this.#holder.slot = 'grid'
    this.#holder.tabIndex = 0
    this.#holder.className = 'tabel-canvas'
    this.#holder.setAttribute('role', 'application')
    const styles = new CSSStyleSheet()
    styles.replaceSync(overStyles + popupStyles.cssText)
    this.#overRoot.adoptedStyleSheets = [styles]
    Object.assign(this.#holder.style, { position: 'relative', height: '100%', outline: 'none' })
    Object.assign(this.#canvasHost.style, { position: 'absolute', inset: '0', isolation: 'isolate' })
    // Beside the cells shows what Univer lies on.
    this.#canvasHost.style.setProperty('--univer-white', 'var(--_paper)')
    this.#holder.append(this.#canvasHost, this.#over)
    form.append(this.#holder)
    this.#listen()
    this.#canvas = new Canvas(this.#canvasHost, coloursAt(this.#holder).scroll, {
      selected: (range) => this.#selected(range),
      opened: (row, column) => this.#opened(row, column),
      hovered: (row, column) => this.#hovered(row, column),
      scrolled: () => this.#place(),
      drawn: () => this.#drawSelection(),
      look: (row, column) =>
        this.#layout && this.#view && lookOf(this.#view, this.#layout, this.#marks, this.#colours, row, column),
    })
    this.#preference.addEventListener('change', this.#recolour)
    this.#unwatch = watchFailures(
      () => this.#canvas?.draw(),
      () => listener.broken(),
    )
  }

  show(view: GridView): void {
    this.#view = view
    const layout = layOutSheet(view)
    if (!layout || !this.#canvas) return
    const colours = coloursAt(this.#holder)
    const another = this.#layout?.name !== layout.name || JSON.stringify(colours) !== JSON.stringify(this.#colours)
    const turned = this.#layout?.sheet.key !== layout.sheet.key
    this.#layout = layout
    this.#colours = colours
    const texts = textsOf(view, layout)
    if (another) {
      this.#canvas.load((unit) => snapshotOf(unit, view, layout, colours, fontAt(this.#holder)))
      if (turned) {
        this.#block = layout.blocks[0]?.shape.block.key ?? ''
        this.#selection = single(Math.max(0, layout.blocks[0]?.shape.rows.findIndex(({ kind }) => kind !== 'group') ?? 0), 0)
      }
      this.#drawSelection()
    } else this.#canvas.write(differenceOf(this.#texts, texts))
    this.#texts = texts
    this.redraw()
  }

  readonly #recolour = (): void => {
    if (this.#view) this.show(this.#view)
  }

  setMarks(marks: GridMarks): void {
    this.#marks = marks
    this.#canvas?.refresh()
    this.redraw()
  }

  goTo(place: Place, focus = true): void {
    const laid = this.#layout?.blocks.find(({ shape }) => shape.block.key === place.block) ?? this.#layout?.blocks[0]
    if (!laid) return
    const { shape } = laid
    const fields = shape.block.kind === 'fields'
    const key = fields ? place.column : place.row
    const row =
      key === null ? shape.rows.findIndex(({ kind }) => kind !== 'group') : shape.rows.findIndex((line) => line.key === key)
    const column = fields || place.column === null ? 0 : shape.columns.findIndex((one) => one.key === place.column)
    if (row < 0 || column < 0) return
    this.commit()
    this.#block = shape.block.key
    this.select(single(row, column))
    if (focus) this.focus()
  }

  openFile(spot: Spot, file?: File): boolean {
    return openFile(this.bench, this.#listener, spot, file)
  }

  commit(): void {
    this.#editing.commit()
  }

  focus(): void {
    this.#holder.focus({ preventScroll: true })
  }

  dispose(): void {
    this.#preference.removeEventListener('change', this.#recolour)
    this.#unwatch()
    try {
      this.#canvas?.dispose()
    } finally {
      this.#canvas = null
      this.#holder.remove()
      this.#slot?.remove()
    }
  }

  // What keys, clipboard and menus may do with the block of the active cell.

  get bench(): Bench {
    const laid = this.#laid
    if (!this.#view || !laid) throw new Error('a grid shows nothing before show()')
    return { view: this.#view, shape: laid.shape }
  }

  get field(): Field {
    const { bench } = this
    return {
      rows: bench.shape.rows.length,
      columns: bench.shape.columns.length,
      page: Math.max(1, Math.floor(this.#holder.clientHeight / 28) - 2),
      standable: (row) => row < 0 || bench.shape.rows[row]?.kind !== 'group',
      empty: (row, column) => textOf(bench, row, column) === '',
    }
  }

  get selection(): Selection {
    return this.#selection
  }

  get area(): Area {
    const area = areaOf(this.#selection)
    return { ...area, top: Math.max(0, area.top) }
  }

  get scroller(): HTMLElement {
    return this.#holder
  }

  get editing(): boolean {
    return this.#editing.editor !== null
  }

  select(selection: Selection): void {
    this.commit()
    this.#selection = selection
    this.hideHint()
    this.#drawSelection()
    this.#told()
  }

  emit(kind: GridEdit['kind'], ops: GridEdit['ops']): void {
    if (ops.length > 0) this.#listener?.edit({ kind, ops })
    this.redraw()
  }

  startEdit(options: StartEdit): void {
    this.#editing.start(options)
    this.#place()
  }

  undo(): void {
    this.#listener?.undo()
  }

  redo(): void {
    this.#listener?.redo()
  }

  notice(text: string): void {
    if (text !== '') this.#listener?.notice(text)
  }

  openMenu(at: Spot): void {
    this.#menu.open(at)
  }

  spotAt(x: number, y: number): Spot | null {
    const cell = this.#canvas?.cellAt(x, y)
    const found = cell && this.#layout && spotAt(this.#layout, cell.row, cell.column)
    return found && found.laid === this.#laid ? found.spot : null
  }

  showHintOf(anchor: Element, spot: Spot): void {
    this.#showLines(() => anchor.getBoundingClientRect(), hintLines(this.bench, this.#marks, spot))
  }

  hideHint(): boolean {
    const shown = this.#hinted
    this.#hinted = false
    if (shown) this.#listener?.hint(null)
    return shown
  }

  redraw(): void {
    this.drawNow()
  }

  drawNow(): void {
    if (!this.#laid || !this.#view) return
    const { editor } = this.#editing
    const { active } = this.#selection
    const said = `${this.#placeInWords()}. ${describeCell(this.bench, this.#marks, active)}`
    render(
      html`<div class="cell anchor" data-at="${active.row}:${active.column}" id="head-${active.column}" data-side=${active.row}>
          <span class="more"></span>${editor ? this.#editing.fieldTemplate(editor) : ''}
        </div>
        ${
          this.#view.readOnly || editor || !this.#laid.shape.rows[this.area.bottom]
            ? ''
            : html`<i class="fill-handle" aria-hidden="true" @pointerdown=${this.#fill}></i>`
        }
        ${this.#editing.popups()} ${this.#menu.template()}
        <div class="unseen" role="status">${said}</div>`,
      this.#overRoot,
    )
    this.#holder.setAttribute('aria-label', words.grid.label(this.#layout?.sheet.title ?? ''))
    this.#place()
  }

  get #laid(): LaidBlock | undefined {
    return this.#layout?.blocks.find(({ shape }) => shape.block.key === this.#block) ?? this.#layout?.blocks[0]
  }

  #listen(): void {
    const holder = this.#holder
    holder.addEventListener('keydown', (event) => this.#key(event))
    for (const kind of ['copy', 'cut', 'paste'] as const)
      holder.addEventListener(
        kind,
        (event) => {
          event.stopImmediatePropagation()
          this.#clipboard[kind](event)
        },
        true,
      )
    for (const kind of ['dragover', 'drop'] as const)
      holder.addEventListener(kind, (event) => dragFile(this, event, this.spotAt(event.clientX, event.clientY)))
    holder.addEventListener('contextmenu', (event) => {
      event.preventDefault()
      this.openMenu(this.#selection.active)
    })
    holder.addEventListener('pointerup', () => !this.editing && this.focus())
    holder.addEventListener('focusin', () => this.#told())
    holder.addEventListener('focusout', (event) => {
      if (!holder.contains(event.relatedTarget as Node | null)) this.hideHint()
    })
  }

  readonly #fill = (event: PointerEvent): void => {
    event.preventDefault()
    event.stopPropagation()
    if (event.button === 0) dragFill(this, event)
  }

  #key(event: KeyboardEvent): void {
    if (this.editing || event.defaultPrevented || event.isComposing || !this.#laid) return
    const command = commandOf(event)
    if (!command) return
    // Nothing of it is Univer's.
    event.stopPropagation()
    if (command.do === 'move' && command.step === 'cell' && !command.extend && this.#toNeighbour(command.direction))
      event.preventDefault()
    else if (runCommand(this, command)) event.preventDefault()
  }

  /** Blocks stand one under another on one canvas: an arrow leads from one into the next. */
  #toNeighbour(direction: string): boolean {
    const { blocks } = this.#layout ?? { blocks: [] }
    const at = blocks.findIndex(({ shape }) => shape.block.key === this.#block)
    const { active } = this.#selection
    const rows = blocks[at]?.shape.rows.length ?? 0
    const next =
      direction === 'down' && active.row >= rows - 1
        ? blocks[at + 1]
        : direction === 'up' && active.row <= 0
          ? blocks[at - 1]
          : undefined
    if (!next) return false
    this.commit()
    this.#block = next.shape.block.key
    const row =
      direction === 'down'
        ? Math.max(
            0,
            next.shape.rows.findIndex(({ kind }) => kind !== 'group'),
          )
        : next.shape.rows.length - 1
    this.select(single(row, Math.min(active.column, next.shape.columns.length - 1)))
    return true
  }

  #selected({ startRow, startColumn, endRow, endColumn }: IRange): void {
    const found = this.#layout && spotAt(this.#layout, startRow, startColumn)
    if (!found) return
    this.commit()
    const { laid } = found
    this.#block = laid.shape.block.key
    const last = { row: endRow - laid.body, column: Math.min(endColumn - 1, laid.shape.columns.length - 1) }
    const inside = ({ row, column }: Spot): Spot => ({
      row: Math.max(-1, Math.min(lineOf(laid, row), laid.shape.rows.length - 1)),
      column,
    })
    const whole = found.spot.column < 0
    const active = inside({ row: found.spot.row, column: whole ? 0 : found.spot.column })
    const head = whole && endColumn === 0 ? { row: inside(last).row, column: laid.shape.columns.length - 1 } : inside(last)
    this.#selection = { active, head }
    this.tabColumn = null
    this.hideHint()
    this.#told()
    this.redraw()
  }

  #opened(row: number, column: number): void {
    const found = this.#layout && spotAt(this.#layout, row, column)
    if (!found || found.spot.column < 0 || found.spot.row < 0) return
    this.#block = found.laid.shape.block.key
    this.#selection = single(lineOf(found.laid, found.spot.row), found.spot.column)
    this.startEdit({})
  }

  #hovered(row: number, column: number): void {
    const found = this.#layout && spotAt(this.#layout, row, column)
    if (!found || this.editing || !this.#view || found.spot.column < 0) return void this.hideHint()
    const lines = hintLines({ view: this.#view, shape: found.laid.shape }, this.#marks, found.spot)
    this.#showLines(() => this.#canvas?.rectOf(row, column) ?? new DOMRect(), lines)
  }

  #showLines(anchor: () => DOMRect, lines: readonly HintLine[]): void {
    if (lines.length === 0) return void this.hideHint()
    this.#hinted = true
    this.#listener?.hint({ anchor, lines })
  }

  #drawSelection(): void {
    const laid = this.#laid
    if (!laid || !this.#canvas) return
    const { top, bottom, left, right } = areaOf(this.#selection)
    this.#canvas.select({ startRow: laid.body + top, endRow: laid.body + bottom, startColumn: left + 1, endColumn: right + 1 })
    const { head } = this.#selection
    this.#canvas.reveal(laid.body + head.row, head.column + 1)
    this.redraw()
  }

  /** Puts the field and what opens under it over the active cell. */
  #place(): void {
    const laid = this.#laid
    const anchor = this.#overRoot.querySelector<HTMLElement>('.anchor')
    if (!laid || !anchor) return
    const { active } = this.#selection
    const rect = this.#canvas?.rectOf(laid.body + active.row, active.column + 1)
    const box = this.#holder.getBoundingClientRect()
    if (!rect) return
    const { bottom, right } = this.area
    const corner = this.#canvas?.rectOf(laid.body + bottom, right + 1)
    const handle = this.#overRoot.querySelector<HTMLElement>('.fill-handle')
    if (corner && handle)
      Object.assign(handle.style, { left: `${corner.right - box.left - 5}px`, top: `${corner.bottom - box.top - 5}px` })
    Object.assign(anchor.style, {
      left: `${rect.left - box.left}px`,
      top: `${rect.top - box.top}px`,
      width: `${rect.width}px`,
      height: `${rect.height}px`,
    })
    this.#editing.place()
  }

  #told(): void {
    this.#listener?.select(this.#activeRef())
  }

  #activeRef(): CellRef | null {
    const { row, column } = this.#selection.active
    return this.#laid?.shape.ref(row, column) ?? null
  }

  #placeInWords(): string {
    const { row, column } = this.#selection.active
    const { shape } = this.bench
    const line = shape.rows[row]
    return [line?.title ?? line?.number, shape.columns[column]?.title, textOf(this.bench, row, column)].filter(Boolean).join(', ')
  }
}
