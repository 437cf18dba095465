import type { Hint } from '@tabel/engine'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { words } from '../../locales/words.ts'
import type { HeaderLayout } from './column-rules.ts'
import type { Spot } from './selection.ts'
import type { TableShape } from './shape.ts'

/** What the header draws with. */
export interface HeaderState {
  readonly shape: TableShape
  readonly layout: HeaderLayout
  /** Zero-based columns to draw. */
  readonly columns: readonly number[]
  /** Columns of the selection, inclusive; −1 for none. */
  readonly selected: { readonly left: number; readonly right: number }
  /** The active cell is this column's title. */
  readonly active: number | null
  showHint(event: Event, hint: Hint): void
  hideHint(): void
  /** The edge of the title of a column was pressed, or pressed twice. */
  resize(event: PointerEvent, column: number): void
  fit(event: MouseEvent, column: number): void
  openMenu(at: Spot): void
}

/** A hint icon that speaks on hover and on tap; with the keyboard the cell that holds it does. */
export function hintIcon(state: Pick<HeaderState, 'showHint' | 'hideHint'>, hint: Hint | undefined, label: string) {
  if (!hint) return nothing
  const show = (event: Event) => state.showHint(event, hint)
  return html`<button
    type="button"
    class="hint ${hint.kind}"
    tabindex="-1"
    aria-label=${label}
    @pointerenter=${show}
    @pointerleave=${() => state.hideHint()}
    @click=${show}
  >
    ${hint.kind === 'info' ? '?' : '!'}
  </button>`
}

/** The sticky header: merged groups above, titles of columns below, and the «графа» line when the form numbers its columns. */
export function headerTemplate(state: HeaderState): TemplateResult {
  const { shape, layout } = state
  const inSight = (from: number, to: number) => state.columns.some((column) => column >= from && column <= to)
  const levels = Array.from({ length: layout.levels }, (_, level) => level)
  return html`<div class="head line" role="rowgroup">
    ${levels.map(
      (level) =>
        html`<div role="row" class="contents" aria-rowindex=${level + 1}>
          ${level === 0 ? html`<div role="columnheader" class="corner" aria-colindex="1">${corner(shape)}</div>` : nothing}
          ${layout.groups.map((cell, index) =>
            cell.level === level && inSight(cell.from, cell.to)
              ? html`<div
                  role="columnheader"
                  class="group g${index}"
                  aria-colindex=${cell.from + 2}
                  aria-colspan=${cell.to - cell.from + 1}
                >
                  <span>${cell.group.title}${hintIcon(state, cell.group.hint, words.grid.headerHint(cell.group.title))}</span>
                </div>`
              : nothing,
          )}
          ${state.columns.map((column) =>
            (shape.columns[column]?.groups.length ?? 0) === level ? title(state, column) : nothing,
          )}
        </div>`,
    )}
    ${shape.numbered ? codes(state) : nothing}
  </div>`
}

function corner(shape: TableShape): string {
  return shape.titled ? words.grid.field : words.grid.rowNumber
}

function title(state: HeaderState, index: number): TemplateResult {
  const column = state.shape.columns[index]
  const selected = index >= state.selected.left && index <= state.selected.right
  return html`<div
    role="columnheader"
    id="head-${index}"
    class="title c${index} h${index} ${selected ? 'picked' : ''} ${state.active === index ? 'active' : ''}"
    aria-colindex=${index + 2}
    data-head=${index}
    title=${column?.title ?? ''}
  >
    <span class="words">${column?.title}</span>${hintIcon(state, column?.hint, words.grid.headerHint(column?.title ?? ''))}
    ${
      state.shape.growing
        ? html`<button
            type="button"
            class="more"
            tabindex="-1"
            aria-hidden="true"
            title=${words.grid.columnOrder}
            @click=${() => state.openMenu({ row: -1, column: index })}
          ></button>`
        : nothing
    }
    <i
      class="grip"
      aria-hidden="true"
      @pointerdown=${(event: PointerEvent) => state.resize(event, index)}
      @dblclick=${(event: MouseEvent) => state.fit(event, index)}
    ></i>
  </div>`
}

function codes(state: HeaderState): TemplateResult {
  return html`<div role="row" class="contents" aria-rowindex=${state.layout.levels + 1}>
    <div role="columnheader" class="code codes first" aria-colindex="1">${words.grid.codes}</div>
    ${state.columns.map((column) => {
      const code = state.shape.columns[column]?.code
      // A column without a number has nothing to be called by here.
      const role = code === undefined ? 'gridcell' : 'columnheader'
      return html`<div role=${role} class="code codes c${column}" aria-colindex=${column + 2}>${code ?? ''}</div>`
    })}
  </div>`
}
