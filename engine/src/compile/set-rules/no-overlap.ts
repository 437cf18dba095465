import type { CellType, NoOverlapCheck } from '../../model/compiled-form.ts'
import { columnOf } from './columns.ts'
import type { SetRuleSource } from './rule-source.ts'

const types: readonly CellType[] = ['integer', 'number', 'date', 'time']

/** Reads `noOverlap`. */
export function noOverlap(rule: SetRuleSource): NoOverlapCheck | null {
  const { source, path, context, common } = rule
  const what = 'числом, датой или временем'
  const from = columnOf(rule, source.from ?? '', [...path, 'from'], types, what)
  const to = columnOf(rule, source.to ?? '', [...path, 'to'], types, what)
  if (!from || !to) return null
  if (kind(from.type) !== kind(to.type)) {
    context.report('E_TYPE', `«${from.title}» и «${to.title}» – разного типа`, [...path, 'to'], {
      hint: 'дайте графам один type',
    })
    return null
  }
  const touching = source.touching ?? from.type !== 'date'
  return { kind: 'noOverlap', ...common, from: from.key, to: to.key, touching }
}

function kind(type: CellType): string {
  return type === 'integer' ? 'number' : type
}
