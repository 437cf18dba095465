import type { BalanceCheck } from '../../model/compiled-form.ts'
import { defined } from '../cell-rules.ts'
import { columnOf } from './columns.ts'
import type { SetRuleSource } from './rule-source.ts'

/** Reads `balance`. */
export function balance(rule: SetRuleSource): BalanceCheck | null {
  const { source, path, context, common } = rule
  const number = (key: string, at: readonly (string | number)[]) =>
    columnOf(rule, key, [...path, ...at], ['integer', 'number', 'money'], 'числовой')?.key ?? null
  const list = (name: 'plus' | 'minus') => (source[name] ?? []).map((key, place) => number(key, [name, place]))
  const [opening, closing] = [number(source.opening ?? '', ['opening']), number(source.closing ?? '', ['closing'])]
  const [plus, minus] = [list('plus'), list('minus')]
  if (plus.length + minus.length === 0)
    context.report('E_MISSING', 'У правила balance не хватает "plus" или "minus"', path, {
      hint: 'например "plus": ["received"]',
    })
  const atLeast = source.atLeast === undefined ? undefined : Number(source.atLeast.replace(',', '.'))
  if (Number.isNaN(atLeast))
    context.report('E_VALUE', '"atLeast" правила balance – число', [...path, 'atLeast'], { hint: 'например "0"' })
  const known = [...plus, ...minus].filter((key) => key !== null)
  if (opening === null || closing === null || known.length < plus.length + minus.length) return null
  return {
    kind: 'balance',
    ...common,
    opening,
    plus: plus.filter((key) => key !== null),
    minus: minus.filter((key) => key !== null),
    closing,
    ...defined('atLeast', atLeast),
    ...defined('tolerance', source.tolerance),
  }
}
