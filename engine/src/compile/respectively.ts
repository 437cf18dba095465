import type { Context } from './context.ts'
import type { Path } from './diagnostic.ts'
import { textFor } from './members.ts'
import type { SourceFormulaCheck } from './source-form.ts'

const formulas = ['assert', 'when', 'each', 'at'] as const

/**
 * The checks that `for` makes of one: `{name}` in its formulas is the first of each list, then the second, and so on
 * («соответственно»). Lists of different length and names that stand nowhere are reported.
 */
export function placesOf(source: SourceFormulaCheck, path: Path, context: Context): readonly SourceFormulaCheck[] {
  const { for: lists = {}, ...check } = source
  const entries = Object.entries(lists)
  const counts = new Set(entries.map(([, list]) => list.length))
  if (counts.size > 1) {
    const said = entries.map(([name, list]) => `${name} – ${list.length}`).join(', ')
    context.report('E_VALUE', `Списки "for" разной длины: ${said}`, [...path, 'for'], { hint: 'их должно быть поровну' })
    return []
  }
  for (const [name] of entries) {
    if (formulas.some((key) => check[key]?.includes(`{${name}}`) === true)) continue
    context.report('E_VALUE', `Имени {${name}} в формулах нет`, [...path, 'for', name], {
      atKey: true,
      hint: `напишите его на месте графы или строки: [@{${name}}]`,
    })
  }
  const [count = 0] = counts
  return Array.from({ length: count }, (_, place) => {
    const put = (text: string): string =>
      entries.reduce((made, [name, list]) => made.replaceAll(`{${name}}`, list[place] ?? ''), text)
    const copy: Record<string, unknown> = { ...check }
    for (const key of formulas) {
      const written = check[key]
      if (written === undefined) continue
      copy[key] = put(written)
      context.rewritten.set([...path, key].join('/'), { written, value: put(written) })
    }
    if (check.fix) {
      const { cell, value } = check.fix
      for (const [key, written] of Object.entries({ cell, value }))
        context.rewritten.set([...path, 'fix', key].join('/'), { written, value: put(written) })
      copy['fix'] = { ...check.fix, cell: put(cell), value: put(value) }
    }
    if (check.message !== undefined)
      copy['message'] = entries.reduce((text, [name, list]) => textFor(text, name, list[place] ?? ''), check.message)
    return copy as unknown as SourceFormulaCheck
  })
}
