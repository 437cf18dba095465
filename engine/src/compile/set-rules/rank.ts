import type { RankCheck } from '../../model/compiled-form.ts'
import { columnOf } from './columns.ts'
import type { SetRuleSource } from './rule-source.ts'

/** Reads `rank`. */
export function rank(rule: SetRuleSource): RankCheck | null {
  const { source, path, common } = rule
  const by = columnOf(rule, source.by ?? '', [...path, 'by'], ['integer', 'number', 'money'], 'числовой')
  const place = columnOf(rule, source.place ?? '', [...path, 'place'], ['integer'], 'целым числом')
  if (!by || !place) return null
  return {
    kind: 'rank',
    ...common,
    by: by.key,
    place: place.key,
    order: source.order ?? 'descending',
    ties: source.ties ?? 'same',
  }
}
