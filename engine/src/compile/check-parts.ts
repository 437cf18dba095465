import { analyseCondition } from '../language/analyse.ts'
import { FormulaError } from '../language/formula-error.ts'
import { parse } from '../language/parser.ts'
import { resolveCells } from '../language/resolve.ts'
import type { Scope } from '../language/scope.ts'
import type { CompiledBlock, Each, FormulaCheck } from '../model/compiled-form.ts'
import type { CellsExpr, Formula } from '../model/expr.ts'
import { defined } from './cell-rules.ts'
import type { Context } from './context.ts'
import type { Path } from './diagnostic.ts'
import { readMessages } from './message.ts'
import type { SourceFormulaCheck, SourceSetRule } from './source-form.ts'

/** Where checks are written: in a block, on a sheet, or in the form (then its first sheet answers for them). */
export interface Home {
  readonly sheet: string
  readonly block?: CompiledBlock
  /** The table for whose rows the sheet is repeated. */
  readonly copyOf?: string
  /** Begins the ids of checks that have none of their own. */
  readonly prefix: string
}

/** What the formulas of a check may name. */
export function scopeOf(context: Context, home: Home, each: Each): Scope {
  return scopeFor(context, {
    ...(home.block ? { home: home.block } : {}),
    ...(home.copyOf === undefined ? {} : { copyOf: home.copyOf }),
    row: each.kind === 'rows',
    column: each.kind === 'columns',
  })
}

/** What a formula at some place may name. A formula in a repeated block is one of its copies. */
export function scopeFor(context: Context, place: Omit<Scope, 'blocks' | 'constants'>): Scope {
  const copyOf = place.copyOf ?? place.home?.repeat
  return { blocks: context.blocks, constants: context.constants, ...place, ...(copyOf === undefined ? {} : { copyOf }) }
}

/** What every kind of check may say. */
export function commonOf(
  source: SourceFormulaCheck | SourceSetRule,
  home: Home,
  scope: Scope,
  path: Path,
  context: Context,
): Pick<FormulaCheck, 'severity' | 'explain' | 'copyOf' | 'sheet' | 'block' | 'when' | 'message' | 'at'> {
  const { when, at, message } = source
  const condition: Formula | undefined =
    when === undefined
      ? undefined
      : context.formula([...path, 'when'], () => ({ text: when, expr: analyseCondition(when, scope).expr }))
  const place: CellsExpr | undefined = at === undefined ? undefined : context.formula([...path, 'at'], () => cellAt(at, scope))
  const sheet = home.block === undefined && place ? (context.blocks[place.block]?.sheet ?? home.sheet) : home.sheet
  return {
    severity: source.severity ?? 'error',
    ...defined('explain', explainOf(source, path, context)),
    ...defined('copyOf', scope.copyOf),
    sheet,
    ...defined('block', home.block?.key),
    ...defined('when', condition),
    ...defined('message', message === undefined ? undefined : readMessages(message, [...path, 'message'], scope, context)),
    ...defined('at', place),
  }
}

/** A reason in writing makes a warning pass; an error never passes, and of a note nobody has to give account. */
function explainOf(source: SourceFormulaCheck | SourceSetRule, path: Path, context: Context): true | undefined {
  if (source.explain !== true) return undefined
  if (source.severity === 'warning') return true
  context.report('E_VALUE', 'Пояснение ("explain") бывает только у предупреждений', [...path, 'explain'], {
    hint: 'добавьте "severity": "warning" или уберите "explain"',
  })
  return undefined
}

function cellAt(formula: string, scope: Scope): CellsExpr {
  const node = parse(formula)
  if (node.kind !== 'field' && node.kind !== 'selector')
    throw new FormulaError('E_TYPE', 'Здесь нужна ячейка', node, '[@графа], [#строка,графа] или блок.поле')
  const cells = resolveCells(node, scope)
  if (cells.copies) throw new FormulaError('E_RANGE', 'Здесь нужна одна ячейка, а не ячейки всех копий', node)
  return cells
}
