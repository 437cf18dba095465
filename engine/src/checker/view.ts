import { formatNumber, formatScalar, formatDate, formatValue } from '../document/format-value.ts'
import { rulesOf } from '../document/form-index.ts'
import { rowsIn } from '../document/read.ts'
import { fractionTime } from '../document/time-of-day.ts'
import { serialDate } from '../document/calendar.ts'
import type { CompiledForm } from '../model/compiled-form.ts'
import { isCodes, isRaw } from '../model/data.ts'
import type { CellRef, CellValue, FormData } from '../model/data.ts'
import type { Place } from '../model/problem.ts'
import type { Expr } from '../model/expr.ts'
import { firstCell } from './instance.ts'
import type { Instance } from './instance.ts'
import { isFailure } from './workbook.ts'
import type { Result } from './workbook.ts'

/** What messages may look at: the form, its data, computed cells and the evaluation of formulas. */
export interface Source {
  readonly form: CompiledForm
  readonly data: FormData
  /** What a person typed; null for a cell that does not apply. */
  readonly typed: (ref: CellRef) => CellValue
  /** Whether a place applies: a cell, a row (column null), a block or a sheet. */
  readonly applies: (place: Place, sheet: string) => boolean
  readonly computed: (ref: CellRef) => CellValue
  readonly constant: (name: string) => Result
  readonly evaluate: (expr: Expr, at: Instance) => Result
}

/** The first cell that an expression names, from an instance. */
export function cellOf(source: Source, expr: Expr, at: Instance): CellRef | null {
  if (expr.kind !== 'cells') return null
  return firstCell(source.form, expr, at, (block) => rowsIn(source.data, block)[0]?.$id ?? null)
}

/** What a cell shows: typed or computed. */
export function cellValue(source: Source, ref: CellRef): CellValue {
  return rulesOf(source.form, ref)?.computed ? source.computed(ref) : source.typed(ref)
}

/** The value of an expression from an instance: dates as ISO strings, null where there is none. */
export function valueFrom(source: Source, expr: Expr, at: Instance): CellValue {
  if (expr.kind === 'cells' && expr.single) {
    const ref = cellOf(source, expr, at)
    return ref ? cellValue(source, ref) : null
  }
  if (expr.kind === 'number' || expr.kind === 'text' || expr.kind === 'boolean') return expr.value
  const result = expr.kind === 'constant' ? source.constant(expr.name) : source.evaluate(expr, at)
  if (isFailure(result)) return null
  if (expr.kind === 'constant' && source.form.constants[expr.name]?.type === 'time' && typeof result === 'number')
    return fractionTime(result)
  return typeof result === 'number' && isDay(source.form, expr) ? serialDate(result) : result
}

/** The same for people: an empty cell is «пусто». */
export function textFrom(source: Source, expr: Expr, at: Instance): string {
  const value = valueFrom(source, expr, at)
  if (value === null) return 'пусто'
  const ref = expr.kind === 'cells' && expr.single ? cellOf(source, expr, at) : null
  const rules = ref ? rulesOf(source.form, ref) : null
  if (rules) return formatValue(rules, value)
  if (isRaw(value)) return value.$raw
  if (typeof value === 'object') return isCodes(value) ? value.join('; ') : value.name
  if (typeof value === 'number') return formatNumber(value)
  return typeof value === 'string' && isDay(source.form, expr) ? formatDate(value) : formatScalar(value)
}

const dayFunctions = new Set(['DATE', 'TODAY', 'EDATE', 'EOMONTH', 'WORKDAY', 'NTHWORKDAY', 'SCHOOLYEARSTART'])

/** Whether an expression gives a day and not just a number. */
function isDay(form: CompiledForm, expr: Expr): boolean {
  switch (expr.kind) {
    case 'constant':
      return form.constants[expr.name]?.type === 'date'
    case 'call':
      if (expr.name === 'IF') return expr.args.slice(1).every((arg) => isDay(form, arg))
      return dayFunctions.has(expr.name) || (['MIN', 'MAX'].includes(expr.name) && expr.args.every((arg) => isDay(form, arg)))
    case 'binary':
      return (expr.operator === '+' || expr.operator === '-') && isDay(form, expr.left) !== isDay(form, expr.right)
    case 'cells':
      return expr.areas.every(({ columns }) => {
        return columns.kind === 'span' && form.blocks[expr.block]?.columns[columns.from]?.type === 'date'
      })
    case 'number':
    case 'text':
    case 'boolean':
    case 'unary':
    case 'percent':
      return false
  }
}
