import { isFileRef } from '@tabel/engine'
import type { CellRef, FileRef } from '@tabel/engine'
import { words } from '../../locales/words.ts'
import type { GridListener } from '../adapter.ts'
import type { GridControls } from './controls.ts'
import type { Bench } from './edits.ts'
import { rulesAt } from './edits.ts'
import { single } from './selection.ts'
import type { Spot } from './selection.ts'

/** The cell for files at a spot; null where something else is asked for. In the ghost row it is that of a row to come. */
export function fileCellAt({ view, shape }: Bench, { row, column }: Spot): CellRef | null {
  if (row < 0 || column < 0 || rulesAt({ view, shape }, row, column)?.type !== 'file') return null
  const key = shape.columns[column]?.key
  return shape.ref(row, column) ?? (key === undefined ? null : { block: shape.block.key, row: null, column: key })
}

/** The file in a cell; null where there is none. */
export function fileAt({ view, shape }: Bench, { row, column }: Spot): FileRef | null {
  const ref = shape.ref(row, column)
  const value = ref && view.value(ref)
  return isFileRef(value ?? null) ? (value as FileRef) : null
}

/** Opens the file of a cell, or asks for one. False where there is nothing to open and none can be put in. */
export function openFile(bench: Bench, listener: GridListener | null, spot: Spot, file: File | null = null): boolean {
  const cell = fileCellAt(bench, spot)
  if (!cell || !(bench.view.attachable(cell) || (file === null && fileAt(bench, spot)))) return false
  listener?.attach({ cell, file })
  return true
}

/** Files that are drawn over a table: only on a cell for files are they let go. */
export function dragFile(grid: GridControls, event: DragEvent, spot: Spot | null): void {
  if (!event.dataTransfer?.types.includes('Files')) return
  // A browser would leave the page for a file that is dropped beside.
  event.preventDefault()
  const cell = spot && fileCellAt(grid.bench, spot)
  const open = cell !== null && grid.bench.view.attachable(cell)
  event.dataTransfer.dropEffect = open ? 'copy' : 'none'
  if (event.type !== 'drop') return
  const [file] = event.dataTransfer.files
  if (!spot || !open || !file) return grid.notice(words.grid.dropElsewhere)
  grid.select(single(spot.row, spot.column))
  grid.openFile(spot, file)
}
