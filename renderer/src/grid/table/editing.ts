import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { words } from '../../locales/words.ts'
import { askChoices } from './ask-choices.ts'
import { calendarTemplate } from './calendar-view.ts'
import { CellEditor } from './cell-editor.ts'
import type { Option } from './cell-editor.ts'
import type { GridControls, StartEdit } from './controls.ts'
import { labelOf, whyLocked } from './describe.ts'
import { isOpen, putInto, rulesAt, textOf, typeInto } from './edits.ts'
import { editorKey } from './editor-keys.ts'
import { inputTemplate, listTemplate } from './editor-view.ts'
import type { EditorActions } from './editor-view.ts'
import { fileCellAt } from './files.ts'
import { placePopup } from './popup.ts'
import { single } from './selection.ts'
import type { Spot } from './selection.ts'

/** The cell of a grid that is being edited: its field, the list or the month that opens under it, and what becomes of what was typed. */
export class Editing {
  readonly #grid: GridControls
  readonly #root: () => ParentNode
  #editor: CellEditor | null = null

  /** @param root of the grid, in which the field is drawn. */
  constructor(grid: GridControls, root: () => ParentNode) {
    this.#grid = grid
    this.#root = root
  }

  get editor(): CellEditor | null {
    return this.#editor
  }

  /** Opens the field in the active cell, and says why where it cannot be opened. */
  start({ text, replace, calendar }: StartEdit): void {
    const grid = this.#grid
    const { row, column } = grid.selection.active
    const rules = rulesAt(grid.bench, row, column)
    if (rules?.type === 'file' && row >= 0) return this.#file({ row, column }, text !== undefined)
    if (row < 0 || !rules || !isOpen(grid.bench, row, column)) {
      if (row >= 0) grid.notice(whyLocked(grid.bench, row, column))
      return
    }
    grid.select(single(row, column))
    this.#editor = new CellEditor({ row, column }, rules, text ?? textOf(grid.bench, row, column), text !== undefined)
    if (calendar) this.#editor.openCalendar()
    void askChoices(grid.bench, this.#editor).then((asked) => asked && grid.redraw())
    // The field must be there before the browser delivers the key that opened it.
    grid.drawNow()
    const input = this.#root().querySelector<HTMLInputElement>('.editor')
    input?.focus({ preventScroll: true })
    input?.setSelectionRange(replace === true ? 0 : input.value.length, input.value.length)
  }

  /** A file is not typed: a key says how it is put in. */
  #file(spot: Spot, typed: boolean): void {
    const grid = this.#grid
    const cell = fileCellAt(grid.bench, spot)
    if (typed && cell && grid.bench.view.attachable(cell)) grid.notice(words.grid.fileKeys)
    else if (typed || !grid.openFile(spot)) grid.notice(whyLocked(grid.bench, spot.row, spot.column))
  }

  /** Takes what was typed into the document. */
  commit(): void {
    const editor = this.#editor
    if (!editor) return
    this.#editor = null
    const { option } = editor
    const { bench } = this.#grid
    const ops =
      option && !editor.take(option) ? putInto(bench, editor.spot, option.value) : typeInto(bench, editor.spot, editor.text)
    this.#grid.emit('type', ops)
    this.#grid.redraw()
  }

  fieldTemplate(editor: CellEditor): TemplateResult {
    return inputTemplate(editor, labelOf(this.#grid.bench, editor.spot), this.#actions)
  }

  /** What opens under the field. */
  popups(): TemplateResult {
    const editor = this.#editor
    return html`${listTemplate(editor, this.#actions)}
    ${
      editor?.rules.type === 'date'
        ? calendarTemplate(
            editor.month,
            (iso) => this.#turn(iso),
            (iso) => this.#chooseDay(iso),
          )
        : nothing
    }`
  }

  /** Puts what is open under the field to its place, after it was drawn or the page was scrolled. */
  place(): void {
    const editor = this.#editor
    const popup = this.#root().querySelector<HTMLElement>(editor?.month ? '#calendar' : '#list')
    const cell = this.#root().querySelector('.editor')?.closest('.cell')
    if (!popup || !cell || !(editor?.listed || editor?.month)) return
    placePopup(popup, cell.getBoundingClientRect(), editor.month ? 0 : cell.clientWidth)
    popup.querySelector('.option[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }

  readonly #actions: EditorActions = {
    typed: (text) => {
      this.#editor?.type(text)
      this.#grid.redraw()
    },
    key: (event) => editorKey(this.#grid, this.#editor, event, () => this.#cancel()),
    left: () => this.commit(),
    choose: (option) => this.#choose(option),
    calendar: () => {
      this.#editor?.openCalendar()
      this.#grid.drawNow()
    },
  }

  #choose(option: Option): void {
    if (this.#editor?.take(option, true)) return this.#grid.drawNow()
    this.#editor?.pick(option)
    this.commit()
    this.#grid.focus()
  }

  #turn(iso: string): void {
    this.#editor?.showDay(iso)
    this.#grid.drawNow()
  }

  #chooseDay(iso: string): void {
    this.#editor?.showDay(iso)
    this.commit()
    this.#grid.focus()
  }

  #cancel(): void {
    this.#editor = null
    this.#grid.redraw()
    this.#grid.focus()
  }
}
