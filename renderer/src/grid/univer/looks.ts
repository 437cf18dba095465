import type { Hint } from '@tabel/engine'
import type { ICellMarks, IStyleData } from '@univerjs/core'
import { placeKey } from '../adapter.ts'
import type { GridMarks, GridView } from '../adapter.ts'
import { ownHint } from '../table/body.ts'
import { spotAt } from './sheet-layout.ts'
import type { SheetLayout } from './sheet-layout.ts'

/** How a cell looks besides its style. Problems are told by colour and by the mark in the corner. */
export interface Look {
  readonly style?: IStyleData
  readonly marks?: ICellMarks
}

const error: Look = { style: { bg: { rgb: '#fde8e8' }, cl: { rgb: '#a3131a' } }, marks: { tl: { color: '#b3151b', size: 9 } } }
const warning: Look = { style: { bg: { rgb: '#fff4e0' } }, marks: { tl: { color: '#8a4b00', size: 9 } } }

/** Problems and hints of a cell of the canvas; null where there are none. */
export function lookOf(view: GridView, layout: SheetLayout, marks: GridMarks, row: number, column: number): Look | null {
  const found = spotAt(layout, row, column)
  if (!found) return null
  const { laid, spot } = found
  const { shape } = laid
  const title = shape.columns[spot.column]
  if (spot.row < 0) return title && row === laid.head + title.groups.length ? hinted(title.hint) : null
  const line = shape.rows[spot.row]
  const ref = spot.column < 0 ? null : shape.ref(spot.row, spot.column)
  const header = spot.column < 0 && line?.kind === 'cells' ? { block: shape.block.key, row: line.key, column: null } : null
  const place = ref ?? header
  const mark = place && marks.get(placeKey(place))
  if (mark) return mark.severity === 'error' ? error : warning
  return hinted(ref ? ownHint(shape, view.rules(ref), spot.column) : header ? line?.hint : undefined)
}

function hinted(hint: Hint | undefined): Look | null {
  return hint ? { marks: { tr: { color: hint.kind === 'attention' ? '#8a4b00' : '#1a5fb4', size: 8 } } } : null
}
