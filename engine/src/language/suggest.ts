/** The name that was probably meant; undefined when none is near. Of names equally near it is the last: `t6` was t5, not t1. */
export function suggest(wrong: string, names: Iterable<string>): string | undefined {
  let best: string | undefined
  let least = Math.max(1, Math.floor(wrong.length / 3)) + 0.5
  for (const name of names) {
    const far = distance(wrong.toLowerCase(), name.toLowerCase()) - commonStart(wrong, name) / 1000
    if (far <= least) {
      least = far
      best = name
    }
  }
  return best
}

function commonStart(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at]?.toLowerCase() === b[at]?.toLowerCase()) at += 1
  return at
}

/** Least number of letters to put in, take out, change, or swap with a neighbour. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 8) return Number.POSITIVE_INFINITY
  let before: number[] = []
  let above = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1]
      let cost = Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      row.push(cost)
    }
    before = above
    above = row
  }
  return above[b.length] ?? 0
}
