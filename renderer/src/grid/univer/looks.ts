import type { Hint } from '@tabel/engine'
import type { ICellMarks, IStyleData } from '@univerjs/core'
import { placeKey } from '../adapter.ts'
import type { GridMarks, GridView } from '../adapter.ts'
import { ownHint } from '../table/body.ts'
import type { Colours } from './colours.ts'
import { spotAt } from './sheet-layout.ts'
import type { SheetLayout } from './sheet-layout.ts'

/** How a cell looks besides its style. Problems are told by colour and by the mark in the corner. */
export interface Look {
  readonly style?: IStyleData
  readonly marks?: ICellMarks
}

const looks = ({ error, warning, 'error-fill': errorFill, 'warning-fill': warningFill, ink }: Colours) => ({
  error: { style: { bg: { rgb: errorFill }, cl: { rgb: error } }, marks: { tl: { color: error, size: 9 } } },
  warning: { style: { bg: { rgb: warningFill }, cl: { rgb: ink } }, marks: { tl: { color: warning, size: 9 } } },
})

/** Problems and hints of a cell of the canvas; null where there are none. */
export function lookOf(
  view: GridView,
  layout: SheetLayout,
  marks: GridMarks,
  colours: Colours,
  row: number,
  column: number,
): Look | null {
  const found = spotAt(layout, row, column)
  if (!found) return null
  const { laid, spot } = found
  const { shape } = laid
  const title = shape.columns[spot.column]
  if (spot.row < 0) return title && row === laid.head + title.groups.length ? hinted(colours, title.hint) : null
  const line = shape.rows[spot.row]
  const ref = spot.column < 0 ? null : shape.ref(spot.row, spot.column)
  const header = spot.column < 0 && line?.kind === 'cells' ? { block: shape.block.key, row: line.key, column: null } : null
  const place = ref ?? header
  const mark = place && marks.get(placeKey(place))
  if (mark) return looks(colours)[mark.severity === 'error' ? 'error' : 'warning']
  return hinted(colours, ref ? ownHint(shape, view.rules(ref), spot.column) : header ? line?.hint : undefined)
}

function hinted({ accent, attention }: Colours, hint: Hint | undefined): Look | null {
  return hint ? { marks: { tr: { color: hint.kind === 'attention' ? attention : accent, size: 8 } } } : null
}
