import { formatNumber } from '../../document/format-value.ts'
import type { BalanceCheck } from '../../model/compiled-form.ts'
import { exactSum } from './exact.ts'
import type { Finding, Group } from './group.ts'

/**
 * Rows where the balance does not add up or is not carried over. Each row is held to what it says itself, so one mistake is one
 * problem and not one of all rows after it. A row with a cell that cannot be read is passed over, and so is what follows from it.
 */
export function balanceFindings(check: BalanceCheck, group: Group): readonly Finding[] {
  const { opening, plus, minus, closing, atLeast, tolerance = 0 } = check
  const columns = [opening, ...plus, ...minus, closing]
  const findings: Finding[] = []
  let before: { readonly row: string; readonly closing: number } | null = null
  for (const row of group.rows) {
    if (columns.every((column) => group.value(row, column) === null)) continue
    if (group.isBad(row, columns)) {
      before = null
      continue
    }
    const amount = (column: string): number => Number(group.value(row, column) ?? 0)
    if (before && Math.abs(exactSum([amount(opening), -before.closing])) > tolerance)
      findings.push({
        row,
        column: opening,
        cells: [group.ref(before.row, closing)],
        message: `«${group.title(opening)}» (${formatNumber(amount(opening))}) должно равняться графе «${group.title(closing)}» строки ${group.number(before.row)} (${formatNumber(before.closing)})`,
        left: amount(opening),
        right: before.closing,
      })
    const expected = exactSum([amount(opening), ...plus.map(amount), ...minus.map((column) => -amount(column))])
    const stated = amount(closing)
    const gap = exactSum([stated, -expected])
    if (Math.abs(gap) > tolerance)
      findings.push({
        row,
        column: closing,
        cells: columns.slice(0, -1).map((column) => group.ref(row, column)),
        message: `«${group.title(closing)}» (${formatNumber(stated)}) должно равняться ${sumText(check, amount)} = ${formatNumber(expected)}: разница ${formatNumber(Math.abs(gap))}`,
        left: stated,
        right: expected,
      })
    else if (atLeast !== undefined && stated < atLeast)
      findings.push({
        row,
        column: closing,
        cells: [],
        message: `«${group.title(closing)}» (${formatNumber(stated)}) не может быть меньше ${formatNumber(atLeast)}`,
        left: stated,
        right: atLeast,
      })
    before = { row, closing: stated }
  }
  return findings
}

/** 100 + 50 − 30 */
function sumText({ opening, plus, minus }: BalanceCheck, amount: (column: string) => number): string {
  const parts = [
    formatNumber(amount(opening)),
    ...plus.map((column) => `+ ${formatNumber(amount(column))}`),
    ...minus.map((column) => `− ${formatNumber(amount(column))}`),
  ]
  return parts.join(' ')
}
