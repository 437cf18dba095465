import { canonicalKey } from '../document/canonical-key.ts'
import type { CellsExpr, Expr, ValueType } from '../model/expr.ts'
import { FormulaError } from './formula-error.ts'
import type { Span } from './formula-error.ts'
import { functions, refused, russianNames } from './functions.ts'
import type { ArgumentKind, FunctionSpec } from './functions.ts'
import { mayHoldNumbers } from './holds-numbers.ts'
import { parse } from './parser.ts'
import { resolveCells, shapeOf } from './resolve.ts'
import { rulesAt } from './scope.ts'
import type { Scope } from './scope.ts'
import { suggest } from './suggest.ts'
import type { Node } from './syntax.ts'

/** A formula with names resolved and its type. */
export interface Analysed {
  readonly expr: Expr
  readonly type: ValueType
}

/** What is known of a value besides its type. */
interface Known extends Analysed {
  /** Texts that it may be: codes of a list and special codes. Absent: any. */
  readonly values?: readonly string[]
  /** Special codes that may stand in place of the number. */
  readonly codes?: readonly string[]
  /** Title of the column, for messages. */
  readonly label?: string
}

/**
 * Reads a formula, looks up its names and checks its types.
 * @throws {FormulaError} at the first mistake.
 */
export function analyse(formula: string, scope: Scope): Analysed {
  return typed(parse(formula), scope)
}

/** {@link analyse} for a formula that must be TRUE or FALSE. */
export function analyseCondition(formula: string, scope: Scope): Analysed {
  const node = parse(formula)
  const result = typed(node, scope)
  if (result.type !== 'boolean' && result.type !== 'any')
    throw new FormulaError(
      'E_TYPE',
      `Здесь нужно условие (да или нет), а это ${typeNames[result.type]}`,
      node,
      'сравните с чем-нибудь: =, <>, <, <=, >, >=',
    )
  return result
}

export const typeNames: Readonly<Record<ValueType, string>> = {
  number: 'число',
  text: 'текст',
  boolean: 'условие',
  date: 'дата',
  time: 'время',
  any: 'значение',
}

const cellTypes = {
  integer: 'number',
  number: 'number',
  string: 'text',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  money: 'number',
  file: 'text',
} as const

/** Gives a node its meaning; `many` allows a reference to several cells. */
function typed(node: Node, scope: Scope, many = false): Known {
  switch (node.kind) {
    case 'number':
      return { expr: { kind: 'number', value: node.value }, type: 'number' }
    case 'text':
      return { expr: { kind: 'text', value: node.value }, type: 'text' }
    case 'boolean':
      return { expr: { kind: 'boolean', value: node.value }, type: 'boolean' }
    case 'constant':
      return constant(node.name, node, scope)
    case 'unary':
      return { expr: { kind: 'unary', operator: node.operator, operand: numeric(node.operand, scope).expr }, type: 'number' }
    case 'percent':
      return { expr: { kind: 'percent', operand: numeric(node.operand, scope).expr }, type: 'number' }
    case 'binary':
      return binary(node, scope)
    case 'call':
      return call(node, scope)
    case 'field':
    case 'selector':
      return reference(node, scope, many)
  }
}

function constant(name: string, span: Span, scope: Scope): Known {
  const value = Object.hasOwn(scope.constants, name) ? scope.constants[name] : undefined
  if (!value) {
    const near = suggest(name, Object.keys(scope.constants))
    throw new FormulaError(
      'E_CONST',
      `Постоянной «${name}» нет`,
      span,
      near === undefined ? 'постоянные формы описаны в constants' : `может быть, $const.${near}?`,
    )
  }
  return { expr: { kind: 'constant', name }, type: cellTypes[value.type], label: name }
}

function reference(node: Extract<Node, { kind: 'field' | 'selector' }>, scope: Scope, many: boolean): Known {
  if (node.kind === 'field' && node.block.value === scope.item?.list) return attribute(node, scope.item)
  const expr = resolveCells(node, scope)
  if (!expr.single && !many)
    throw new FormulaError(
      'E_RANGE_SCALAR',
      'Здесь нужно одно значение, а ссылка дает несколько ячеек',
      node,
      'возьмите SUM(…), COUNTIF(…) или эту строку: [@графа]',
    )
  const block = scope.blocks[expr.block]
  const area = expr.areas[0]
  if (!block || !area) return { expr, type: 'any' }
  const row = area.rows.kind === 'span' ? area.rows.from : null
  const column = area.columns.kind === 'span' ? area.columns.from : null
  if (column === null) return { expr, type: 'number' }
  const rules = rulesAt(block, row, column)
  if (!rules) {
    if (expr.single) throw new FormulaError('E_BLOCKED', 'Эта ячейка зачеркнута: в ней никогда ничего не бывает', node)
    return { expr, type: 'any' }
  }
  const listed = rules.choices?.map((choice) => String(choice.code))
  // Numbers of a list and texts of a list are both told from codes by the list itself.
  const numbers = rules.choices?.every((choice) => typeof choice.code === 'number') === true
  const type = (rules.choices && !numbers) || rules.several !== undefined ? 'text' : cellTypes[rules.type]
  return {
    expr,
    type,
    label: block.columns[column]?.title ?? '',
    ...(listed || rules.codes ? { values: [...(listed ?? []), ...(rules.codes ?? [])] } : {}),
    ...(rules.codes && type === 'number' ? { codes: rules.codes } : {}),
  }
}

/** `list.attribute` of the choice that was taken. */
function attribute(node: Extract<Node, { kind: 'field' }>, item: NonNullable<Scope['item']>): Known {
  const name = node.field.value
  const expr = Object.hasOwn(item.attributes, name) ? item.attributes[name] : undefined
  if (expr) return { expr, type: item.types[name] ?? 'any', label: name }
  const names = Object.keys(item.attributes)
  const near = suggest(name, names)
  throw new FormulaError(
    'E_FIELD',
    `У значений списка «${item.list}» нет признака «${name}»`,
    node.field,
    near === undefined ? `есть: ${names.join(', ')}` : `может быть, ${near}?`,
  )
}

function numeric(node: Node, scope: Scope): Known {
  const known = typed(node, scope)
  if (known.type === 'text' || known.type === 'boolean')
    throw new FormulaError(
      'E_TYPE',
      `Здесь нужно число, а ${known.label ? `«${known.label}»` : 'это'} – ${typeNames[known.type]}`,
      node,
    )
  refuseCodes(known, node, 'в расчете с ними ячейка даст ошибку')
  return known
}

function refuseCodes(known: Known, node: Node, why: string): void {
  if (!known.codes) return
  throw new FormulaError(
    'E_CODE',
    `В «${known.label ?? ''}» бывают коды ${known.codes.join(', ')}: ${why}`,
    node,
    'возьмите SUM(…) или NUM(…): код в них считается нулем',
  )
}

function binary(node: Extract<Node, { kind: 'binary' }>, scope: Scope): Known {
  const { operator } = node
  if (operator === '+' || operator === '-' || operator === '*' || operator === '/' || operator === '^')
    return arithmetic(node, scope)
  const left = typed(node.left, scope)
  const right = typed(node.right, scope)
  const expr: Expr = { kind: 'binary', operator, left: left.expr, right: right.expr }
  if (operator === '&') return { expr, type: 'text' }
  neverEqual(left, right, node.right)
  neverEqual(right, left, node.left)
  comparable(left, right, node)
  if (operator !== '=' && operator !== '<>') {
    refuseCodes(left, node.left, '«больше» и «меньше» сравнят текст с числом')
    refuseCodes(right, node.right, '«больше» и «меньше» сравнят текст с числом')
  }
  return { expr, type: 'boolean' }
}

function arithmetic(node: Extract<Node, { kind: 'binary' }>, scope: Scope): Known {
  const left = numeric(node.left, scope)
  const right = numeric(node.right, scope)
  const expr: Expr = { kind: 'binary', operator: node.operator, left: left.expr, right: right.expr }
  // A day plus a number of days is a day; the difference of two days is a number.
  const dates = [left, right].filter((side) => side.type === 'date').length
  return { expr, type: dates === 1 && (node.operator === '+' || node.operator === '-') ? 'date' : 'number' }
}

/** `[@mark] = '6'` where the mark is never 6: a slip that would make a check useless. */
function neverEqual(value: Known, other: Known, otherNode: Node): void {
  if (other.expr.kind !== 'text' && other.expr.kind !== 'number') return
  if (!value.values || (value.codes && other.expr.kind === 'number')) return
  const written = String(other.expr.value)
  const key = canonicalKey(written)
  if (value.values.some((one) => canonicalKey(one) === key)) return
  throw new FormulaError(
    'E_NEVER',
    `«${written}» не бывает в «${value.label ?? ''}»`,
    otherNode,
    `бывает: ${value.values.slice(0, 12).join(', ')}`,
  )
}

function comparable(left: Known, right: Known, node: Node): void {
  if (left.type === 'any' || right.type === 'any' || left.type === right.type) return
  // A code is text in a column of numbers.
  if ((left.codes && right.type === 'text') || (right.codes && left.type === 'text')) return
  if ([left, right].some(({ expr }) => expr.kind === 'text' && expr.value === '')) return
  const days = left.type === 'date' || right.type === 'date'
  throw new FormulaError(
    'E_TYPE',
    `Сравниваются ${typeNames[left.type]} и ${typeNames[right.type]}`,
    node,
    left.type === 'time' || right.type === 'time'
      ? 'время пишут TIME(8,30), постоянную-время – { "type": "time", "value": "08:30" }'
      : days
        ? 'дату пишут DATE(2026,4,20), постоянную-дату – { "type": "date", "value": "2026-04-20" }'
        : undefined,
  )
}

function call(node: Extract<Node, { kind: 'call' }>, scope: Scope): Known {
  const spec = Object.hasOwn(functions, node.name) ? functions[node.name] : undefined
  if (!spec) throw unknownFunction(node)
  checkCount(node, spec)
  const args = node.args.map((arg, place) => argument(arg, kindAt(spec, place), scope, node.name))
  refuseShapes(node, spec, args, scope)
  const expr: Expr = { kind: 'call', name: node.name, args: args.map((arg) => arg.expr) }
  if (node.name === 'IN' || node.name === 'HAS')
    for (const [place, arg] of args.entries()) if (place > 0 && args[0]) neverEqual(args[0], arg, node.args[place] as Node)
  if (node.name !== 'IF') return { expr, type: spec.returns }
  const [, yes, no] = args
  return yes && no ? { expr, ...eitherOf(yes, no) } : { expr, type: 'any' }
}

/** What is known of a value that is one of two. */
function eitherOf(yes: Known, no: Known): Omit<Known, 'expr'> {
  const types = new Set([yes.type, no.type])
  const type = types.size === 1 ? yes.type : types.has('number') && types.has('date') ? 'number' : 'any'
  const coded = [yes, no].find(({ codes }) => codes)
  return { type, ...(coded?.codes ? { codes: coded.codes, label: coded.label ?? '' } : {}) }
}

/** What the argument at a place must be, repeated ones included. */
function kindAt(spec: FunctionSpec, place: number): ArgumentKind {
  if (place < spec.args.length) return spec.args[place] ?? 'any'
  const repeat = spec.repeat ?? 1
  return spec.args[spec.args.length - repeat + ((place - spec.args.length) % repeat)] ?? 'any'
}

function checkCount(node: Extract<Node, { kind: 'call' }>, spec: FunctionSpec): void {
  const given = node.args.length
  const least = spec.least ?? spec.args.length
  const enough = given >= least
  const most =
    spec.repeat === undefined
      ? given <= spec.args.length
      : (given - spec.args.length) % spec.repeat === 0 || given < spec.args.length
  if (enough && most) return
  const wanted =
    spec.repeat === undefined
      ? least === spec.args.length
        ? String(least)
        : `${least}–${spec.args.length}`
      : `не меньше ${least}`
  throw new FormulaError('E_ARGS', `${node.name}: аргументов ${given}, нужно ${wanted}`, node, commaHint(node.args))
}

/** «0,5» among the arguments is two of them: most likely a fraction was meant. */
function commaHint(args: readonly Node[]): string | undefined {
  const place = args.findIndex(
    (arg, at) => arg.kind === 'number' && args[at + 1]?.kind === 'number' && args[at + 1]?.start === arg.end + 1,
  )
  const [whole, part] = args.slice(place, place + 2)
  if (place < 0 || whole?.kind !== 'number' || part?.kind !== 'number') return undefined
  return `дробь пишут с точкой: ${whole.value}.${part.value}`
}

function argument(node: Node, kind: ArgumentKind, scope: Scope, name: string): Known {
  const several = kind === 'range' || kind === 'numbers' || kind === 'values'
  const known = typed(node, scope, several)
  if (kind === 'range' && known.expr.kind !== 'cells')
    throw new FormulaError('E_TYPE', `${name}: здесь нужны ячейки, а не значение`, node, 'вся графа: таблица[графа]')
  if (kind === 'range' && known.expr.kind === 'cells' && known.expr.areas.length > 1 && !overAreas.has(name))
    throw new FormulaError('E_RANGE', `${name}: здесь нужна одна область`, node, 'графы подряд: таблица[a:b]')
  refuseCopies(known, node, scope, name)
  if (kind === 'any' || kind === 'values' || kind === 'range' || known.type === 'any') return known
  if (kind === 'numbers') {
    if (known.expr.kind === 'cells') {
      if (mayHoldNumbers(known.expr, scope)) return known
      throw new FormulaError(
        'E_TYPE',
        `${name}: здесь нужны числа, а в «${known.label ?? ''}» их не бывает`,
        node,
        'сосчитать заполненные ячейки – COUNTA(…), ячейки с данным значением – COUNTIF(…)',
      )
    }
    if (known.type === 'number' || known.type === 'date' || known.type === 'time') return known
  } else if (
    kind === known.type ||
    (kind === 'time' && known.type === 'number') ||
    (kind === 'date' && known.type === 'number') ||
    (kind === 'number' && (known.type === 'date' || known.type === 'time'))
  ) {
    if (kind !== 'text' && kind !== 'boolean') refuseCodes(known, node, `${name} с ними даст ошибку`)
    return known
  }
  const wanted =
    kind === 'numbers' ? 'числа' : { number: 'число', text: 'текст', boolean: 'условие', date: 'дата', time: 'время' }[kind]
  throw new FormulaError(
    'E_TYPE',
    `${name}: здесь нужно: ${wanted}, а ${known.label ? `«${known.label}»` : 'это'} – ${typeNames[known.type]}`,
    node,
  )
}

/** Functions that go through several areas one after another. */
const overAreas: ReadonlySet<string> = new Set(['COUNTIF', 'COUNTIFS', 'COUNTBLANK', 'SUMIF', 'SUMIFS'])

/** Functions that take all copies of what is repeated for rows, however many there are. */
const overCopies: ReadonlySet<string> = new Set([...overAreas, 'SUM', 'COUNT', 'COUNTA', 'MIN', 'MAX', 'AVERAGE'])

function refuseCopies({ expr }: Known, node: Node, scope: Scope, name: string): void {
  if (expr.kind !== 'cells' || overCopies.has(name) || repeatsOf(expr, scope).length === 0) return
  throw new FormulaError(
    'E_RANGE',
    `${name}: копий бывает разное число, здесь их все не взять`,
    node,
    `можно в ${[...overCopies].toSorted().join(', ')}`,
  )
}

/** For the rows of which tables the cells of a reference to all copies are repeated. */
function repeatsOf({ block: key, areas, copies }: CellsExpr, scope: Scope): readonly string[] {
  const block = scope.blocks[key]
  const tables = areas.flatMap(({ columns }) =>
    columns.kind === 'span' && !columns.member
      ? (block?.columns.slice(columns.from, columns.to + 1) ?? []).flatMap(({ repeat }) => repeat?.table ?? [])
      : [],
  )
  return [...(copies && block?.repeat !== undefined ? [block.repeat] : []), ...new Set(tables)]
}

/** Ranges that are gone through together, cell by cell, must have the same shape. */
function refuseShapes(node: Extract<Node, { kind: 'call' }>, spec: FunctionSpec, args: readonly Known[], scope: Scope): void {
  const shapes = args.map(({ expr }, place) =>
    kindAt(spec, place) === 'range' && expr.kind === 'cells' ? `${shapeOf(expr)} ${repeatsOf(expr, scope).join()}` : undefined,
  )
  const first = shapes.find((shape) => shape !== undefined)
  const other = shapes.findIndex((shape) => shape !== undefined && shape !== first)
  if (other < 0) return
  throw new FormulaError(
    'E_RANGE',
    `${node.name}: у областей разное число строк или граф`,
    node.args[other] ?? node,
    'возьмите столько же граф и те же строки, что в первой',
  )
}

function unknownFunction(node: Extract<Node, { kind: 'call' }>): FormulaError {
  const span = { start: node.start, end: node.nameEnd }
  const instead = Object.hasOwn(refused, node.name) ? refused[node.name] : undefined
  if (instead !== undefined) return new FormulaError('E_FUNCTION', `Функция ${node.name} в формах не используется`, span, instead)
  const english = Object.hasOwn(russianNames, node.name) ? russianNames[node.name] : undefined
  if (english !== undefined) {
    const better = Object.hasOwn(refused, english) ? `; в формах ее нет: ${refused[english] ?? ''}` : ''
    return new FormulaError('E_FUNCTION', `Нет функции ${node.name}`, span, `по-английски это ${english}${better}`)
  }
  const near = suggest(node.name, [...Object.keys(functions), ...Object.keys(russianNames)])
  const meant = near !== undefined && Object.hasOwn(russianNames, near) ? russianNames[near] : near
  return new FormulaError(
    'E_FUNCTION',
    `Нет функции ${node.name}`,
    span,
    meant === undefined ? undefined : `может быть, ${meant}?`,
  )
}
