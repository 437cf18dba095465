import type { CompiledBlock, CompiledSheet } from '../model/compiled-form.ts'
import type { Expr } from '../model/expr.ts'
import { referencesOf } from './cell-reads.ts'
import type { Context } from './context.ts'

/** Name of a column of a block among all columns of the form. */
export function columnName(block: string, column: string): string {
  return `${block} ${column}`
}

/**
 * Columns in which a circle of formulas may be: those whose formulas lead, column by column, back to themselves or into a circle.
 * Most forms have none, and then no cell needs to be looked at.
 */
export function circularColumns(context: Context, sheets: ReadonlyMap<string, CompiledSheet>): ReadonlySet<string> {
  const reads = new Map<string, Set<string>>()
  for (const block of Object.values(context.blocks))
    for (const [place, { key }] of block.columns.entries()) {
      const read = new Set(formulasOf(block, place, sheets.get(block.sheet)).flatMap((expr) => columnsRead(expr, context, key)))
      if (read.size > 0) reads.set(columnName(block.key, key), read)
    }
  // A column that reads no other column with a formula ends every way that comes to it.
  for (let left = -1; left !== reads.size;) {
    left = reads.size
    for (const [name, read] of reads) if (![...read].some((other) => reads.has(other))) reads.delete(name)
  }
  return new Set(reads.keys())
}

function formulasOf(block: CompiledBlock, place: number, sheet: CompiledSheet | undefined): readonly Expr[] {
  const column = block.columns[place]
  const cells = block.kind === 'fixed' && column ? block.rows.map((row) => row.cells[column.key]) : []
  const around = [sheet?.applies, block.applies, ...(block.kind === 'fixed' ? block.rows.map((row) => row.applies) : [])]
  const own = [column, ...cells].flatMap((rules) => [rules?.computed, rules?.applies])
  return [...own, ...around].flatMap((formula) => (formula ? [formula.expr] : []))
}

function columnsRead(expr: Expr, context: Context, here: string): readonly string[] {
  return referencesOf(expr).flatMap(({ block: key, areas }) =>
    areas.flatMap(({ columns }) => {
      if (columns.kind === 'here') return [columnName(key, here)]
      return (context.blocks[key]?.columns ?? []).slice(columns.from, columns.to + 1).map((column) => columnName(key, column.key))
    }),
  )
}
