import { analyseCondition, analyse } from '../language/analyse.ts'
import { FormulaError } from '../language/formula-error.ts'
import { parse } from '../language/parser.ts'
import { resolveCells } from '../language/resolve.ts'
import type { Scope } from '../language/scope.ts'
import type { Node } from '../language/syntax.ts'
import type { CompiledBlock } from '../model/compiled-form.ts'
import type { CellsExpr, Expr, Formula, ValueType } from '../model/expr.ts'
import type { CellPlan } from './blocks.ts'
import type { Context } from './context.ts'
import { attributesOf, listBlock } from './list-blocks.ts'

interface Dependent {
  readonly choicesFrom?: { readonly block: string; readonly column: string }
  readonly choicesWhere?: Formula
}

/**
 * Choices that depend on data: a column of a table instead of a list, and a condition on the choice taken. Both become one
 * condition on the value of the cell, which the checker evaluates as any other formula.
 */
export function dependentChoices(context: Context, plan: CellPlan, home: CompiledBlock, scope: Scope): Dependent {
  const choices = plan.words.get('choices')
  const where = plan.words.get('choicesWhere')
  const own = ownCell(home, plan)
  if (!choices) {
    if (where) context.report('E_MISSING', 'Не хватает "choices": выбирать не из чего', where.path, { atKey: true })
    return {}
  }
  const several = plan.words.get('several')
  const fromTable = typeof choices.value === 'string' && choices.value.includes('[')
  if (several && (fromTable || where)) {
    context.report('E_VALUE', '"several" бывает только со списком из lists без условия', several.path, { atKey: true })
    return {}
  }
  const codes = (plan.words.get('codes')?.value ?? []) as readonly string[]
  if (fromTable) {
    const text = choices.value as string
    const target = context.formula(choices.path, () => column(text, scope))
    if (!target) return {}
    const block = context.blocks[target.block] as CompiledBlock
    const pairs =
      where === undefined ? [] : context.formula(where.path, () => equalities(String(where.value), target, block, scope))
    if (!pairs) return {}
    const count = call('COUNTIFS', [target, own, ...pairs.flat()])
    const key = block.columns[place(target)]?.key ?? ''
    const written = where === undefined ? text : `${text}: ${String(where.value)}`
    return {
      choicesFrom: { block: target.block, column: key },
      choicesWhere: allowed(
        own,
        codes,
        { kind: 'binary', operator: '>', left: count, right: { kind: 'number', value: 0 } },
        written,
      ),
    }
  }
  if (!where) return {}
  const text = String(where.value)
  const expr = context.formula(where.path, () => listCondition(context, choices.value, text, own, scope))
  return expr ? { choicesWhere: allowed(own, codes, expr, text) } : {}
}

function listCondition(context: Context, list: unknown, text: string, own: CellsExpr, scope: Scope): Expr {
  const name = typeof list === 'string' ? list : ''
  const source = Object.hasOwn(context.source.lists ?? {}, name) ? context.source.lists?.[name] : undefined
  const block = context.blocks[listBlock(name)]
  if (!source || !block)
    throw new FormulaError(
      'E_LIST',
      name === '' ? 'Условие выбора бывает у списка с именем' : `У значений списка «${name}» нет признаков`,
      { start: 0, end: text.length },
      'опишите признаки в lists: { "code": "gym", "title": "Гимназия", "level": "oo" }',
    )
  const attributes: Record<string, Expr> = {}
  const types: Record<string, ValueType> = {}
  for (const attribute of attributesOf(source)) {
    const at = block.columns.findIndex(({ key }) => key === attribute)
    attributes[attribute] = call('ATTRIBUTE', [own, wholeColumn(block, 0), wholeColumn(block, at)])
    const type = block.columns[at]?.type
    types[attribute] = type === 'number' ? 'number' : type === 'boolean' ? 'boolean' : 'text'
  }
  return analyseCondition(text, { ...scope, item: { list: name, attributes, types } }).expr
}

/** `classes[letter]`, whole. */
function column(text: string, scope: Scope): CellsExpr {
  const node = parse(text)
  if (node.kind !== 'selector' || node.here || node.items.length !== 1 || node.items[0]?.axis !== 'column')
    throw new FormulaError('E_SYNTAX', 'Здесь нужна графа таблицы', node, 'таблица[графа]')
  return resolveCells(node, scope)
}

/** `classes.year = [@year]` and several of them in AND(…): pairs of a column of that table and what must stand there. */
function equalities(
  text: string,
  target: CellsExpr,
  block: CompiledBlock,
  scope: Scope,
): readonly (readonly [CellsExpr, Expr])[] {
  const read = (node: Node): readonly (readonly [CellsExpr, Expr])[] => {
    if (node.kind === 'call' && node.name === 'AND') return node.args.flatMap(read)
    const [mine, theirs] = node.kind === 'binary' && node.operator === '=' ? sides(node.left, node.right, target.block) : []
    if (!mine || !theirs)
      throw new FormulaError(
        'E_SYNTAX',
        `Здесь нужны равенства с графами «${target.block}»`,
        node,
        `например ${target.block}.${block.columns[0]?.key ?? 'графа'} = [@графа]; несколько – через AND(…)`,
      )
    const at = block.columns.findIndex(({ key }) => key === mine)
    if (at < 0) throw new FormulaError('E_COLUMN', `В «${target.block}» нет графы «${mine}»`, node)
    return [[wholeColumn(block, at), analyse(text.slice(theirs.start, theirs.end), scope).expr] as const]
  }
  return read(parse(text))
}

function sides(left: Node, right: Node, block: string): readonly [string, Node] | readonly [] {
  const own = (node: Node): string | null => (node.kind === 'field' && node.block.value === block ? node.field.value : null)
  const first = own(left)
  if (first !== null) return [first, right]
  const second = own(right)
  return second === null ? [] : [second, left]
}

function wholeColumn(block: CompiledBlock, at: number): CellsExpr {
  const rows =
    block.kind === 'dynamic'
      ? ({ kind: 'all' } as const)
      : ({ kind: 'span', from: 0, to: block.kind === 'fixed' ? block.rows.length - 1 : 0 } as const)
  return { kind: 'cells', block: block.key, areas: [{ rows, columns: { kind: 'span', from: at, to: at } }], single: false }
}

function ownCell(home: CompiledBlock, plan: CellPlan): CellsExpr {
  const at = home.columns.findIndex(({ key }) => key === plan.column)
  const rows = home.kind === 'fields' ? ({ kind: 'span', from: 0, to: 0 } as const) : ({ kind: 'here' } as const)
  return { kind: 'cells', block: home.key, areas: [{ rows, columns: { kind: 'span', from: at, to: at } }], single: true }
}

function place(cells: CellsExpr): number {
  const columns = cells.areas[0]?.columns
  return columns?.kind === 'span' ? columns.from : 0
}

/** An empty cell and a special code are none of the choices and may always stand there. */
function allowed(own: CellsExpr, codes: readonly string[], condition: Expr, text: string): Formula {
  const special = codes.length === 0 ? [] : [call('IN', [own, ...codes.map((value) => ({ kind: 'text' as const, value }))])]
  return { text, expr: call('OR', [call('EMPTY', [own]), ...special, condition]) }
}

function call(name: string, args: readonly Expr[]): Expr {
  return { kind: 'call', name, args }
}
