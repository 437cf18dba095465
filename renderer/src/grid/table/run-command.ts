import { words } from '../../locales/words.ts'
import type { GridControls } from './controls.ts'
import { clearArea, fillDown, fillRight, idAbove, insertRows, removeRows } from './edits.ts'
import type { Command } from './keyboard.ts'
import { sortRows } from './sort-rows.ts'
import type { Order } from './sort-rows.ts'
import type { Selection, Spot } from './selection.ts'
import { nextCell, single, travel } from './selection.ts'

/** What may happen between Tabs without ending their run: typing, and leaving with Enter. */
const keepsTabs: ReadonlySet<Command['do']> = new Set(['tab', 'enter', 'type', 'edit', 'open-list'])

/** Does what a key asked for. Returns false when the key is not the table's and the page should have it. */
export function runCommand(grid: GridControls, command: Command): boolean {
  if (!keepsTabs.has(command.do)) grid.tabColumn = null
  if (command.do !== 'escape' && command.do !== 'tab') grid.leaving = false
  switch (command.do) {
    case 'move':
      return reach(grid, travel(grid.field, start(grid, command.extend), command.direction, command.step), command.extend)
    case 'row-end':
      return reach(
        grid,
        {
          row: start(grid, command.extend).row,
          column: command.end === 'first' ? 0 : grid.field.columns - 1,
        },
        command.extend,
      )
    case 'table-end':
      return reach(grid, tableEnd(grid, command.end), command.extend)
    case 'tab':
      return tab(grid, command.back)
    case 'enter':
      return enter(grid, command.back)
    case 'type':
      grid.startEdit({ text: '' })
      return false
    case 'edit':
      grid.startEdit({})
      return true
    case 'open-list':
      if (grid.selection.active.row < 0) grid.openMenu(grid.selection.active)
      else grid.startEdit({ calendar: true })
      return true
    case 'escape':
      return escape(grid)
    case 'undo':
      grid.undo()
      return true
    case 'redo':
      grid.redo()
      return true
    case 'menu':
      grid.openMenu(grid.selection.active)
      return true
    case 'all':
    case 'rows':
    case 'columns':
      grid.select(widened(grid, command.do))
      return true
    case 'clear':
    case 'fill-down':
    case 'fill-right':
    case 'insert-row':
    case 'remove-rows':
      return change(grid, command.do)
  }
}

function start(grid: GridControls, extend: boolean): Spot {
  return extend ? grid.selection.head : grid.selection.active
}

function reach(grid: GridControls, spot: Spot, extend: boolean): boolean {
  grid.select(extend ? { active: grid.selection.active, head: spot } : single(spot.row, spot.column))
  return true
}

function tableEnd(grid: GridControls, end: 'first' | 'last'): Spot {
  const { rows, columns } = grid.field
  const last = grid.bench.shape.rows.at(-1)?.kind === 'ghost' && rows > 1 ? rows - 2 : rows - 1
  let row = end === 'first' ? 0 : last
  while (!grid.field.standable(row) && row < rows - 1) row += 1
  return { row, column: end === 'first' ? 0 : columns - 1 }
}

function tab(grid: GridControls, back: boolean): boolean {
  const { active } = grid.selection
  const next = grid.leaving ? null : nextCell(grid.field, active, back)
  if (!next) return false
  grid.tabColumn ??= active.column
  grid.select(single(next.row, next.column))
  return true
}

/** Enter goes on to the next row; a cell for files it opens. */
function enter(grid: GridControls, back: boolean): boolean {
  if (!back && grid.openFile(grid.selection.active)) return true
  const from = { row: grid.selection.active.row, column: grid.tabColumn ?? grid.selection.active.column }
  const next = travel(grid.field, from, back ? 'up' : 'down', 'cell')
  grid.tabColumn = null
  grid.select(single(next.row, next.column))
  return true
}

/** Escape hides a hint first; pressed again it lets Tab out of the table. */
function escape(grid: GridControls): boolean {
  if (grid.hideHint()) return true
  grid.leaving = true
  grid.notice(words.grid.leave)
  return true
}

function widened(grid: GridControls, what: 'all' | 'rows' | 'columns'): Selection {
  const { area, field, selection } = grid
  const rows = what === 'rows' ? [area.top, area.bottom] : [0, field.rows - 1]
  const columns = what === 'columns' ? [area.left, area.right] : [0, field.columns - 1]
  const forward = selection.active.row <= selection.head.row
  return {
    active: { row: rows[forward ? 0 : 1] ?? 0, column: columns[0] ?? 0 },
    head: { row: rows[forward ? 1 : 0] ?? 0, column: columns[1] ?? 0 },
  }
}

function change(grid: GridControls, what: 'clear' | 'fill-down' | 'fill-right' | 'insert-row' | 'remove-rows'): boolean {
  const { bench, area } = grid
  if (bench.view.readOnly) {
    grid.notice(words.grid.readOnly)
    return true
  }
  if (grid.selection.active.row < 0) return true
  if (what === 'clear') grid.emit('clear', clearArea(bench, area, true))
  else if (what === 'fill-down') grid.emit('fill', fillDown(bench, area))
  else if (what === 'fill-right') grid.emit('fill', fillRight(bench, area))
  else if (what === 'insert-row') addRows(grid, idAbove(bench, area.top), area.bottom - area.top + 1)
  else takeRows(grid)
  return true
}

/** Adds empty rows behind the row `after`, and says so when the table is full. */
export function addRows(grid: GridControls, after: string | null, count: number): void {
  const { bench } = grid
  const ops = insertRows(bench, after, count)
  const { block } = bench.shape
  if (ops.length > 0) grid.emit('rows', ops)
  else if (block.kind === 'dynamic' && bench.shape.growing) grid.notice(words.grid.noMoreRows(block.max))
}

/** Takes the selected rows away and says how to get them back. */
export function takeRows(grid: GridControls): void {
  const { area, bench } = grid
  const ops = removeRows(bench, area)
  const [op] = ops
  if (!op || !('remove' in op)) return
  grid.select(single(area.top, grid.selection.active.column))
  grid.emit('rows', ops)
  grid.notice(words.grid.rowsRemoved(op.ids.length))
}

/** Puts the rows in the order of a column. */
export function sortBy(grid: GridControls, column: number, order: Order): void {
  if (grid.bench.view.readOnly) return grid.notice(words.grid.readOnly)
  grid.emit('rows', sortRows(grid.bench, column, order))
  grid.notice(words.grid.sorted(grid.bench.shape.columns[column]?.title ?? ''))
}
