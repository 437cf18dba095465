import { FormulaError } from '../language/formula-error.ts'
import { parse } from '../language/parser.ts'
import { resolveCells } from '../language/resolve.ts'
import type { Scope } from '../language/scope.ts'
import type { Node } from '../language/syntax.ts'
import type { CellRules, CompiledBlock, ExistsCheck, UniqueCheck } from '../model/compiled-form.ts'
import { commonOf, scopeOf } from './check-parts.ts'
import type { Home } from './check-parts.ts'
import type { Context } from './context.ts'
import type { Path } from './diagnostic.ts'
import type { SourceSetRule } from './source-form.ts'

/** Reads a rule over all rows of a table; null after its mistakes were reported. */
export function setRule(
  source: SourceSetRule,
  id: string,
  home: Home,
  path: Path,
  context: Context,
): UniqueCheck | ExistsCheck | null {
  const { block } = home
  if (!block || block.kind === 'fields') {
    context.report('E_CONTEXT', `Правило ${source.rule} пишут в проверках таблицы`, [...path, 'rule'])
    return null
  }
  const scope = scopeOf(context, home, { kind: 'rows' })
  const known = columnsOf(source.columns, block, (place) => [...path, 'columns', place], context)
  const common = { id, ...commonOf(source, home, scope, path, context), block: block.key, columns: source.columns }
  if (source.rule === 'unique') {
    if (source.in !== undefined)
      context.report('E_UNKNOWN_KEY', 'У правила unique не бывает "in"', [...path, 'in'], { atKey: true })
    return known ? { kind: 'unique', ...common } : null
  }
  if (source.in === undefined) {
    context.report('E_MISSING', 'У правила exists не хватает "in"', path, { hint: 'например "in": "classes[letter]"' })
    return null
  }
  const { in: text } = source
  const target = context.formula([...path, 'in'], () => targetOf(text, source.columns.length, scope))
  if (known && target) reportDifferentTypes(source.columns, block, target, [...path, 'in'], context)
  return known && target ? { kind: 'exists', ...common, in: target } : null
}

/** A number never equals a text: such a rule would refuse every row. */
function reportDifferentTypes(
  columns: readonly string[],
  block: CompiledBlock,
  target: ExistsCheck['in'],
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
  return type === 'integer' ? 'number' : type
}

function columnsOf(keys: readonly string[], block: CompiledBlock, path: (place: number) => Path, context: Context): boolean {
  let known = true
  keys.forEach((key, place) => {
    const found = context.formula(
      path(place),
      () =>
        resolveCells(parseSelector(`[${key}]`), {
          blocks: context.blocks,
          constants: {},
          home: block,
          row: false,
          column: false,
        }),
      -1,
    )
    known &&= found !== undefined
  })
  return known
}

function parseSelector(text: string): Extract<Node, { kind: 'selector' }> {
  const node = parse(text)
  if (node.kind !== 'selector') throw new FormulaError('E_SYNTAX', 'Здесь нужна графа', node)
  return node
}

/** `classes[letter]`: the table and its columns, as many as the rule has. */
function targetOf(text: string, count: number, scope: Scope): ExistsCheck['in'] {
  const node = parseSelector(text)
  if (node.items.some((item) => item.axis === 'row' || item.to) || node.here)
    throw new FormulaError('E_RANGE', 'Здесь нужны графы другой таблицы целиком', node, 'таблица[графа] или таблица[графа,графа]')
  const cells = resolveCells(node, scope)
  if (node.items.length !== count)
    throw new FormulaError('E_ARGS', `Граф в "columns" ${count}, а здесь ${node.items.length}`, node, 'их должно быть поровну')
  return { block: cells.block, columns: node.items.map((item) => item.from.value) }
}
