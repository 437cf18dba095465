import type { CellRules, CellsExpr, CompiledBlock, CompiledForm, Expr } from '@tabel/engine'
import { rulesAtPlace } from '@tabel/engine/formulas'

/** What kind of value an expression gives, as far as it can be told: it decides how Excel has to compare it. */
export type ValueKind = 'text' | 'boolean' | 'number'

const texts = new Set(['LEFT', 'RIGHT', 'MID', 'UPPER', 'LOWER', 'TRIM', 'CONCATENATE', 'SUBSTITUTE', 'SCHOOLYEAR', 'LOOKUP'])
const booleans = new Set([
  'AND',
  'OR',
  'NOT',
  'XOR',
  'CONTAINS',
  'EXACT',
  'ISNUMBER',
  'ISTEXT',
  'ISBLANK',
  'ISWORKDAY',
  'IMPLIES',
  'FILLED',
  'EMPTY',
  'IN',
  'HAS',
])
/** Functions that give an amount of money when they are given amounts. */
const amounts = new Set([
  'SUM',
  'MIN',
  'MAX',
  'AVERAGE',
  'MEDIAN',
  'ABS',
  'ROUND',
  'IF',
  'NUM',
  'SUMIF',
  'SUMIFS',
  'MINIFS',
  'MAXIFS',
])
const comparisons = new Set(['=', '<>', '<', '<=', '>', '>='])

/** All rules that cells of a column have. */
export function rulesOfColumn(block: CompiledBlock, column: number): readonly CellRules[] {
  const rows = block.kind === 'fixed' ? block.rows.map((_, row) => row) : [0]
  return rows.flatMap((row) => rulesAtPlace(block, row, column) ?? [])
}

/** The columns that an expression names, from a column. */
export function columnsOf({ areas }: CellsExpr, here: number | null): readonly number[] {
  return areas.flatMap(({ columns }) => {
    const { from, to } = columns.kind === 'span' ? columns : { from: here ?? 0, to: here ?? 0 }
    return Array.from({ length: to - from + 1 }, (_, place) => from + place)
  })
}

/** @param here the column for which the expression is evaluated. */
export function kindOf(form: CompiledForm, expr: Expr, here: number | null): ValueKind {
  switch (expr.kind) {
    case 'text':
      return 'text'
    case 'boolean':
      return 'boolean'
    case 'constant':
      return kindOfValue(form.constants[expr.name]?.value, form.constants[expr.name]?.type)
    case 'binary':
      if (comparisons.has(expr.operator)) return 'boolean'
      return expr.operator === '&' ? 'text' : 'number'
    case 'call': {
      if (booleans.has(expr.name)) return 'boolean'
      if (texts.has(expr.name)) return 'text'
      const branches =
        expr.name === 'IF' ? expr.args.slice(1) : expr.name === 'IFS' ? expr.args.filter((_, place) => place % 2 === 1) : []
      const kinds = branches.map((branch) => kindOf(form, branch, here))
      if (kinds.includes('text')) return 'text'
      if (expr.name === 'ATTRIBUTE') return expr.args[2] ? kindOf(form, expr.args[2], here) : 'text'
      return kinds.length > 0 && kinds.every((kind) => kind === 'boolean') ? 'boolean' : 'number'
    }
    case 'cells': {
      const block = form.blocks[expr.block]
      const kinds = block ? columnsOf(expr, here).map((column) => kindOfColumn(block, column)) : []
      if (kinds.includes('text')) return 'text'
      return kinds.length > 0 && kinds.every((kind) => kind === 'boolean') ? 'boolean' : 'number'
    }
    case 'number':
    case 'unary':
    case 'percent':
      return 'number'
  }
}

/** Whether an expression is an amount of money, which is compared to kopecks. */
export function isMoney(form: CompiledForm, expr: Expr, here: number | null): boolean {
  switch (expr.kind) {
    case 'cells':
      return columnsOf(expr, here).some((column) => form.blocks[expr.block]?.columns[column]?.type === 'money')
    case 'unary':
    case 'percent':
      return isMoney(form, expr.operand, here)
    case 'binary':
      return !comparisons.has(expr.operator) && (isMoney(form, expr.left, here) || isMoney(form, expr.right, here))
    case 'call':
      return amounts.has(expr.name) && expr.args.some((arg) => isMoney(form, arg, here))
    default:
      return false
  }
}

function kindOfValue(value: unknown, type: string | undefined): ValueKind {
  if (typeof value === 'boolean') return 'boolean'
  return typeof value === 'string' && type !== 'date' && type !== 'time' ? 'text' : 'number'
}

function kindOfColumn(block: CompiledBlock, column: number): ValueKind {
  const all = rulesOfColumn(block, column)
  if (all.some((rules) => mayBeText(rules))) return 'text'
  return all.some(({ type }) => type === 'boolean') ? 'boolean' : 'number'
}

function mayBeText({ type, choices, codes, several }: CellRules): boolean {
  if (several !== undefined || (codes?.length ?? 0) > 0) return true
  if (choices) return choices.some(({ code }) => typeof code === 'string')
  return type === 'string' || type === 'file'
}
