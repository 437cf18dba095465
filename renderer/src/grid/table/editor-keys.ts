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

/** Takes what was typed and moves as the key does in the table, unless the key belongs to the caret. */
function leave(grid: GridControls, event: KeyboardEvent, stay: boolean): boolean {
  const command = commandOf(event)
  if (stay || !command || event.ctrlKey || event.metaKey || event.altKey) return false
  grid.commit()
  grid.focus()
  return runCommand(grid, command)
}
