import { formatValue } from '@tabel/engine'
import type { CellRef, CellRules, Hint } from '@tabel/engine'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { guard } from 'lit/directives/guard.js'
import { repeat } from 'lit/directives/repeat.js'
import { words } from '../../locales/words.ts'
import { isShown } from '../../store/attachments.ts'
import { placeKey } from '../adapter.ts'
import type { GridMarks, GridView, Mark } from '../adapter.ts'
import { alignmentOf } from '../alignment.ts'
import type { CellEditor } from './cell-editor.ts'
import { fileAt, fileCellAt } from './files.ts'
import type { Geometry } from './geometry.ts'
import type { HeaderState } from './header.ts'
import { hintIcon } from './header.ts'
import type { Area, Spot } from './selection.ts'
import { contains } from './selection.ts'
import type { ShapeRow, TableShape } from './shape.ts'

/** What the rows draw with. */
export interface BodyState extends Pick<HeaderState, 'showHint' | 'hideHint'> {
  readonly view: GridView
  readonly shape: TableShape
  readonly geometry: Geometry
  readonly marks: GridMarks
  readonly rows: readonly number[]
  readonly columns: readonly number[]
  /** A row is drawn anew when this number is another. */
  readonly epoch: number
  /** Rows of the header, for aria-rowindex. */
  readonly above: number
  readonly area: Area | null
  readonly active: Spot | null
  readonly editor: CellEditor | null
  editorTemplate(editor: CellEditor): TemplateResult
  openMenu(at: Spot): void
  openFile(at: Spot): void
}

/** Id of a cell's element within the table. */
export function cellId(shape: TableShape, row: number, column: number): string {
  if (row < 0) return `head-${column}`
  return `cell-${shape.rows[row]?.key ?? ''}-${shape.columns[column]?.key ?? ''}`
}

/** A hint that belongs to this cell alone; the hint of a column stands in its title, that of a field beside its name. */
export function ownHint(shape: TableShape, rules: CellRules | null, column: number): Hint | undefined {
  if (!rules?.hint || shape.block.kind === 'fields') return undefined
  return rules.hint.text === shape.columns[column]?.hint?.text ? undefined : rules.hint
}

/** The drawn rows; each lies at its own height, so those that are not seen need not exist. */
export function bodyTemplate(state: BodyState): TemplateResult {
  return html`<div class="body" role="rowgroup">
    ${repeat(
      state.rows,
      (row) => state.shape.rows[row]?.key,
      (row) => guard([state.epoch, row, state.columns], () => rowTemplate(state, row)),
    )}
  </div>`
}

function rowTemplate(state: BodyState, index: number): TemplateResult | typeof nothing {
  const row = state.shape.rows[index]
  if (!row) return nothing
  const top = state.geometry.tops[index] ?? 0
  const place = `top:${top}px;height:${(state.geometry.tops[index + 1] ?? top) - top}px`
  if (row.kind === 'group')
    return html`<div role="row" class="row line heading" aria-rowindex=${state.above + index + 1} .style=${place}>
      <div role="rowheader" class="level${row.level}" aria-colindex="1"><span>${row.title}</span></div>
    </div>`
  const odd = index % 2 === 1 ? 'odd' : ''
  return html`<div role="row" class="row line ${row.kind} ${odd}" aria-rowindex=${state.above + index + 1} .style=${place}>
    ${rowHeader(state, row, index)}${state.columns.map((column) => cellTemplate(state, row, index, column))}
  </div>`
}

function rowHeader(state: BodyState, row: ShapeRow, index: number): TemplateResult {
  const { shape } = state
  const mark =
    row.kind === 'cells' ? state.marks.get(placeKey({ block: shape.block.key, row: row.key, column: null })) : undefined
  const picked = state.area !== null && index >= state.area.top && index <= state.area.bottom
  const menu =
    shape.growing && row.kind === 'cells'
      ? html`<button
          type="button"
          class="more"
          tabindex="-1"
          aria-label=${words.grid.rowActions(row.number)}
          aria-haspopup="menu"
          @click=${() => state.openMenu({ row: index, column: -1 })}
        ></button>`
      : nothing
  return html`<div
    role="rowheader"
    class="side ${picked ? 'picked' : ''} ${markClass(mark)}"
    aria-colindex="1"
    data-side=${index}
    title=${mark?.lines.map((line) => line.text).join('\n') ?? (row.kind === 'ghost' ? words.grid.ghost : nothing)}
  >
    ${
      row.title === undefined
        ? html`<span class="number">${row.number}</span>`
        : html`<span class="number">${row.number}</span>
            <span class="words level${row.level}">${row.title}${row.unit ? html`<small>, ${row.unit}</small>` : nothing}</span>
            ${hintIcon(state, row.hint, words.grid.rowHint(row.title))}`
    }${menu}
  </div>`
}

function cellTemplate(state: BodyState, row: ShapeRow, index: number, column: number): TemplateResult {
  const { shape, view } = state
  const ref = shape.ref(index, column)
  const rules = ref ? view.rules(ref) : (shape.block.columns[column] ?? null)
  const closed = ref ? view.locked(ref) : rules?.computed !== undefined || rules?.editable === false
  const fileCell = rules?.type === 'file' ? fileCellAt(state, { row: index, column }) : null
  const attachable = fileCell !== null && view.attachable(fileCell)
  const mark = ref ? state.marks.get(placeKey(ref)) : undefined
  const hint = row.kind === 'cells' ? ownHint(shape, rules, column) : undefined
  const active = state.active?.row === index && state.active.column === column
  const selected = state.area !== null && contains(state.area, index, column)
  const editor = active && state.editor ? state.editor : null
  const corner = state.area !== null && index === state.area.bottom && column === state.area.right
  const classes = [
    'cell',
    `c${column}`,
    ref && !rules ? 'crossed' : rules ? `at-${alignmentOf(rules)}` : '',
    !view.readOnly && (rules?.choices || rules?.choicesFrom || rules?.type === 'boolean') ? 'listed' : '',
    rules?.computed ? 'computed' : closed && rules && !attachable ? 'locked' : '',
    markClass(mark),
    selected ? 'selected' : '',
    active ? 'active' : '',
  ]
  return html`<div
    role="gridcell"
    id=${cellId(shape, index, column)}
    class=${classes.filter(Boolean).join(' ')}
    aria-colindex=${column + 2}
    aria-readonly=${(closed && !attachable) || view.readOnly}
    aria-invalid=${mark?.severity === 'error' ? 'true' : nothing}
    aria-selected=${selected}
    aria-describedby=${active ? 'about' : nothing}
    data-at="${index}:${column}"
    data-cell=${ref ? placeKey(ref) : `${shape.block.key}/+/${shape.columns[column]?.key ?? ''}`}
  >
    ${
      editor
        ? state.editorTemplate(editor)
        : fileCell
          ? fileTemplate(state, { row: index, column }, attachable)
          : html`<span class="text">${textOf(view, ref, rules)}</span>`
    }
    ${corner && !view.readOnly && !state.editor && row.kind === 'cells' ? html`<i class="fill-handle" aria-hidden="true"></i>` : nothing}
    ${hint ? html`<i class="corner-hint ${hint.kind}" aria-hidden="true"></i>` : nothing}
  </div>`
}

/** A file by its name, as a way to it, and what puts it in. */
function fileTemplate(state: BodyState, spot: Spot, attachable: boolean): TemplateResult {
  const file = fileAt(state, spot)
  const address = file && state.view.address(file)
  const open = (): void => state.openFile(spot)
  const label = file ? words.files.actions(file.name) : words.files.put
  return html`${
    address
      ? html`<a
          class="text"
          tabindex="-1"
          title=${file.name}
          href=${address}
          target="_blank"
          rel="noopener"
          download=${isShown(file.name) ? nothing : file.name}
          >${file.name}</a
        >`
      : file
        ? html`<span class="text" title=${file.name}>${file.name}</span>`
        : nothing
  }${
    attachable
      ? html`<button type="button" class="attach ${file ? 'had' : ''}" tabindex="-1" aria-label=${label} @click=${open}>
          ${file ? '' : words.files.put}
        </button>`
      : nothing
  }`
}

function textOf(view: GridView, ref: CellRef | null, rules: CellRules | null): string {
  if (!ref) return ''
  return rules ? formatValue(rules, view.value(ref)) : words.grid.crossedSign
}

function markClass(mark: Mark | undefined): string {
  return mark ? `mark-${mark.severity}` : ''
}
