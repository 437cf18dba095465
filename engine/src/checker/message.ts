import { formatNumber } from '../document/format-value.ts'
import { columnName, columnTitle, fixedRowName, placeName } from '../document/place-name.ts'
import type { CompiledCheck, CompiledColumn, Message } from '../model/compiled-form.ts'
import type { BinaryOperator, CellsExpr, Expr } from '../model/expr.ts'
import type { Instance } from './instance.ts'
import { cellOf, textFrom, valueFrom } from './view.ts'
import type { Source } from './view.ts'

/** The author's message with values in place. */
export function fillMessage(source: Source, message: Message, at: Instance): string {
  return message.map((part) => (typeof part === 'string' ? part : textFrom(source, part.expr, at))).join('')
}

/** The words for a comparison that does not hold, after «должно» or «не должно». */
const relations: Readonly<Partial<Record<BinaryOperator, { readonly not: boolean; readonly words: string }>>> = {
  '=': { not: false, words: 'равняться' },
  '<>': { not: true, words: 'равняться' },
  '<=': { not: true, words: 'быть больше, чем' },
  '<': { not: false, words: 'быть меньше, чем' },
  '>=': { not: true, words: 'быть меньше, чем' },
  '>': { not: false, words: 'быть больше, чем' },
}

/** Whether an expression compares two sides. */
export function isComparison(expr: Expr): expr is Extract<Expr, { readonly kind: 'binary' }> {
  return expr.kind === 'binary' && relations[expr.operator] !== undefined
}

/**
 * What to say of an assertion that does not hold when its author said nothing:
 * «Всего» (12) должно равняться сумме «Очно», «Заочно» (11): разница 1.
 */
export function makeMessage(source: Source, assertion: Expr, at: Instance): string {
  const relation = isComparison(assertion) ? relations[assertion.operator] : undefined
  if (!isComparison(assertion) || !relation) {
    const named = cellsIn(assertion).map((cells) => side(source, cells, at, false))
    return `Значения не согласуются между собой: сверьте ${[...new Set(named)].join(', ') || 'форму'}`
  }
  const left = side(source, assertion.left, at, false)
  const right = side(source, assertion.right, at, assertion.operator === '=' || assertion.operator === '<>')
  const must = `${relation.not ? 'не ' : ''}${summands(assertion.left) ? 'должна' : 'должно'} ${relation.words}`
  const text = `${left} ${must} ${right}${difference(source, assertion, at)}`
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function difference(source: Source, { left, right }: { left: Expr; right: Expr }, at: Instance): string {
  const [a, b] = [valueFrom(source, left, at), valueFrom(source, right, at)]
  if (typeof (a ?? 0) !== 'number' || typeof (b ?? 0) !== 'number') return ''
  const gap = Math.abs(Number(a) - Number(b))
  return gap === 0 ? '' : `: разница ${formatNumber(gap)}`
}

/** One side with its value: «Всего» (12), сумма «Очно», «Заочно» (11), 5. `dative`: after «равняться». */
function side(source: Source, expr: Expr, at: Instance, dative: boolean): string {
  // Several cells have no one value.
  if (expr.kind === 'cells' && !expr.single) return label(source, expr, at)
  const value = textFrom(source, expr, at)
  const parts = summands(expr)
  if (parts) return `${dative ? 'сумме' : 'сумма'} ${parts.map((part) => label(source, part, at)).join(', ')} (${value})`
  if (expr.kind === 'cells') return `${label(source, expr, at)} (${value})`
  if (expr.kind === 'number' || expr.kind === 'constant' || expr.kind === 'text' || expr.kind === 'boolean') return value
  return `${dative ? 'расчетному значению' : 'расчетное значение'} (${value})`
}

/** The cells that a sum adds up; null when the expression is no sum of cells. */
function summands(expr: Expr): readonly CellsExpr[] | null {
  if (expr.kind === 'call' && expr.name === 'SUM') return expr.args.every((arg) => arg.kind === 'cells') ? expr.args : null
  if (expr.kind !== 'binary' || expr.operator !== '+') return null
  const left = expr.left.kind === 'cells' ? [expr.left] : summands(expr.left)
  const right = expr.right.kind === 'cells' ? [expr.right] : summands(expr.right)
  return left && right ? [...left, ...right] : null
}

/** What people call the cells of a reference, from where the check stands. */
function label(source: Source, expr: CellsExpr, at: Instance): string {
  const block = source.form.blocks[expr.block]
  if (!block) return ''
  return expr.areas
    .flatMap(({ rows, columns }) => {
      if (columns.kind === 'here' && block.kind === 'fixed' && rows.kind === 'span') {
        return span(rows, (row) => fixedRowName(block, block.rows[row]?.key ?? ''))
      }
      const { from, to } = columns.kind === 'span' ? columns : { from: at.column ?? 0, to: at.column ?? 0 }
      if (rows.kind === 'span' && rows.from === rows.to && block.kind === 'fixed') {
        const row = block.rows[rows.from]?.key ?? ''
        return span({ from, to }, (column) =>
          placeName(source.form, source.data, { block: block.key, row, column: keyAt(column) }),
        )
      }
      return span({ from, to }, (column) => {
        const name =
          block.kind === 'dynamic' && rows.kind === 'here' ? titled(block.columns[column]) : columnName(block, keyAt(column))
        return rows.kind === 'here' || block.kind === 'fields' ? name : `${name} по всем строкам`
      })
      function keyAt(column: number): string {
        return block?.columns[column]?.key ?? ''
      }
    })
    .join(', ')
}

function titled(column: CompiledColumn | undefined): string {
  return column ? `«${columnTitle(column)}»` : ''
}

/** Names of a run of rows or columns: all of a short one, the ends of a long one. */
function span({ from, to }: { from: number; to: number }, name: (place: number) => string): readonly string[] {
  if (to - from > 5) return [`${name(from)} … ${name(to)}`]
  return Array.from({ length: to - from + 1 }, (_, place) => name(from + place))
}

function cellsIn(expr: Expr): readonly CellsExpr[] {
  switch (expr.kind) {
    case 'cells':
      return [expr]
    case 'unary':
    case 'percent':
      return cellsIn(expr.operand)
    case 'binary':
      return [...cellsIn(expr.left), ...cellsIn(expr.right)]
    case 'call':
      return expr.args.flatMap(cellsIn)
    case 'number':
    case 'text':
    case 'boolean':
    case 'constant':
      return []
  }
}

/** The cell that a check points at: its `at`, else the first cell of its assertion. */
export function pointedAt(source: Source, check: CompiledCheck, at: Instance): ReturnType<typeof cellOf> {
  if (check.at) return cellOf(source, check.at, at)
  if (check.kind !== 'formula') return null
  for (const cells of cellsIn(check.assert.expr)) {
    const ref = cellOf(source, cells, at)
    if (ref) return ref
  }
  return null
}
