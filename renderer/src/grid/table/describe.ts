import { words } from '../../locales/words.ts'
import { placeKey } from '../adapter.ts'
import type { GridMarks, HintLine } from '../adapter.ts'
import { ownHint } from './body.ts'
import type { Bench } from './edits.ts'
import { rulesAt } from './edits.ts'
import type { Spot } from './selection.ts'

/** What a tooltip says of a place: its problems, then its own hint; for a title of a column (row −1) the column's hint. */
export function hintLines(bench: Bench, marks: GridMarks, spot: Spot, focused = false): readonly HintLine[] {
  const { shape } = bench
  if (spot.row < 0) {
    const hint = shape.columns[spot.column]?.hint
    return hint ? [hint] : []
  }
  const row = shape.rows[spot.row]
  const ref = spot.column < 0 ? { block: shape.block.key, row: row?.key ?? null, column: null } : shape.ref(spot.row, spot.column)
  if (!ref) return []
  const mark = marks.get(placeKey(ref))
  const problems = mark?.lines ?? []
  if (spot.column < 0) return problems
  const rules = rulesAt(bench, spot.row, spot.column)
  const hint = shape.block.kind === 'fields' && focused ? rules?.hint : ownHint(shape, rules, spot.column)
  return hint ? [...problems, hint] : problems
}

/** The active cell in words for a screen reader: its problems and hints. */
export function describeCell(bench: Bench, marks: GridMarks, spot: Spot): string {
  const lines = [...hintLines(bench, marks, spot, true)]
  const hint = spot.row < 0 ? undefined : rulesAt(bench, spot.row, spot.column)?.hint
  if (hint && !lines.some((line) => line.text === hint.text)) lines.push(hint)
  return lines.map((line) => `${words.grid[line.kind === 'info' ? 'hint' : line.kind]}: ${line.text}`).join('. ')
}

/** Why nothing can be typed into a cell. */
export function whyLocked(bench: Bench, row: number, column: number): string {
  if (bench.view.readOnly) return words.grid.readOnly
  const rules = rulesAt(bench, row, column)
  if (!rules) return bench.shape.rows[row]?.kind === 'cells' ? words.grid.crossedOut : ''
  if (rules.computed) return words.grid.computed
  return rules.type === 'file' && rules.editable !== false ? words.grid.noFiles : words.grid.lockedByForm
}

/** Name of the field in which a cell is edited. */
export function labelOf(bench: Bench, { row, column }: Spot): string {
  const { rows, columns } = bench.shape
  return [columns[column]?.title, rows[row]?.title ?? rows[row]?.number].filter(Boolean).join(', ')
}
