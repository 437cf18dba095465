import type { CellRules, CompiledBlock, CompiledColumn, CompiledForm } from '../../model/compiled-form.ts'
import type { CellRef, Cells, FormData } from '../../model/data.ts'
import { findBlock, rulesOf } from '../form-index.ts'
import type { BlockIndex } from '../form-index.ts'
import { formatValue } from '../format-value.ts'
import { rowsIn } from '../read.ts'

/** A row for which parts of the form are copied. */
export interface Owner {
  /** `$id` of the row; stands behind `~` in the keys of its copies. */
  readonly id: string
  /** What people call it: what stands in the key column, else in the first filled one, else its number. */
  readonly name: string
  /** What people see in those of its cells that titles of the copies show, by column; empty cells are left out. */
  readonly texts: Readonly<Record<string, string>>
}

/** A part of the form that is copied, and the row it belongs to: `staff~k3f9` is the copy of `staff` for the row `k3f9`. */
export interface CopyOf {
  readonly table: string
  readonly id: string
  /** Key of what is copied. */
  readonly key: string
}

/** Stands in the title of what is repeated for a value of the row. */
export const placeholder: RegExp = /\{([A-Za-z][A-Za-z0-9_]*)\}/gu

const tables = new WeakMap<CompiledForm, ReadonlyMap<string, ReadonlySet<string>>>()

/** The tables for whose rows something is copied, none for most forms, and the columns that titles of the copies show. */
export function ownerTables(form: CompiledForm): ReadonlyMap<string, ReadonlySet<string>> {
  let found = tables.get(form)
  if (!found) tables.set(form, (found = findTables(form)))
  return found
}

function findTables(form: CompiledForm): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  const add = (table: string | undefined, texts: readonly (string | undefined)[]): void => {
    if (table === undefined) return
    const columns = found.get(table) ?? new Set<string>()
    found.set(table, columns)
    for (const text of texts) for (const [, column = ''] of text?.matchAll(placeholder) ?? []) columns.add(column)
  }
  for (const { repeat, title, items } of form.sheets)
    add(repeat, [title, ...items.map((item) => (item.kind === 'note' ? item.text : undefined))])
  for (const { repeat, title, columns } of Object.values(form.blocks)) {
    add(repeat, [title])
    for (const column of columns) add(column.repeat?.table, [])
  }
  return found
}

/** The rows of such a table, in their order. */
export function ownersIn(form: CompiledForm, data: FormData, table: string): readonly Owner[] {
  const block = findBlock(form, table)?.block
  const shown = ownerTables(form).get(table)
  return block && shown ? rowsIn(data, table).map((row, place) => ownerOf(block, row.$id, row, place, shown)) : []
}

function ownerOf(block: CompiledBlock, id: string, cells: Cells, place: number, shown: ReadonlySet<string>): Owner {
  const texts: Record<string, string> = {}
  const textOf = (column: CompiledColumn): string | undefined => {
    const value = cells[column.key] ?? null
    return value === null || column.computed ? undefined : formatValue(column, value)
  }
  for (const column of block.columns) {
    const text = shown.has(column.key) ? textOf(column) : undefined
    if (text !== undefined) texts[column.key] = text
  }
  const key = block.kind === 'dynamic' ? block.keyColumn : undefined
  const named = block.columns.find((column) => textOf(column) !== undefined && (key === undefined || column.key === key))
  return { id, texts, name: (named && textOf(named)) ?? `№ ${place + 1}` }
}

/** Of which block this key names a copy, whether its row is there or not; null for any other key. The form is not the one with the copies made. */
export function copiedBlock(form: CompiledForm, key: string): CopyOf | null {
  const parts = partsOf(key)
  const table = parts ? findBlock(form, parts.key)?.block.repeat : undefined
  return parts && table !== undefined ? { ...parts, table } : null
}

/** The same of a column; the block may be a copy itself. */
export function copiedColumn(form: CompiledForm, block: string, column: string): CopyOf | null {
  const parts = partsOf(column)
  if (!parts) return null
  const found = findBlock(form, copiedBlock(form, block)?.key ?? block)
  const table = found?.block.columns[found.columns.get(`${parts.key}~*`) ?? -1]?.repeat?.table
  return table === undefined ? null : { ...parts, table }
}

/** The rows without which a cell is not there, besides its own: those its block and its column are copied for. */
export function ownersOf(form: CompiledForm, block: string, column: string | null): readonly Pick<CopyOf, 'table' | 'id'>[] {
  return [copiedBlock(form, block), column === null ? null : copiedColumn(form, block, column)].flatMap((one) => one ?? [])
}

const mostNamed = 1000
const named = new WeakMap<CompiledForm, Map<string, BlockIndex>>()

/**
 * The block with this key, or what a copy with this key is, whether its row is there or not; undefined where the form has neither.
 * The form is not the one with the copies made.
 */
export function blockNamed(form: CompiledForm, key: string): BlockIndex | undefined {
  const own = findBlock(form, key)
  if (own) return own.block.repeat === undefined ? own : undefined
  const copy = copiedBlock(form, key)
  if (!copy) return undefined
  const known = named.get(form) ?? new Map<string, BlockIndex>()
  const found = known.get(key) ?? copyNamed(findBlock(form, copy.key), key)
  // A server meets the rows of every school.
  if (known.size >= mostNamed) known.clear()
  if (found) named.set(form, known.set(key, found))
  return found
}

function copyNamed(found: BlockIndex | undefined, key: string): BlockIndex | undefined {
  return found && { ...found, block: { ...found.block, key } }
}

/** Whether a block has a column of this key, or one that this names a copy of. */
export function hasColumn({ columns, block }: BlockIndex, key: string): boolean {
  const parts = partsOf(key)
  const place = columns.get(key) ?? (parts ? columns.get(`${parts.key}~*`) : undefined)
  return place !== undefined && (parts?.id !== '*' || block.columns[place]?.repeat === undefined)
}

/** The rules of a cell, as they are for all copies where it is in one. */
export function rulesNamed(form: CompiledForm, ref: CellRef): CellRules | null {
  const column = copiedColumn(form, ref.block, ref.column)
  return rulesOf(form, {
    block: copiedBlock(form, ref.block)?.key ?? ref.block,
    row: ref.row,
    column: column ? `${column.key}~*` : ref.column,
  })
}

function partsOf(key: string): { readonly key: string; readonly id: string } | null {
  const at = key.indexOf('~')
  return at < 0 ? null : { key: key.slice(0, at), id: key.slice(at + 1) }
}
