/** Prints one figure of a bench as a JSON line; `ratio` is value / baseline. */
export function figure(name: string, value: number, unit: string, baseline?: number): void {
  const round = (number: number): number => Number(number.toPrecision(4))
  const line = baseline === undefined ? {} : { baseline: round(baseline), ratio: round(value / baseline) }
  process.stdout.write(`${JSON.stringify({ name, value: round(value), unit, ...line })}\n`)
}

/** The middle of the numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
