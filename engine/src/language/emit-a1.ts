import type { Scalar } from '../model/data.ts'
import type { Area, BinaryOperator, CellsExpr, Expr } from '../model/expr.ts'

/** Where the blocks of a form stand in a workbook, and which of its values are text. */
export interface A1Layout {
  /** The sheet on which a block stands from A1 on, without quotes. */
  readonly sheet: (block: string) => string
  /** How many rows are reserved for a block. */
  readonly rows: (block: string) => number
  /** The row, zero-based, in which a row that people added stands. */
  readonly rowOf: (block: string, id: string) => number
  /** Column, zero-based, that holds 1 in rows that are really there; null where every row of the sheet is. */
  readonly alive: (block: string) => number | null
  /** Whether a column of a block may hold text (in any of its rows). */
  readonly mayHoldText: (block: string, column: number) => boolean
  /** Whether a column of a block holds money, which is compared to kopecks. */
  readonly holdsMoney: (block: string, column: number) => boolean
  /** Values of constants. Dates are day numbers here. */
  readonly constants: Readonly<Record<string, Scalar>>
  /** Day number of `TODAY()`. */
  readonly today: number
}

/** For what a formula is written: zero-based row and column of its own block, where it is repeated for rows or columns. */
export interface Here {
  readonly row: number | null
  readonly column: number | null
}

/**
 * Writes a formula in A1 notation, without the equals sign. References to the row itself are relative, so that formulas of
 * one column differ by their row alone; all others are absolute. The language's own functions become IF, OR and LEN; texts
 * are compared by SAMETEXT, and values that a criterion must equal are marked by EXACTLY (both are the checker's).
 */
export function emitA1(expr: Expr, layout: A1Layout, here: Here): string {
  switch (expr.kind) {
    case 'number':
      return numberText(expr.value)
    case 'text':
      return textLiteral(expr.value)
    case 'boolean':
      return expr.value ? 'TRUE()' : 'FALSE()'
    case 'constant':
      return scalarText(layout.constants[expr.name] ?? 0)
    case 'unary':
      return `(${expr.operator}${emitA1(expr.operand, layout, here)})`
    case 'percent':
      return `(${emitA1(expr.operand, layout, here)}/100)`
    case 'binary':
      return binary(expr.operator, expr.left, expr.right, layout, here)
    case 'call':
      return call(expr.name, expr.args, layout, here)
    case 'cells':
      return cellTexts(expr, layout, here).join(',')
  }
}

/** A1 address of a cell, absolute. Row and column are zero-based. */
export function absoluteCell(row: number, column: number): string {
  return `$${columnLetters(column)}$${row + 1}`
}

function binary(operator: BinaryOperator, left: Expr, right: Expr, layout: A1Layout, here: Here): string {
  const [l, r] = [emitA1(left, layout, here), emitA1(right, layout, here)]
  if ((operator === '=' || operator === '<>') && (mayBeText(left, layout, here) || mayBeText(right, layout, here))) {
    return operator === '=' ? `SAMETEXT(${l},${r})` : `NOT(SAMETEXT(${l},${r}))`
  }
  if (compares.has(operator) && (isMoney(left, layout, here) || isMoney(right, layout, here)))
    return `(ROUND(${l},2)${operator}ROUND(${r},2))`
  return `(${l}${operator}${r})`
}

const compares: ReadonlySet<BinaryOperator> = new Set(['=', '<>', '<', '<=', '>', '>='])

function call(name: string, args: readonly Expr[], layout: A1Layout, here: Here): string {
  const texts = args.map((arg) => emitA1(arg, layout, here))
  const [first = '', second = ''] = texts
  switch (name) {
    case 'TODAY':
      return numberText(layout.today)
    case 'IMPLIES':
      return `IF(${first},${second},TRUE())`
    case 'FILLED':
      return `(LEN(${first})>0)`
    case 'EMPTY':
      return `(LEN(${first})=0)`
    case 'NUM':
      return `IF(ISNUMBER(${first}),${first},0)`
    case 'IN':
      return `OR(${texts
        .slice(1)
        .map((text) => `SAMETEXT(${first},${text})`)
        .join(',')})`
    case 'IFS':
      return choices(texts)
    case 'AVERAGEIF':
    case 'AVERAGEIFS':
    case 'MINIFS':
    case 'MAXIFS':
      return among(name, args, layout, here)
    case 'COUNTIF':
    case 'COUNTIFS':
    case 'COUNTBLANK':
    case 'SUMIF':
    case 'SUMIFS':
      return conditional(name, args, layout, here)
    default:
      return `${name}(${texts.join(',')})`
  }
}

/**
 * COUNTIF and its kin. A range of several areas becomes a sum over them. Rows that are reserved but not there must not be
 * counted as empty cells, so a criterion that an empty cell could meet is joined by the mark of rows that are there.
 */
function conditional(name: string, args: readonly Expr[], layout: A1Layout, here: Here): string {
  const counts = name.startsWith('COUNT')
  const conditions =
    name === 'COUNTBLANK' ? [...args, { kind: 'text', value: '' } as const] : name === 'SUMIFS' ? args.slice(1) : args
  const pairs: [Expr, Expr][] = []
  for (let at = 0; at + 1 < conditions.length; at += 2) pairs.push([conditions[at] as Expr, conditions[at + 1] as Expr])
  const summed = name === 'SUMIFS' ? args[0] : name === 'SUMIF' ? (args[2] ?? args[0]) : undefined
  if (name === 'SUMIF') pairs.length = 1
  const areas = Math.max(...pairs.map(([range]) => areasOf(range)))
  const terms = Array.from({ length: areas }, (_, area) => {
    const criteria = pairs.flatMap(([range, criterion]) => {
      const own = [areaText(range, area, layout, here), criterionText(criterion, layout, here)]
      return mayMatchEmpty(criterion) ? [...own, ...aliveOnly(range, area, layout)] : own
    })
    return counts
      ? `COUNTIFS(${criteria.join(',')})`
      : `SUMIFS(${[summed ? areaText(summed, area, layout, here) : '', ...criteria].join(',')})`
  })
  return terms.length === 1 ? (terms[0] ?? '0') : `(${terms.join('+')})`
}

/** IFS as one IF in another; where none of its conditions holds there is no value. */
function choices(texts: readonly string[]): string {
  const [condition, value, ...rest] = texts
  return condition === undefined ? 'NA()' : `IF(${condition},${value ?? 'NA()'},${choices(rest)})`
}

/** AVERAGEIFS and its kin, over ranges of one area. */
function among(name: string, args: readonly Expr[], layout: A1Layout, here: Here): string {
  const [first, second, third] = args
  const given = name === 'AVERAGEIF' ? [third ?? first, first, second] : args
  const texts = given.flatMap((arg, place): readonly string[] => {
    if (!arg) return []
    if (place === 0 || place % 2 === 1) return [emitA1(arg, layout, here)]
    const range = given[place - 1]
    const own = [criterionText(arg, layout, here)]
    return range && mayMatchEmpty(arg) ? [...own, ...aliveOnly(range, 0, layout)] : own
  })
  return `${name === 'AVERAGEIF' ? 'AVERAGEIFS' : name}(${texts.join(',')})`
}

function areasOf(range: Expr): number {
  return range.kind === 'cells' ? range.areas.length : 1
}

function areaText(range: Expr, area: number, layout: A1Layout, here: Here): string {
  if (range.kind !== 'cells') return emitA1(range, layout, here)
  const texts = cellTexts(range, layout, here)
  return texts[area] ?? texts[0] ?? ''
}

function aliveOnly(range: Expr, area: number, layout: A1Layout): readonly string[] {
  if (range.kind !== 'cells') return []
  const column = layout.alive(range.block)
  const { rows, columns } = range.areas[area] ?? range.areas[0] ?? {}
  if (column === null || rows?.kind === 'here' || columns?.kind !== 'span' || columns.from !== columns.to) return []
  const last = layout.rows(range.block) - 1
  return [`${layout.sheet(range.block)}!${absoluteCell(0, column)}:${absoluteCell(last, column)}`, '1']
}

/** A criterion that is the value of a cell is that value and no pattern: «<5» typed into a cell means nothing but itself. */
function criterionText(criterion: Expr, layout: A1Layout, here: Here): string {
  const text = emitA1(criterion, layout, here)
  return criterion.kind === 'cells' ? `EXACTLY(${text})` : text
}

function mayMatchEmpty(criterion: Expr): boolean {
  if (criterion.kind === 'text') return criterion.value === '' || /^(?:<>|=$)/u.test(criterion.value)
  return criterion.kind === 'binary' && criterion.operator === '&'
}

function cellTexts(expr: CellsExpr, layout: A1Layout, here: Here): readonly string[] {
  return expr.areas.map((area) => areaA1(expr.block, area, layout, here))
}

function areaA1(block: string, { rows, columns }: Area, layout: A1Layout, here: Here): string {
  const sheet = layout.sheet(block)
  const column = columns.kind === 'here' ? (here.column ?? 0) : null
  const [left, right] = columns.kind === 'span' ? [columns.from, columns.to] : [column ?? 0, column ?? 0]
  if (rows.kind === 'here') {
    const row = (here.row ?? 0) + 1
    const [from, to] = [`${columnLetters(left)}${row}`, `${columnLetters(right)}${row}`]
    return from === to ? `${sheet}!${from}` : `${sheet}!${from}:${to}`
  }
  const owner = rows.kind === 'owner' ? layout.rowOf(block, rows.id ?? '') : null
  const [top, bottom] =
    owner !== null ? [owner, owner] : rows.kind === 'span' ? [rows.from, rows.to] : [0, layout.rows(block) - 1]
  const [from, to] = [absoluteCell(top, left), absoluteCell(bottom, right)]
  return from === to ? `${sheet}!${from}` : `${sheet}!${from}:${to}`
}

const textFunctions = new Set([
  'ATTRIBUTE',
  'LEFT',
  'RIGHT',
  'MID',
  'UPPER',
  'LOWER',
  'TRIM',
  'CONCATENATE',
  'SUBSTITUTE',
  'SCHOOLYEAR',
  'LOOKUP',
])

function mayBeText(expr: Expr, layout: A1Layout, here: Here): boolean {
  switch (expr.kind) {
    case 'text':
      return true
    case 'constant':
      return typeof layout.constants[expr.name] === 'string'
    case 'binary':
      return expr.operator === '&'
    case 'call':
      return (
        textFunctions.has(expr.name) ||
        (expr.name === 'IF' && expr.args.slice(1).some((arg) => mayBeText(arg, layout, here))) ||
        (expr.name === 'IFS' && expr.args.some((arg, place) => place % 2 === 1 && mayBeText(arg, layout, here)))
      )
    case 'cells':
      return expr.areas.some(({ columns }) => {
        const { from, to } = columns.kind === 'span' ? columns : { from: here.column ?? 0, to: here.column ?? 0 }
        for (let column = from; column <= to; column++) if (layout.mayHoldText(expr.block, column)) return true
        return false
      })
    case 'number':
    case 'boolean':
    case 'unary':
    case 'percent':
      return false
  }
}

/** Whether an expression is an amount of money: sums of tenths and hundredths are not exact in binary. */
function isMoney(expr: Expr, layout: A1Layout, here: Here): boolean {
  switch (expr.kind) {
    case 'cells':
      return expr.areas.some(({ columns }) => {
        const { from, to } = columns.kind === 'span' ? columns : { from: here.column ?? 0, to: here.column ?? 0 }
        for (let column = from; column <= to; column++) if (layout.holdsMoney(expr.block, column)) return true
        return false
      })
    case 'unary':
    case 'percent':
      return isMoney(expr.operand, layout, here)
    case 'binary':
      return !compares.has(expr.operator) && (isMoney(expr.left, layout, here) || isMoney(expr.right, layout, here))
    case 'call':
      return moneyFunctions.has(expr.name) && expr.args.some((arg) => isMoney(arg, layout, here))
    default:
      return false
  }
}

/** Functions that give an amount when they are given amounts. */
const moneyFunctions = new Set([
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

function scalarText(value: Scalar): string {
  if (typeof value === 'boolean') return value ? 'TRUE()' : 'FALSE()'
  return typeof value === 'number' ? numberText(value) : textLiteral(value)
}

// A formula has no exponents.
const decimal = new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 20 })

function numberText(value: number): string {
  const text = Number.isSafeInteger(value) ? String(value) : decimal.format(value)
  return value < 0 ? `(${text})` : text
}

// HyperFormula's text knows no doubled quote and takes a backslash for an escape; Excel reads what this writes as well.
function textLiteral(value: string): string {
  const parts = value.split(/(["\\])/u).filter((part) => part !== '')
  const written = parts.map((part) => (part === '"' || part === '\\' ? `CHAR(${part.charCodeAt(0)})` : `"${part}"`))
  return written.length > 1 ? `(${written.join('&')})` : (written[0] ?? '""')
}

function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}
