import { analyseCondition } from '../language/analyse.ts'
import { FormulaError } from '../language/formula-error.ts'
import { parse } from '../language/parser.ts'
import { resolveCells } from '../language/resolve.ts'
import { visit } from '../language/syntax.ts'
import type { Node } from '../language/syntax.ts'
import type { CompiledBlock, CompiledCheck, Each, FormulaCheck } from '../model/compiled-form.ts'
import { defined } from './cell-rules.ts'
import { commonOf, scopeOf } from './check-parts.ts'
import type { Home } from './check-parts.ts'
import type { Context } from './context.ts'
import type { Path } from './diagnostic.ts'
import { fixOf } from './fix.ts'
import { Keys } from './keys.ts'
import { placesOf } from './respectively.ts'
import { compareVersions } from '../document/versions.ts'
import { setRule } from './set-rules/set-rule.ts'
import type { SourceCheck, SourceFormulaCheck } from './source-form.ts'

/** Problems of cells go by these names; a check of the same name could not be told from them. */
const builtInRules: ReadonlySet<string> = new Set([
  'required',
  'type',
  'choices',
  'minimum',
  'maximum',
  'decimals',
  'maxLength',
  'pattern',
  'unique',
  'minRows',
  'maxRows',
  'editable',
  'computed',
  'several',
  'accept',
  'maxSize',
  'applies',
  'visible',
])

/** Reads all checks of the form, those of blocks first, in the order of the sheets. */
export function readChecks(context: Context): readonly CompiledCheck[] {
  const ids = new Keys(context, 'Проверка')
  const checks: CompiledCheck[] = []
  const add = (list: readonly SourceCheck[] | undefined, home: Home, path: Path): void =>
    list?.forEach((source, index) => {
      const at = [...path, index]
      const id = (typeof source === 'object' ? source.id : undefined) ?? `${home.prefix}.${index + 1}`
      const idPath = typeof source === 'object' && source.id !== undefined ? [...at, 'id'] : at
      if (typeof source === 'object' && 'for' in source && source.for) {
        for (const [place, one] of placesOf(source, at, context).entries()) {
          const own = `${id}.${place + 1}`
          ids.take(own, idPath)
          const check = readCheck(one, own, home, at, context)
          if (check) checks.push(check)
        }
        context.rewritten.clear()
        return
      }
      if (builtInRules.has(id)) context.report('E_KEY', `«${id}» – имя встроенного правила`, idPath, { hint: 'возьмите другое' })
      ids.take(id, idPath)
      const check = readCheck(source, id, home, at, context)
      if (check) checks.push(check)
    })
  context.source.sheets.forEach((sheet, index) => {
    sheet.blocks.forEach((source, place) => {
      if ('note' in source) return
      const key = 'table' in source ? source.table : source.fields
      const block = context.blocks[key]
      if (block)
        add(source.checks, { sheet: sheet.sheet, block, prefix: key, ...defined('copyOf', sheet.repeat) }, [
          'sheets',
          index,
          'blocks',
          place,
          'checks',
        ])
    })
    add(sheet.checks, { sheet: sheet.sheet, prefix: sheet.sheet, ...defined('copyOf', sheet.repeat) }, [
      'sheets',
      index,
      'checks',
    ])
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
    ...defined('since', sinceOf(source, path, context)),
    ...defined('fix', source.fix && fixOf(source.fix, scope, [...path, 'fix'], context)),
  }
}

function sinceOf({ since }: SourceFormulaCheck, path: Path, context: Context): string | undefined {
  if (since === undefined || compareVersions(since, context.source.version) <= 0) return since
  context.report('E_VALUE', `Версия формы – ${context.source.version}, а проверка – с ${since}`, [...path, 'since'])
  return undefined
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
  const numbers = block.columns.flatMap(({ type }, place) => (numeric.has(type) ? [place] : []))
  return { kind: 'columns', columns: numbers }
}

const numeric: ReadonlySet<string> = new Set(['integer', 'number', 'money'])

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
