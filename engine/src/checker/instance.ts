import { rulesOf } from '../document/form-index.ts'
import type { CellRules, CompiledBlock, CompiledForm } from '../model/compiled-form.ts'
import type { CellRef } from '../model/data.ts'
import type { CellsExpr } from '../model/expr.ts'

/**
 * For what a formula is evaluated. `row` is the key of the row (`$id`, row key) and `column` the place of the column where the
 * formula is repeated for rows or columns of `block`; null otherwise, and for fields.
 */
export interface Instance {
  readonly block: CompiledBlock | null
  readonly row: string | null
  readonly column: number | null
}

/** The first cell of a reference, seen from an instance; null where it names no cell (a table without rows, a crossed-out cell). */
export function firstCell(
  form: CompiledForm,
  expr: CellsExpr,
  from: Instance,
  firstRow: (block: string) => string | null,
): CellRef | null {
  const block = form.blocks[expr.block]
  const area = expr.areas[0]
  if (!block || !area) return null
  const column = block.columns[area.columns.kind === 'here' ? (from.column ?? 0) : area.columns.from]
  if (!column) return null
  const ref = (row: string | null): CellRef => ({ block: block.key, row, column: column.key })
  if (block.kind === 'fields') return ref(null)
  if (area.rows.kind === 'owner') return area.rows.id === null ? null : ref(area.rows.id)
  if (area.rows.kind === 'here') return from.row === null ? null : ref(from.row)
  const row =
    block.kind === 'fixed' ? (block.rows[area.rows.kind === 'span' ? area.rows.from : 0]?.key ?? null) : firstRow(block.key)
  return row === null || rulesOf(form, ref(row)) === null ? null : ref(row)
}

/** Rules of a place of the compiled block; null where it is crossed out. `row` is the place of a fixed row. */
export function rulesAtPlace(block: CompiledBlock, row: number, column: number): CellRules | null {
  const rules = block.columns[column]
  if (!rules || block.kind !== 'fixed') return rules ?? null
  const fixed = block.rows[row]
  if (!fixed || fixed.blocked.includes(rules.key)) return null
  return fixed.cells[rules.key] ?? rules
}

/** Key of a row by place: fixed rows have their key, fields have an empty one. */
export function rowKeyAt(block: CompiledBlock, row: number): string {
  return block.kind === 'fixed' ? (block.rows[row]?.key ?? '') : ''
}
