import type { CellValue } from '@tabel/engine'
import { columnName } from '../read/sheet.ts'
import { excelValue } from './cell-text.ts'
import type { Dictionaries } from './dictionaries.ts'
import { addressOf, quoted } from './formulas/places.ts'
import type { LaidCell, LaidSheet } from './layout.ts'
import type { LiveSheet } from './live-book.ts'
import { looksOf } from './paint.ts'
import { markingsXml } from './parts/marking.ts'
import type { Marking } from './parts/marking.ts'
import { SheetRows } from './parts/sheet-rows.ts'
import { validationsXml } from './parts/validations.ts'
import { rowHeights } from './row-heights.ts'
import { validationOf } from './validation.ts'

interface FormSheet {
  readonly sheet: LaidSheet
  readonly live: LiveSheet
  /** What computed cells hold, by `block/row/column`. */
  readonly results: ReadonlyMap<string, CellValue>
  readonly styles: ReadonlyMap<string, number>
  readonly lists: Dictionaries
  readonly formats: Readonly<Record<Marking['as'], number>>
  readonly markings: ReadonlyMap<string, readonly Marking[]>
}

/** The cells of a sheet of the form, and what stands behind them: merged cells, marks of what is wrong, validations. */
export function formSheetXml({ sheet, live, results, styles, lists, formats, markings }: FormSheet): {
  readonly cells: string
  readonly behind: string
} {
  const rows = new SheetRows()
  const formulas = new Map<number, string>()
  for (const fill of live.computed) {
    const shared = rows.shared(fill)
    for (let place = 0; place < fill.count; place += 1) formulas.set(placeOf(fill.row + place, fill.column), shared(place))
  }
  const style = styleFinder(styles)
  for (const cell of sheet.cells) {
    const { row, column, rules, value, source } = cell
    const formula = formulas.get(placeOf(row, column))
    const shown = source !== undefined && rules?.computed !== undefined ? (results.get(source) ?? null) : value
    if (formula === undefined) rows.value(row, column, excelValue(rules, shown), style(cell))
    else rows.given(row, column, formula, style(cell), excelValue(rules, shown))
  }
  const merged = sheet.cells.flatMap(({ row, column, span }) =>
    span && (span.rows > 1 || span.columns > 1)
      ? [`<mergeCell ref="${columnName(column)}${row}:${columnName(column + span.columns - 1)}${row + span.rows - 1}"/>`]
      : [],
  )
  coverMerged(sheet, rows, style)
  const validated = sheet.ranges.flatMap(({ column, from, to, rules, title }) => {
    const validation = validationOf(rules, title, lists.listOf(rules)?.titles ?? null)
    return validation ? [{ range: `${columnName(column)}${from}:${columnName(column)}${to}`, validation }] : []
  })
  const marked = [...live.blocks.flatMap(ownFaults), ...(markings.get(quoted(sheet.name)) ?? [])]
  return {
    cells: rows.xml(rowHeights(sheet)),
    behind:
      (merged.length === 0 ? '' : `<mergeCells count="${merged.length}">${merged.join('')}</mergeCells>`) +
      markingsXml(marked, formats) +
      validationsXml(validated),
  }
}

function placeOf(row: number, column: number): number {
  return row * 20_000 + column
}

/** Numbers of looks: those of cells with the same rules are found once. */
function styleFinder(styles: ReadonlyMap<string, number>): (cell: LaidCell) => number {
  const known = new Map<unknown, Map<string, number>>()
  return (cell) => {
    let byRole = known.get(cell.rules)
    if (!byRole) known.set(cell.rules, (byRole = new Map<string, number>()))
    const key = `${cell.role}${cell.indent ?? 0}`
    let style = byRole.get(key)
    if (style === undefined) byRole.set(key, (style = styles.get(looksOf(cell).name) ?? 0))
    return style
  }
}

/** Cells under a merged one have its looks: else its borders end halfway. */
function coverMerged({ cells }: LaidSheet, rows: SheetRows, style: (cell: LaidCell) => number): void {
  for (const cell of cells) {
    const { rows: down, columns: across } = cell.span ?? { rows: 1, columns: 1 }
    for (let row = 0; row < down; row += 1)
      for (let column = 0; column < across; column += 1)
        if (row > 0 || column > 0) rows.value(cell.row + row, cell.column + column, null, style(cell))
  }
}

/** Cells that break rules of their own. */
function ownFaults(placed: LiveSheet['blocks'][number]): readonly Marking[] {
  const { block, top, left, rows } = placed
  if (rows === 0) return []
  const [height, width] = block.kind === 'fields' ? [block.columns.length, 1] : [rows, block.columns.length]
  const range = `${columnName(left)}${top}:${columnName(left + width - 1)}${top + height - 1}`
  const first = addressOf(placed, { fromRow: 0, toRow: 0, fromColumn: 0, toColumn: 0 }, 'state', true).replaceAll(
    /\$(?=[A-Z]+\$?\d)/g,
    '',
  )
  return [{ range, formula: `${first}>0`, as: 'error' }]
}
