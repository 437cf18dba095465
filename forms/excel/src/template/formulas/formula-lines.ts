import type { CellsExpr, CompiledForm, FormulaCheck } from '@tabel/engine'
import { formulaRules } from '@tabel/engine/formulas'
import type { FormulaRule } from '@tabel/engine/formulas'
import type { CheckLines, Target } from './check-line.ts'
import type { LiveCells } from './live-cells.ts'
import { sentenceOf } from './messages.ts'
import { aliveAt } from './places.ts'
import type { PlacedBlock } from './places.ts'
import { Untranslatable, fitting, translated } from './untranslatable.ts'
import { cellsIn, waits } from './waiting.ts'
import type { Here } from './writing.ts'

/** How many rows that people added a block has. */
export type FilledRows = (block: string) => number

/** The lines of the checks of a form that are formulas. */
export function formulaLines(live: LiveCells, filled: FilledRows): readonly CheckLines[] {
  const { form } = live.places
  return formulaRules(form).flatMap((rule) => {
    const { check } = rule
    return check?.kind === 'formula' && rule.purpose === 'check' ? linesOf(live, rule, check, filled) : []
  })
}

function linesOf(live: LiveCells, rule: FormulaRule, check: FormulaCheck, filled: FilledRows): readonly CheckLines[] {
  const { form } = live.places
  const sheet = sheetTitle(form, check)
  return instances(live, rule).flatMap(({ here, count, home }): readonly CheckLines[] => {
    const expr = rule.exprAt(rule.axis === 'columns' ? (here.column ?? 0) : (here.row ?? 0))
    if (!expr) return []
    const target = targetOf(live, check.at ? [check.at] : cellsIn([check.assert.expr]), here, filled)
    const wrong = translated(() => {
      const failing = `IF(IFERROR(${live.write.condition(expr, here)},TRUE),0,1)`
      const waiting = waits(live.places, [expr], here, { empty: check.empty })
      const spoken = waiting === null ? failing : `IF(${waiting},0,${failing})`
      const place = home ?? (check.block === undefined ? null : onSheet(live, check.block))
      const applying = place ? live.applies(place, here.row ?? 0, here.column, columnApplies(place, here)) : null
      const told = applying === null ? spoken : `IF(${applying},${spoken},0)`
      const whole =
        home?.block.kind === 'dynamic' && rule.axis === 'rows' ? `IF(${aliveAt(home, here.row ?? 0)}=1,${told},0)` : told
      return fitting(whole)
    })
    const message = sentenceOf(live.write, check, here)
    return [{ check: check.id, severity: check.severity, sheet, target, count, message, wrong, marks: true }]
  })
}

/** For what a check is evaluated: once, for every row, for every column. */
function instances(
  live: LiveCells,
  { axis, block }: FormulaRule,
): readonly { readonly here: Here; readonly count: number; readonly home: PlacedBlock | null }[] {
  if (axis === 'once' || !block) return [{ here: { row: null, column: null }, count: 1, home: null }]
  const home = onSheet(live, block.key)
  if (!home) return [{ here: { row: axis === 'rows' ? 0 : null, column: axis === 'columns' ? 0 : null }, count: 1, home: null }]
  if (axis === 'columns') return block.columns.map((_, column) => ({ here: { row: null, column }, count: 1, home }))
  return live.runs(home).map(({ row, count }) => ({ here: { row, column: null }, count, home }))
}

function columnApplies({ block }: PlacedBlock, { column }: Here): FormulaCheck['when'] {
  return column === null ? undefined : block.columns[column]?.applies
}

/** A block, if it stands on a sheet of the template. */
export function onSheet(live: LiveCells, key: string): PlacedBlock | null {
  const placed = translated(() => live.places.placed(key))
  return placed?.beside ? placed : null
}

/** The first cell that references name, as the checker points at it. */
export function targetOf(live: LiveCells, cells: readonly CellsExpr[], here: Here, filled: FilledRows): Target | null {
  for (const expr of cells) {
    const target = translated(() => firstCell(live, expr, here, filled))
    if (target) return target
  }
  return null
}

function firstCell(live: LiveCells, { block: key, areas }: CellsExpr, here: Here, filled: FilledRows): Target | null {
  const placed = onSheet(live, key)
  const [area] = areas
  if (!placed || !area) return null
  const { block } = placed
  const column = area.columns.kind === 'here' ? (here.column ?? 0) : area.columns.from
  if (block.kind === 'fields') return { placed, row: 0, column }
  if (area.rows.kind === 'owner') return { placed, row: live.places.rowOf(key, area.rows.id ?? ''), column }
  if (area.rows.kind === 'here') return here.row === null ? null : { placed, row: here.row, column }
  if (block.kind === 'dynamic') return filled(key) > 0 ? { placed, row: 0, column } : null
  const row = area.rows.kind === 'span' ? area.rows.from : 0
  if (block.rows[row]?.blocked.includes(block.columns[column]?.key ?? '')) return null
  if (!block.rows[row]) throw new Untranslatable('there is no such row')
  return { placed, row, column }
}

/** Title of the sheet that a check is about. */
export function sheetTitle(form: CompiledForm, { sheet }: { readonly sheet: string }): string {
  return form.sheets.find(({ key }) => key === sheet)?.title ?? ''
}
