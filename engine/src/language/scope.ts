import type { Expr, ValueType } from '../model/expr.ts'
import type { CellRules, CompiledBlock, Constant } from '../model/compiled-form.ts'

/** What a formula may name, and where it stands. */
export interface Scope {
  readonly blocks: Readonly<Record<string, CompiledBlock>>
  readonly constants: Readonly<Record<string, Constant>>
  /** Attributes of the items of a list, as `list.attribute` names them where its choices are narrowed. */
  readonly item?: {
    readonly list: string
    readonly attributes: Readonly<Record<string, Expr>>
    readonly types: Readonly<Record<string, ValueType>>
  }
  /** The table for whose rows the block or sheet around the formula is repeated. */
  readonly copyOf?: string
  /** The table for whose rows the column around the formula is repeated. */
  readonly memberOf?: string
  /** The table or fields block around the formula. */
  readonly home?: CompiledBlock
  /** The formula is evaluated for a row (`[@col]` has a meaning). */
  readonly row: boolean
  /** The formula is evaluated for a column (`[@#row]` has a meaning). */
  readonly column: boolean
}

/** Fixed rows of a block; one nameless row for fields; null where people add rows. */
export function rowKeys(block: CompiledBlock): readonly string[] | null {
  if (block.kind === 'fixed') return block.rows.map((row) => row.key)
  return block.kind === 'fields' ? [''] : null
}

/** Rules at a place of the compiled block; null where crossed out. `row` is null for rows people add. */
export function rulesAt(block: CompiledBlock, row: number | null, column: number): CellRules | null {
  const rules = block.columns[column] ?? null
  if (block.kind !== 'fixed' || row === null || rules === null) return rules
  const fixed = block.rows[row]
  if (!fixed || fixed.blocked.includes(rules.key)) return null
  return fixed.cells[rules.key] ?? rules
}
