import { daysLater, monthsLater } from './calendar.ts'
import type { CellEditor } from './cell-editor.ts'
import type { GridControls } from './controls.ts'
import { commandOf } from './keyboard.ts'
import { runCommand } from './run-command.ts'

/** What a key does while a cell is being edited. Keys that the field needs go on to it. */
export function editorKey(grid: GridControls, editor: CellEditor | null, event: KeyboardEvent, cancel: () => void): void {
  if (!editor || event.isComposing) return
  const handled = actOn(grid, editor, event, cancel)
  event.stopPropagation()
  if (handled) event.preventDefault()
}

function actOn(grid: GridControls, editor: CellEditor, event: KeyboardEvent, cancel: () => void): boolean {
  const inMonth = monthKey(editor, event)
  if (inMonth) {
    grid.drawNow()
    return true
  }
  switch (event.key) {
    case 'Escape':
      cancel()
      return true
    case 'F2':
      editor.caret = !editor.caret
      return true
    case 'ArrowUp':
    case 'ArrowDown':
      if (editor.choices.length > 0) {
        editor.step(event.key === 'ArrowDown' ? 1 : -1)
        grid.redraw()
        return true
      }
      return leave(grid, event, editor.caret)
    case 'ArrowLeft':
    case 'ArrowRight':
      return leave(grid, event, editor.caret)
    case 'Enter':
    case 'Tab':
    case 'PageUp':
    case 'PageDown':
      return leave(grid, event, false)
    default:
      return false
  }
}

const daySteps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }

/** Keys of the month under a date: Alt+Down opens it, arrows and pages go through it, Escape closes it. */
function monthKey(editor: CellEditor, event: KeyboardEvent): boolean {
  if (event.altKey && event.key === 'ArrowDown' && editor.rules.type === 'date' && editor.month === null) {
    editor.openCalendar()
    return true
  }
  const { month } = editor
  if (month === null || event.ctrlKey || event.metaKey) return false
  const days = daySteps[event.key]
  if (days !== undefined) editor.showDay(daysLater(month, days))
  else if (event.key === 'PageUp' || event.key === 'PageDown') editor.showDay(monthsLater(month, event.key === 'PageUp' ? -1 : 1))
  else if (event.key === 'Escape') editor.closeCalendar()
  else return false
  return true
}

/** Takes what was typed and moves as the key does in the table, unless the key belongs to the caret. */
function leave(grid: GridControls, event: KeyboardEvent, stay: boolean): boolean {
  const command = commandOf(event)
  if (stay || !command || event.ctrlKey || event.metaKey || event.altKey) return false
  grid.commit()
  grid.focus()
  return runCommand(grid, command)
}
