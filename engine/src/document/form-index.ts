import type { CellRules, CompiledBlock, CompiledForm } from '../model/compiled-form.ts'
import type { CellRef } from '../model/data.ts'

/** A block with its columns and fixed rows by key. */
export interface BlockIndex {
  readonly block: CompiledBlock
  /** Zero-based place of the block in the form. */
  readonly place: number
  readonly columns: ReadonlyMap<string, number>
  /** Fixed rows only; empty for other kinds. */
  readonly rows: ReadonlyMap<string, number>
}

const indexes = new WeakMap<CompiledForm, ReadonlyMap<string, BlockIndex>>()

/** The block with this key; undefined when the form has none. Made once per form, so asking is cheap. */
export function findBlock(form: CompiledForm, key: string): BlockIndex | undefined {
  return indexOf(form).get(key)
}

/** All blocks by key, in the order of the form. */
export function indexOf(form: CompiledForm): ReadonlyMap<string, BlockIndex> {
  let index = indexes.get(form)
  if (!index) {
    const blocks = Object.entries(form.blocks)
    index = new Map(blocks.map(([key, block], place) => [key, { block, place, ...placesOf(block) }]))
    indexes.set(form, index)
  }
  return index
}

function placesOf(block: CompiledBlock): Pick<BlockIndex, 'columns' | 'rows'> {
  const rows = block.kind === 'fixed' ? block.rows : []
  return {
    columns: new Map(block.columns.map((column, place) => [column.key, place])),
    rows: new Map(rows.map((row, place) => [row.key, place])),
  }
}

/** The rules in force for a cell. Null: crossed out, or the form has no such cell. Rows people add are not looked for. */
export function rulesOf(form: CompiledForm, ref: CellRef): CellRules | null {
  const found = findBlock(form, ref.block)
  if (!found) return null
  const { block, columns, rows } = found
  const column = block.columns[columns.get(ref.column) ?? -1]
  if (!column) return null
  if (block.kind !== 'fixed') return (ref.row === null) === (block.kind === 'fields') ? column : null
  const row = block.rows[rows.get(ref.row ?? '') ?? -1]
  if (!row || row.blocked.includes(column.key)) return null
  return row.cells[column.key] ?? column
}

/** Whether the form itself keeps people from typing into a cell with these rules (null = crossed out). */
export function isLockedBy(rules: CellRules | null): boolean {
  return rules === null || rules.computed !== undefined || rules.editable === false
}

/** Blocks in the order in which people meet them: sheet by sheet, from top to bottom. */
export function sheetOrder(form: CompiledForm): readonly CompiledBlock[] {
  return form.sheets.flatMap((sheet) =>
    sheet.items.flatMap((item) => (item.kind === 'block' ? (form.blocks[item.block] ?? []) : [])),
  )
}
