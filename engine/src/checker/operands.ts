import type { CompiledBlock, CompiledForm } from '../model/compiled-form.ts'
import type { Area, Expr } from '../model/expr.ts'
import { rowKeyAt, rulesAtPlace } from './instance.ts'

/** A cell, or a column of cells, that a formula reads, by itself or through computed cells. */
export interface Operand {
  readonly block: string
  readonly column: number
  /** `here`: the row for which the formula is evaluated; `all`: every row that people added; else the key of a row. */
  readonly rows: 'here' | 'all' | { readonly key: string }
  /** The formula itself names it. */
  readonly direct: boolean
  /** It is computed: it has no problem of its own rules, but may be an error. */
  readonly computed: boolean
}

/** For which row and column of which block a formula is read; `here` is a row people added, `all` every such row. */
export interface ReadAt {
  readonly row: number | 'here' | 'all' | null
  readonly column: number | null
}

/** Everything formulas read, each once, in the order in which they read it. Crossed-out cells are left out. */
export function operandsOf(form: CompiledForm, exprs: readonly Expr[], at: ReadAt): readonly Operand[] {
  const found = new Map<string, Operand>()
  for (const expr of exprs) collect(form, expr, at, true, found)
  return [...found.values()]
}

function collect(form: CompiledForm, expr: Expr, at: ReadAt, direct: boolean, found: Map<string, Operand>): void {
  switch (expr.kind) {
    case 'unary':
    case 'percent':
      return collect(form, expr.operand, at, direct, found)
    case 'binary':
      collect(form, expr.left, at, direct, found)
      return collect(form, expr.right, at, direct, found)
    case 'call':
      for (const arg of expr.args) collect(form, arg, at, direct, found)
      return
    case 'cells': {
      const block = form.blocks[expr.block]
      if (block) for (const area of expr.areas) collectArea(form, block, area, at, direct, found)
      return
    }
    case 'number':
    case 'text':
    case 'boolean':
    case 'constant':
      return
  }
}

function collectArea(
  form: CompiledForm,
  block: CompiledBlock,
  area: Area,
  at: ReadAt,
  direct: boolean,
  found: Map<string, Operand>,
): void {
  const columns = area.columns.kind === 'here' ? { from: at.column ?? 0, to: at.column ?? 0 } : area.columns
  const { rows: span } = area
  for (const row of span.kind === 'owner' ? [{ key: span.id ?? '' }] : rowsOf(block, area, at)) {
    for (let column = columns.from; column <= columns.to; column++) {
      const rules = rulesAtPlace(block, typeof row === 'number' ? row : 0, column)
      if (!rules) continue
      const rows: Operand['rows'] = typeof row === 'number' ? { key: rowKeyAt(block, row) } : row
      const key = `${block.key}/${typeof rows === 'string' ? rows : `#${rows.key}`}/${column}`
      const known = found.get(key)
      if (known && (known.direct || !direct)) continue
      found.set(key, { block: block.key, column, rows, direct, computed: rules.computed !== undefined })
      const from = typeof row === 'object' ? 'all' : row
      if (rules.computed && !known) collect(form, rules.computed.expr, { row: from, column }, false, found)
    }
  }
}

function rowsOf(block: CompiledBlock, { rows }: Area, at: ReadAt): readonly (number | 'here' | 'all')[] {
  if (block.kind === 'dynamic') return rows.kind === 'here' && at.row !== 'all' ? ['here'] : ['all']
  if (block.kind === 'fields') return [0]
  if (rows.kind === 'here') return [typeof at.row === 'number' ? at.row : 0]
  if (rows.kind === 'owner') return []
  const [from, to] = rows.kind === 'all' ? [0, block.rows.length - 1] : [rows.from, rows.to]
  return Array.from({ length: to - from + 1 }, (_, place) => from + place)
}

/** Whether a formula names a single cell that is crossed out for this row or column: the check has no meaning there. */
export function readsBlocked(form: CompiledForm, expr: Expr, at: ReadAt): boolean {
  switch (expr.kind) {
    case 'unary':
    case 'percent':
      return readsBlocked(form, expr.operand, at)
    case 'binary':
      return readsBlocked(form, expr.left, at) || readsBlocked(form, expr.right, at)
    case 'call':
      return expr.args.some((arg) => readsBlocked(form, arg, at))
    case 'cells': {
      const block = form.blocks[expr.block]
      const area = expr.areas[0]
      if (!expr.single || block?.kind !== 'fixed' || !area) return false
      const [row] = rowsOf(block, area, at)
      const column = area.columns.kind === 'here' ? (at.column ?? 0) : area.columns.from
      return typeof row === 'number' && rulesAtPlace(block, row, column) === null
    }
    case 'number':
    case 'text':
    case 'boolean':
    case 'constant':
      return false
  }
}
