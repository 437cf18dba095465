import { analyseCondition } from '../language/analyse.ts'
import { FormulaError } from '../language/formula-error.ts'
import { parse } from '../language/parser.ts'
import { resolveCells } from '../language/resolve.ts'
import type { Scope } from '../language/scope.ts'
import { visit } from '../language/syntax.ts'
import type { Node } from '../language/syntax.ts'
import type { CompiledBlock, CompiledCheck, Each, ExistsCheck, FormulaCheck, UniqueCheck } from '../model/compiled-form.ts'
import type { CellsExpr, Formula } from '../model/expr.ts'
import { defined } from './cell-rules.ts'
import type { Context } from './context.ts'
import type { Path } from './diagnostic.ts'
import { Keys } from './keys.ts'
import { readMessage } from './message.ts'
import type { SourceCheck, SourceFormulaCheck, SourceSetRule } from './source-form.ts'

/** Where checks are written: in a block, on a sheet, or in the form (then its first sheet answers for them). */
interface Home {
  readonly sheet: string
  readonly block?: CompiledBlock
  /** Begins the ids of checks that have none of their own. */
  readonly prefix: string
}

/** Reads all checks of the form, those of blocks first, in the order of the sheets. */
export function readChecks(context: Context): readonly CompiledCheck[] {
  const ids = new Keys(context, 'Проверка')
  const checks: CompiledCheck[] = []
  const add = (list: readonly SourceCheck[] | undefined, home: Home, path: Path): void =>
    list?.forEach((source, index) => {
      const at = [...path, index]
      const id = (typeof source === 'object' ? source.id : undefined) ?? `${home.prefix}.${index + 1}`
      ids.take(id, typeof source === 'object' && source.id !== undefined ? [...at, 'id'] : at)
      const check = readCheck(source, id, home, at, context)
      if (check) checks.push(check)
    })
  context.source.sheets.forEach((sheet, index) => {
    sheet.blocks.forEach((source, place) => {
      if ('note' in source) return
      const key = 'table' in source ? source.table : source.fields
      const block = context.blocks[key]
      if (block) add(source.checks, { sheet: sheet.sheet, block, prefix: key }, ['sheets', index, 'blocks', place, 'checks'])
    })
    add(sheet.checks, { sheet: sheet.sheet, prefix: sheet.sheet }, ['sheets', index, 'checks'])
  })
  add(context.source.checks, { sheet: context.source.sheets[0]?.sheet ?? '', prefix: 'form' }, ['checks'])
  return checks
}

function readCheck(source: SourceCheck, id: string, home: Home, path: Path, context: Context): CompiledCheck | null {
  if (typeof source === 'string') return formulaCheck({ assert: source }, id, home, path, path, context)
  if ('rule' in source) return setRule(source, id, home, path, context)
  return formulaCheck(source, id, home, path, [...path, 'assert'], context)
}

function formulaCheck(
  source: SourceFormulaCheck,
  id: string,
  home: Home,
  path: Path,
  assertPath: Path,
  context: Context,
): FormulaCheck | null {
  const node = context.formula(assertPath, () => parse(source.assert))
  if (!node) return null
  const each = eachOf(node, source, home, path, context)
  const scope = scopeOf(context, home, each)
  const assert = context.formula(assertPath, () => ({ text: source.assert, expr: analyseCondition(source.assert, scope).expr }))
  const common = commonOf(source, home, scope, path, context)
  if (!assert) return null
  return {
    kind: 'formula',
    id,
    ...common,
    assert,
    each,
    empty: source.empty ?? 'auto',
    ...defined('tolerance', source.tolerance),
  }
}

function scopeOf(context: Context, home: Home, each: Each): Scope {
  return {
    blocks: context.blocks,
    constants: context.constants,
    ...(home.block ? { home: home.block } : {}),
    row: each.kind === 'rows',
    column: each.kind === 'columns',
  }
}

/** What every kind of check may say. */
function commonOf(
  source: SourceFormulaCheck | SourceSetRule,
  home: Home,
  scope: Scope,
  path: Path,
  context: Context,
): Pick<FormulaCheck, 'severity' | 'sheet' | 'block' | 'when' | 'message' | 'at'> {
  const { when, at, message } = source
  const condition: Formula | undefined =
    when === undefined
      ? undefined
      : context.formula([...path, 'when'], () => ({ text: when, expr: analyseCondition(when, scope).expr }))
  const place: CellsExpr | undefined = at === undefined ? undefined : context.formula([...path, 'at'], () => cellAt(at, scope))
  const sheet = home.block === undefined && place ? (context.blocks[place.block]?.sheet ?? home.sheet) : home.sheet
  return {
    severity: source.severity ?? 'error',
    sheet,
    ...defined('block', home.block?.key),
    ...defined('when', condition),
    ...defined(
      'message',
      message === undefined ? undefined : readMessage(context.texts.text(message), [...path, 'message'], scope, context),
    ),
    ...defined('at', place),
  }
}

function cellAt(formula: string, scope: Scope): CellsExpr {
  const node = parse(formula)
  if (node.kind !== 'field' && node.kind !== 'selector')
    throw new FormulaError('E_TYPE', 'Здесь нужна ячейка', node, '[@графа], [#строка,графа] или блок.поле')
  return resolveCells(node, scope)
}

/** For what a check is repeated: what `each` says, else what `@` in the assertion asks for. */
function eachOf(node: Node, source: SourceFormulaCheck, home: Home, path: Path, context: Context): Each {
  const { block } = home
  if (!block) return { kind: 'once' }
  if (source.each !== undefined) {
    const text = source.each
    return context.formula([...path, 'each'], () => readEach(text, block, context), -1) ?? { kind: 'once' }
  }
  let rows = false
  let columns = false
  visit(node, (one) => {
    if (one.kind !== 'selector' || !one.here || (one.block && one.block.value !== block.key)) return
    if (one.items.some((item) => item.axis === 'row')) columns = true
    else rows = true
  })
  if (rows && block.kind !== 'fields') return { kind: 'rows' }
  if (!columns) return { kind: 'once' }
  const numbers = block.columns.flatMap(({ type }, place) => (type === 'integer' || type === 'number' ? [place] : []))
  return { kind: 'columns', columns: numbers }
}

/** Reads «#101,#103:#105» or «g3:g6» as the inside of a selector. */
function readEach(text: string, block: CompiledBlock, context: Context): Each {
  const node = parse(`[${text}]`)
  if (node.kind !== 'selector')
    throw new FormulaError('E_SYNTAX', 'Здесь нужны строки или графы', node, '#101,#103:#105 или g3:g6')
  const cells = resolveCells(node, { blocks: context.blocks, constants: {}, home: block, row: false, column: false })
  const numbers = (span: { readonly kind: string; readonly from?: number; readonly to?: number }): number[] =>
    span.kind === 'span' ? Array.from({ length: (span.to ?? 0) - (span.from ?? 0) + 1 }, (_, i) => (span.from ?? 0) + i) : []
  const byRow = node.items.every((item) => item.axis === 'row')
  if (!byRow && node.items.some((item) => item.axis === 'row'))
    throw new FormulaError('E_RANGE', 'Нужны или строки, или графы', node)
  const places = [...new Set(cells.areas.flatMap((area) => numbers(byRow ? area.rows : area.columns)))]
  return byRow ? { kind: 'rows', rows: places } : { kind: 'columns', columns: places }
}

function setRule(source: SourceSetRule, id: string, home: Home, path: Path, context: Context): UniqueCheck | ExistsCheck | null {
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
  return known && target ? { kind: 'exists', ...common, in: target } : null
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
