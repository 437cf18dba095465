import { words } from '../../locales/words.ts'
import { printHtml, printTsv, readClipboard } from './clipboard.ts'
import type { GridControls } from './controls.ts'
import { clearArea, copyArea, planPaste } from './edits.ts'
import type { PastePlan } from './edits.ts'

/** Copy, cut and paste of the selection. The field of a cell under edit keeps its own. */
export class ClipboardKeys {
  readonly #grid: GridControls

  constructor(grid: GridControls) {
    this.#grid = grid
  }

  copy(event: ClipboardEvent): void {
    if (inField(event) || !event.clipboardData) return
    const matrix = copyArea(this.#grid.bench, this.#grid.area)
    event.clipboardData.setData('text/plain', printTsv(matrix))
    event.clipboardData.setData('text/html', printHtml(matrix))
    event.preventDefault()
  }

  cut(event: ClipboardEvent): void {
    if (inField(event)) return
    this.copy(event)
    if (this.#grid.bench.view.readOnly) this.#grid.notice(words.grid.readOnly)
    else this.#grid.emit('cut', clearArea(this.#grid.bench, this.#grid.area, false))
  }

  /** One action and one step of undo, however large; says what did not fit. */
  paste(event: ClipboardEvent): void {
    if (inField(event) || !event.clipboardData) return
    event.preventDefault()
    const { bench } = this.#grid
    if (this.#grid.selection.active.row < 0) return
    if (bench.view.readOnly) return this.#grid.notice(words.grid.readOnly)
    const clipboard = readClipboard(event.clipboardData)
    if (!clipboard) return this.#grid.notice(words.grid.nothingToPaste)
    const plan = planPaste(bench, this.#grid.area, clipboard)
    const { top, left, bottom, right } = plan.area
    this.#grid.emit('paste', plan.ops)
    this.#grid.select({ active: { row: top, column: left }, head: { row: bottom, column: right } })
    this.#grid.notice(report(plan, bench.shape.block.kind === 'dynamic' ? bench.shape.block.max : null))
  }
}

function inField(event: Event): boolean {
  return event.composedPath()[0] instanceof HTMLInputElement
}

function report(plan: PastePlan, max: number | null): string {
  const said = [
    plan.lostRows > 0 ? words.grid.lostRows(plan.lostRows, max) : '',
    plan.lostColumns > 0 ? words.grid.lostColumns(plan.lostColumns) : '',
    plan.locked > 0 ? words.grid.keptLocked(plan.locked) : '',
  ].filter(Boolean)
  const { top, bottom, left, right } = plan.area
  const cells = (bottom - top + 1) * (right - left + 1)
  return said.length > 0 ? said.join('. ') : cells > 1 ? words.grid.pasted(cells) : ''
}
