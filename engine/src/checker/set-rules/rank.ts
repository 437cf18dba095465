import { formatNumber } from '../../document/format-value.ts'
import type { RankCheck } from '../../model/compiled-form.ts'
import type { Finding, Group } from './group.ts'

interface Ranked {
  readonly row: string
  readonly number: number
  readonly place: number | null
}

/** Rows whose place is another. Nothing is said while a number of the group cannot be read: every place may depend on it. */
export function rankFindings(check: RankCheck, group: Group): readonly Finding[] {
  const { by, place: column, order, ties } = check
  if (group.rows.some((row) => group.isBad(row, [by]))) return []
  const ranked = group.rows
    .flatMap((row): Ranked[] => {
      const [number, place] = [group.value(row, by), group.value(row, column)]
      return typeof number === 'number' ? [{ row, number, place: typeof place === 'number' ? place : null }] : []
    })
    .sort((a, b) => (order === 'descending' ? b.number - a.number : a.number - b.number))
  const findings: Finding[] = []
  let dense = 0
  for (let first = 0; first < ranked.length;) {
    let next = first
    while (ranked[next]?.number === ranked[first]?.number) next++
    dense++
    const taken = new Set<number>()
    for (const { row, number, place } of ranked.slice(first, next)) {
      if (place === null || group.isBad(row, [column])) continue
      const say = (message: string, right: number) =>
        findings.push({
          row,
          column,
          cells: [group.ref(row, by)],
          message: `«${group.title(column)}» (${place}): ${message}`,
          left: place,
          right,
        })
      const shown = `«${group.title(by)}» ${formatNumber(number)}`
      const [from, to] = ties === 'order' ? [first + 1, next] : ties === 'same' ? [first + 1, first + 1] : [dense, dense]
      if (place < from || place > to) say(`при ${shown} должно быть ${from === to ? from : `от ${from} до ${to}`}`, from)
      else if (ties === 'order' && taken.has(place)) say('такое место уже занято', from)
      taken.add(place)
    }
    first = next
  }
  return findings
}
