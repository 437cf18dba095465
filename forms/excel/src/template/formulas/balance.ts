import type { BalanceCheck } from '@tabel/engine'
import { Keys } from './keys.ts'
import { numberText } from './literals.ts'
import type { LiveCells } from './live-cells.ts'
import type { PlacedBlock } from './places.ts'

/**
 * Two tests of a row: its opening is the closing of the row of its group before it, and its closing is what opening, plus and minus
 * make. A row with a cell that cannot be read is passed over, and so is what follows from it.
 */
export function balanceTests(
  live: LiveCells,
  check: BalanceCheck,
  placed: PlacedBlock,
  row: number,
  group: Keys,
): readonly (readonly [column: string, test: string])[] {
  const { opening, plus, minus, closing, atLeast, tolerance = 0 } = check
  const columns = [opening, ...plus, ...minus, closing]
  const cells = new Keys(live, placed, columns, row)
  const amount = (column: string): string => `N(${cells.own(column)})`
  const differs = (a: string, b: string): string => `ABS(ROUND(${a}-(${b}),9))>${numberText(tolerance)}`

  const { values } = cells.column(closing)
  const filled = columns.map((column) => `(${cells.column(column).values}<>"")`).join('+')
  const earlier = `(ROW(${values})<ROW(${cells.own(closing)}))`
  const before = `SUMPRODUCT(MAX(${group.same()}*${group.sound()}*((${filled})>0)*${earlier}*(ROW(${values})-ROW(INDEX(${values},1))+1)))`
  const unreadable = columns.flatMap((column) => {
    const { states } = cells.column(column)
    return states === null ? [] : [`N(INDEX(${states},${before}))>0`]
  })
  const carried = `IF(${differs(amount(opening), `N(INDEX(${values},${before}))`)},1,0)`
  const told = unreadable.length === 0 ? carried : `IF(OR(${unreadable.join(',')}),0,${carried})`

  const made = [
    amount(opening),
    ...plus.map((column) => `+${amount(column)}`),
    ...minus.map((column) => `-${amount(column)}`),
  ].join('')
  const least = atLeast === undefined ? '0' : `IF(${amount(closing)}<${numberText(atLeast)},1,0)`
  const reasons = [cells.isBad(), cells.isEmpty()].filter((reason) => reason !== '')
  const ready = (test: string): string => `IF(OR(${reasons.join(',')}),0,${test})`
  return [
    [opening, ready(`IF(${before}=0,0,${told})`)],
    [closing, ready(`IF(${differs(amount(closing), made)},1,${least})`)],
  ]
}
