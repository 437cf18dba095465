import type { CompiledBlock, CompiledSheet, DynamicBlock, Hint, Place, SheetItem } from '@tabel/engine'
import { LitElement, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import { words } from '../../locales/words.ts'
import { placeKey } from '../adapter.ts'
import type { GridListener, GridMarks, GridView } from '../adapter.ts'
import { addRows } from './run-command.ts'
import { hintIcon } from './header.ts'
import { sheetStyles } from './sheet.styles.ts'
import { TabelGrid } from './tabel-grid.ts'

/** How many rows «Добавить строки» gives at most at once. */
const mostAtOnce = 500

/** One sheet: notes, fields and tables one under another in one scrolled area. */
export class TabelSheet extends LitElement {
  static override styles = sheetStyles

  listener: GridListener | null = null
  #view: GridView | null = null
  #marks: GridMarks = new Map()
  /** The table that has, or had last, the active cell. */
  #last: TabelGrid | null = null
  readonly #resized = new ResizeObserver(() => this.#moved())

  /** Draws a sheet; the tables that are already there get the new view at once. */
  show(view: GridView): void {
    const another = this.#view?.sheet !== view.sheet
    // Parts of a sheet come and go while one types on it.
    const changed = another || this.#view?.form !== view.form
    this.#view = view
    if (another) {
      this.#last = null
      this.scrollTo(0, 0)
    }
    this.requestUpdate()
    // The tables must exist when goTo or focus follow in the same breath.
    if (changed) this.performUpdate()
    else for (const grid of this.#grids()) this.#feed(grid)
  }

  setMarks(marks: GridMarks): void {
    this.#marks = marks
    for (const grid of this.#grids()) grid.setMarks(marks)
    this.requestUpdate()
  }

  goTo(place: Place, focus: boolean): void {
    const grid = this.#grids().find((one) => one.dataset['block'] === place.block) ?? this.#grids()[0]
    if (!grid) return
    for (const other of this.#grids()) if (other !== grid) other.point(false)
    this.#last = grid
    if (grid.dataset['block'] === place.block) grid.goTo(place, focus)
    else grid.focus()
  }

  commit(): void {
    for (const grid of this.#grids()) grid.commit()
  }

  override focus(): void {
    const grid = this.#last ?? this.#grids()[0]
    grid?.focus()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.addEventListener('scroll', this.#scrolled, { passive: true })
    this.#resized.observe(this)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.removeEventListener('scroll', this.#scrolled)
    this.#resized.disconnect()
  }

  protected override updated(): void {
    for (const grid of this.#grids()) {
      grid.scroller = this
      grid.listener = this.listener
      this.#feed(grid)
      grid.setMarks(this.#marks)
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const view = this.#view
    const sheet = this.#sheet()
    if (!view || !sheet) return nothing
    return html`${repeat(sheet.items, itemKey, (item) =>
      item.kind === 'note' ? html`<p class="note">${item.text}</p>` : this.#block(view, sheet, item.block),
    )}`
  }

  #block(view: GridView, sheet: CompiledSheet, key: string): TemplateResult | typeof nothing {
    const block = view.form.blocks[key]
    if (!block) return nothing
    // A table alone takes the whole sheet; fields do not reach so far.
    const alone = sheet.items.length === 1 && block.kind !== 'fields'
    const mark = this.#marks.get(placeKey({ block: key, row: null, column: null }))
    return html`<section class=${alone ? 'alone' : ''}>
      ${heading(
        block,
        (event, hint) => this.#hint(event, hint),
        () => this.listener?.hint(null),
      )}
      ${mark ? html`<p class="mark ${mark.severity}" role="note">${mark.lines.map((line) => html`<span>${line.text}</span>`)}</p>` : nothing}
      <tabel-grid data-block=${key} @focusin=${this.#remember}></tabel-grid>
      ${block.kind === 'dynamic' && block.add && !view.readOnly ? this.#footer(view, block) : nothing}
    </section>`
  }

  #footer(view: GridView, block: DynamicBlock): TemplateResult {
    const count = view.rows(block.key).length
    const full = count >= block.max
    return html`<form class="footer" novalidate @submit=${(event: SubmitEvent) => this.#add(event, block)}>
      <button type="submit" ?disabled=${full}><span aria-hidden="true">+</span> ${words.grid.addRows(1)}</button>
      <input
        name="count"
        type="number"
        min="1"
        max=${Math.max(1, Math.min(mostAtOnce, block.max - count))}
        .value=${'1'}
        aria-label=${words.grid.addCount}
        ?disabled=${full}
      />
      <span class="count"
        >${full ? words.grid.noMoreRows(block.max) : count === 0 ? words.grid.invitation : words.grid.rowsOf(count, block.max)}</span
      >
    </form>`
  }

  #add(event: SubmitEvent, block: DynamicBlock): void {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    const field = form.elements.namedItem('count') as HTMLInputElement
    const count = Math.max(1, Math.min(Number(field.max), Math.floor(Number(field.value)) || 1))
    field.value = '1'
    const grid = this.#grids().find((one) => one.dataset['block'] === block.key)
    if (!grid || !this.#view) return
    const before = this.#view.rows(block.key)
    addRows(grid, before.at(-1)?.$id ?? null, count)
    const first = this.#view.rows(block.key)[before.length]
    if (first) grid.goTo({ block: block.key, row: first.$id, column: null })
  }

  readonly #remember = (event: FocusEvent): void => {
    if (event.currentTarget instanceof TabelGrid) this.#last = event.currentTarget
  }

  readonly #scrolled = (): void => {
    this.listener?.hint(null)
    this.#moved()
  }

  #moved(): void {
    // Notes and headings stay as wide as what is seen while wide tables scroll under them.
    this.style.setProperty('--seen', `${this.clientWidth}px`)
    for (const grid of this.#grids()) grid.moved()
  }

  #hint(event: Event, hint: Hint): void {
    const anchor = event.currentTarget as Element
    this.listener?.hint({ anchor: () => anchor.getBoundingClientRect(), lines: [hint] })
  }

  #sheet(): CompiledSheet | undefined {
    return this.#view?.form.sheets.find((sheet) => sheet.key === this.#view?.sheet)
  }

  #grids(): TabelGrid[] {
    return [...this.renderRoot.querySelectorAll<TabelGrid>('tabel-grid')]
  }

  #feed(grid: TabelGrid): void {
    const key = grid.dataset['block']
    if (this.#view && key && this.#view.form.blocks[key]) grid.show(this.#view, key)
  }
}

function itemKey(item: SheetItem): string {
  return item.kind === 'block' ? `block ${item.block}` : `note ${item.text}`
}

function heading(block: CompiledBlock, showHint: (event: Event, hint: Hint) => void, hideHint: () => void) {
  if (!block.title && !block.hint) return nothing
  return html`<h3>${block.title}${hintIcon({ showHint, hideHint }, block.hint, words.grid.hint)}</h3>`
}
