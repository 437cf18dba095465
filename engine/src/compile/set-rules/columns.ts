import { analyseCondition } from '../../language/analyse.ts'
import { FormulaError } from '../../language/formula-error.ts'
import { parse } from '../../language/parser.ts'
import { resolveCells } from '../../language/resolve.ts'
import type { Scope } from '../../language/scope.ts'
import type { Node } from '../../language/syntax.ts'
import type { CellRules, CellType, CompiledBlock, CompiledColumn, OtherColumns } from '../../model/compiled-form.ts'
import type { CellsExpr, Formula } from '../../model/expr.ts'
import { scopeFor, scopeOf } from '../check-parts.ts'
import type { Context } from '../context.ts'
import type { Path } from '../diagnostic.ts'
import type { SetRuleSource } from './rule-source.ts'

/** Whether all keys are columns of the block; those that are not are reported. */
export function areColumns(
  keys: readonly string[],
  block: CompiledBlock,
  path: (place: number) => Path,
  context: Context,
): boolean {
  let known = true
  keys.forEach((key, place) => {
    const scope: Scope = { blocks: context.blocks, constants: {}, home: block, row: false, column: false }
    const found = context.formula(
      path(place),
      () => {
        const node = parseSelector(`[${key}]`)
        refuseCopies(resolveCells(node, scope), block, node)
        return true
      },
      -1,
    )
    known &&= found !== undefined
  })
  return known
}

/** The column with this key, of one of these types; null after it was reported. */
export function columnOf(
  rule: SetRuleSource,
  key: string,
  path: Path,
  types: readonly CellType[],
  what: string,
  block: CompiledBlock = rule.block,
): CompiledColumn | null {
  if (!areColumns([key], block, () => path, rule.context)) return null
  const column = block.columns.find((one) => one.key === key)
  if (!column || !types.includes(column.type) || column.choices?.some(({ code }) => typeof code === 'string')) {
    rule.context.report('E_TYPE', `Графа «${column?.title ?? key}» должна быть ${what}`, path)
    return null
  }
  return column
}

/** Columns of the other table: `classes[letter]`, as many as the rule has and of the same types. */
export function otherColumns({ source, path, context, block, home }: SetRuleSource): OtherColumns | null {
  const { in: text = '', columns = [] } = source
  const scope = scopeOf(context, home, { kind: 'rows' })
  const other = context.formula([...path, 'in'], () => targetOf(text, columns.length, scope))
  if (other) reportDifferentTypes(columns, block, other, [...path, 'in'], context)
  return other ?? null
}

/** The condition on rows of the other table; undefined where there is none, or a wrong one. */
export function whereOf({ source, path, context }: SetRuleSource, other: string): Formula | undefined {
  const { where } = source
  const block = context.blocks[other]
  if (where === undefined || !block) return undefined
  const scope = scopeFor(context, { home: block, row: true, column: false })
  return context.formula([...path, 'where'], () => ({ text: where, expr: analyseCondition(where, scope).expr }))
}

/** A number never equals a text: such a rule would refuse every row. */
function reportDifferentTypes(
  columns: readonly string[],
  block: CompiledBlock,
  target: OtherColumns,
  path: Path,
  context: Context,
): void {
  const other = context.blocks[target.block]
  columns.forEach((key, place) => {
    const [own, theirs] = [
      block.columns.find((column) => column.key === key),
      other?.columns.find((column) => column.key === target.columns[place]),
    ]
    if (!own || !theirs || kindOf(own) === kindOf(theirs)) return
    context.report('E_TYPE', `«${own.title}» и «${theirs.title}» – разного типа и никогда не совпадут`, path, {
      hint: 'дайте графам один type',
    })
  })
}

/** What values of a column are when they are compared. */
function kindOf({ type, choices }: CellRules): string {
  if (choices) return choices.every((choice) => typeof choice.code === 'number') ? 'number' : 'string'
  return type === 'integer' || type === 'money' ? 'number' : type
}

/** A rule is about one table and its own columns, however many copies there are of others. */
function refuseCopies({ areas, copies }: CellsExpr, block: CompiledBlock | undefined, node: Node): void {
  const repeated = areas.some(({ columns }) => columns.kind === 'span' && block?.columns[columns.from]?.repeat !== undefined)
  if (copies || repeated)
    throw new FormulaError(
      'E_RANGE',
      'Правило не может брать то, что повторяется для строк таблицы',
      node,
      'возьмите формулу с SUM(…) или COUNTIF(…)',
    )
}

function parseSelector(text: string): Extract<Node, { kind: 'selector' }> {
  const node = parse(text)
  if (node.kind !== 'selector') throw new FormulaError('E_SYNTAX', 'Здесь нужна графа', node)
  return node
}

function targetOf(text: string, count: number, scope: Scope): OtherColumns {
  const node = parseSelector(text)
  if (node.items.some((item) => item.axis === 'row' || item.to) || node.here)
    throw new FormulaError('E_RANGE', 'Здесь нужны графы другой таблицы целиком', node, 'таблица[графа] или таблица[графа,графа]')
  const cells = resolveCells(node, scope)
  refuseCopies(cells, scope.blocks[cells.block], node)
  if (node.items.length !== count)
    throw new FormulaError('E_ARGS', `Граф в "columns" ${count}, а здесь ${node.items.length}`, node, 'их должно быть поровну')
  return { block: cells.block, columns: node.items.map((item) => item.from.value) }
}
