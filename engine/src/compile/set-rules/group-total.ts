import { analyse, typeNames } from '../../language/analyse.ts'
import { FormulaError } from '../../language/formula-error.ts'
import { parse } from '../../language/parser.ts'
import type { GroupTotalCheck } from '../../model/compiled-form.ts'
import { defined } from '../cell-rules.ts'
import { scopeOf } from '../check-parts.ts'
import { columnOf, otherColumns, whereOf } from './columns.ts'
import type { SetRuleSource } from './rule-source.ts'

const relations = ['equals', 'atMost', 'atLeast'] as const

/** Reads `groupSum` and `groupCount`. */
export function groupTotal(rule: SetRuleSource): GroupTotalCheck | null {
  const { source, path, context, home, common } = rule
  const other = otherColumns(rule)
  const said = relations.filter((one) => source[one] !== undefined)
  const [relation] = said
  if (relation === undefined || said.length > 1) {
    context.report(
      said.length > 1 ? 'E_VALUE' : 'E_MISSING',
      `У правила ${source.rule} должно быть одно из: ${relations.map((one) => `"${one}"`).join(', ')}`,
      path,
      { hint: said.length > 1 ? 'напишите два правила' : 'например "equals": "[@total]"' },
    )
    return null
  }
  const text = source[relation] ?? ''
  const value = context.formula([...path, relation], () => {
    const { expr, type } = analyse(text, scopeOf(context, home, { kind: 'rows' }))
    if (type !== 'number' && type !== 'any')
      throw new FormulaError('E_TYPE', `Здесь нужно число, а это ${typeNames[type]}`, parse(text))
    return { text, expr }
  })
  const where = other ? whereOf(rule, other.block) : undefined
  const block = other && context.blocks[other.block]
  const numbers = ['integer', 'number', 'money'] as const
  const of =
    source.of === undefined || !block
      ? undefined
      : (columnOf(rule, source.of, [...path, 'of'], numbers, 'числовой', block)?.key ?? null)
  if (!other || !value || of === null) return null
  return {
    kind: source.rule === 'groupSum' ? 'groupSum' : 'groupCount',
    ...common,
    in: other,
    ...defined('of', of),
    ...defined('where', where),
    relation,
    value,
    ...defined('tolerance', source.tolerance),
  }
}
