import { formatValue } from '../document/format-value.ts'
import { cellsIn } from '../document/read.ts'
import type { CellRules, Choice, CompiledBlock } from '../model/compiled-form.ts'
import type { CellRef, CellValue } from '../model/data.ts'
import type { CellsExpr, Expr } from '../model/expr.ts'
import { rowKeys } from '../rules/cell-problems.ts'
import { contentOf } from './content.ts'
import { criterionKey } from './functions/criterion.ts'
import type { Plain } from './functions/criterion.ts'
import type { Instance } from './instance.ts'
import { cellValue } from './view.ts'
import type { Source } from './view.ts'
import { isFailure } from './workbook.ts'
import type { Content, Result } from './workbook.ts'

/** Evaluates an expression for an instance, beside the cells. */
type Evaluate = (expr: Expr, at: Instance) => Result

/** What may be chosen in a cell now, in the order of the list or of the table; each once. */
export function choicesAt(
  source: Source,
  evaluate: Evaluate,
  block: CompiledBlock,
  ref: CellRef,
  rules: CellRules,
): readonly Choice[] {
  const at: Instance = { block, row: ref.row ?? '', column: null }
  if (rules.choicesFrom) return fromTable(source, evaluate, at, rules, rules.choicesFrom)
  const where = rules.choicesWhere?.expr
  const choices = rules.choices ?? []
  if (!where) return choices
  const place = block.columns.findIndex(({ key }) => key === ref.column)
  return choices.filter(({ code }) => evaluate(withValue(where, { block: block.key, column: place }, literal(code)), at) === true)
}

/** What stands in the column of the table, in the rows that have the values asked for. */
function fromTable(
  source: Source,
  evaluate: Evaluate,
  at: Instance,
  { choicesWhere }: CellRules,
  from: NonNullable<CellRules['choicesFrom']>,
): readonly Choice[] {
  const table = source.form.blocks[from.block]
  const column = table?.columns.find(({ key }) => key === from.column)
  if (!table || !column) return []
  const asked = equalities(choicesWhere?.expr).map(({ place, value }) => ({
    column: table.columns[place],
    key: keyOfResult(evaluate(value, at)),
  }))
  const found = new Map<string, Choice>()
  for (const row of rowKeys(table, source.data)) {
    const key = table.kind === 'fields' ? null : row
    if (cellsIn(source.data, table, key) === undefined) continue
    const read = (name: string): CellValue => cellValue(source, { block: table.key, row: key, column: name })
    const value = read(column.key)
    if (typeof value !== 'string' && typeof value !== 'number') continue
    if (!asked.every((one) => one.column && keyOfContent(contentOf(one.column, read(one.column.key))) === one.key)) continue
    const name = criterionKey(value)
    if (!found.has(name)) found.set(name, { code: value, title: formatValue(column, value) })
  }
  return [...found.values()]
}

/** The pairs of COUNTIFS(column, own cell, other column, value, …) that the compiler made of the condition. */
function equalities(expr: Expr | undefined): readonly { readonly place: number; readonly value: Expr }[] {
  const parts = expr?.kind === 'call' && expr.name === 'OR' ? expr.args : []
  const count = parts.flatMap((part) => (part.kind === 'binary' && part.left.kind === 'call' ? [part.left] : []))[0]
  const pairs = count?.args.slice(2) ?? []
  return pairs.flatMap((range, at) => {
    const value = pairs[at + 1]
    const columns = range.kind === 'cells' ? range.areas[0]?.columns : undefined
    return at % 2 === 0 && value && columns?.kind === 'span' ? [{ place: columns.from, value }] : []
  })
}

/** The condition with a value in place of the cell it is about. */
function withValue(expr: Expr, own: { readonly block: string; readonly column: number }, value: Expr): Expr {
  switch (expr.kind) {
    case 'cells':
      return isOwn(expr, own) ? value : expr
    case 'unary':
    case 'percent':
      return { ...expr, operand: withValue(expr.operand, own, value) }
    case 'binary':
      return { ...expr, left: withValue(expr.left, own, value), right: withValue(expr.right, own, value) }
    case 'call':
      return { ...expr, args: expr.args.map((arg) => withValue(arg, own, value)) }
    default:
      return expr
  }
}

function isOwn({ block, single, areas }: CellsExpr, own: { readonly block: string; readonly column: number }): boolean {
  const [area] = areas
  const here = area?.rows.kind === 'here' || (area?.rows.kind === 'span' && area.rows.from === 0)
  return single && block === own.block && here && area.columns.kind === 'span' && area.columns.from === own.column
}

function literal(code: string | number): Expr {
  return typeof code === 'number' ? { kind: 'number', value: code } : { kind: 'text', value: code }
}

function keyOfResult(result: Result): string {
  return isFailure(result) ? 'error' : criterionKey(result)
}

function keyOfContent(content: Content): string {
  const value: Plain = typeof content === 'object' && content !== null ? ('text' in content ? content.text : null) : content
  return criterionKey(value)
}
