/**
 * Whether a version is meant by a range of a form file: `2026.1.0` itself; `^2026.1.0` from it on within the first number;
 * `~2026.1.0` within the first two. Parts that are not written are free: `2026` means any of 2026. No range means any.
 */
export function isWithin(version: string, range: string | undefined): boolean {
  if (range === undefined) return true
  const open = range.startsWith('^') || range.startsWith('~')
  const wanted = partsOf(open ? range.slice(1) : range)
  const given = partsOf(version)
  const fixed = range.startsWith('^') ? 1 : range.startsWith('~') ? Math.min(2, wanted.length) : wanted.length
  if (wanted.slice(0, fixed).some((part, place) => part !== (given[place] ?? 0))) return false
  return !open || compare(given, wanted) >= 0
}

function partsOf(version: string): readonly number[] {
  return version.split('.').map((part) => Number.parseInt(part, 10) || 0)
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (let place = 0; place < Math.max(one.length, other.length); place += 1) {
    const difference = (one[place] ?? 0) - (other[place] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
