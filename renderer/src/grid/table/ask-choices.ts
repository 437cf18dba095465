import type { CellEditor } from './cell-editor.ts'
import type { Bench } from './edits.ts'

/** Gives the editor the options of a cell whose list depends on other cells; false where nothing was to be asked. */
export async function askChoices({ view, shape }: Bench, editor: CellEditor): Promise<boolean> {
  const ref = shape.ref(editor.spot.row, editor.spot.column)
  if (!editor.waiting || !ref) return false
  editor.offer(await view.choices(ref))
  return true
}
