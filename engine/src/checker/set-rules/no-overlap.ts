import type { NoOverlapCheck } from '../../model/compiled-form.ts'
import type { CellValue } from '../../model/data.ts'
import type { Finding, Group } from './group.ts'

interface Interval {
  readonly row: string
  readonly from: number | string
  /** Null: it has no end. */
  readonly to: number | string | null
}

/** Rows whose interval overlaps another one of the group, and rows that end before they begin. */
export function overlapFindings(check: NoOverlapCheck, group: Group): readonly Finding[] {
  const { from, to } = check
  const intervals: Interval[] = []
  const findings: Finding[] = []
  for (const row of group.rows) {
    const [begin, end] = [group.value(row, from), group.value(row, to)]
    if (!isPoint(begin) || (end !== null && !isPoint(end)) || group.isBad(row, [from, to])) continue
    if (end === null || end >= begin) intervals.push({ row, from: begin, to: end })
    else
      findings.push({
        row,
        column: to,
        cells: [group.ref(row, from)],
        message: `«${group.title(to)}» (${group.shown(row, to)}) раньше, чем «${group.title(from)}» (${group.shown(row, from)})`,
      })
  }
  // Numbers and texts never stand in one column, and ISO dates and times sort as texts.
  intervals.sort((a, b) => compare(a.from, b.from) || compareEnds(a.to, b.to))
  const overlapped = new Map<string, Interval>()
  let longest: Interval | undefined
  for (const interval of intervals) {
    if (longest && reaches(longest, interval, check.touching)) {
      overlapped.set(interval.row, longest)
      if (!overlapped.has(longest.row)) overlapped.set(longest.row, interval)
    }
    if (!longest || compareEnds(interval.to, longest.to) > 0) longest = interval
  }
  for (const [row, other] of overlapped) {
    const until = other.to === null ? 'без конца' : group.shown(other.row, to)
    findings.push({
      row,
      column: from,
      cells: [group.ref(row, to), group.ref(other.row, from), group.ref(other.row, to)],
      message: `Пересекается со строкой ${group.number(other.row)}: ${group.shown(other.row, from)} – ${until}`,
    })
  }
  return findings
}

/** Whether the earlier interval goes on when the later one begins. */
function reaches(earlier: Interval, later: Interval, touching: boolean): boolean {
  if (earlier.to === null) return true
  return touching ? compare(earlier.to, later.from) > 0 : compare(earlier.to, later.from) >= 0
}

function isPoint(value: CellValue): value is number | string {
  return typeof value === 'number' || typeof value === 'string'
}

function compare(a: number | string, b: number | string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function compareEnds(a: Interval['to'], b: Interval['to']): number {
  return a === null || b === null ? Number(a === null) - Number(b === null) : compare(a, b)
}
