import type { Mistake } from '../diagnostic.ts'
import type { Linted } from './linted.ts'

/** Checks that say the same as another one: people would be told twice. */
export function repeatedChecks({ form, paths }: Linted): readonly Mistake[] {
  const seen = new Map<string, string>()
  return form.checks.flatMap((check): Mistake[] => {
    if (check.kind !== 'formula') return []
    const path = paths.get(check.id)
    const said = JSON.stringify([check.block, check.assert.expr, check.when?.expr, check.each])
    const other = seen.get(said)
    if (other === undefined) seen.set(said, check.id)
    if (other === undefined || !path) return []
    return [
      { code: 'W_REPEATED', message: `Проверка «${check.id}» говорит то же, что «${other}»`, path, hint: 'уберите одну из них' },
    ]
  })
}
