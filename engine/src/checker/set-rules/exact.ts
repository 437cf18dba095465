/**
 * The sum of decimal numbers as one would add them on paper: 0.1 + 0.2 is 0.3. Errors of binary fractions are carried along
 * (Neumaier) and what is left of them beyond 15 digits is dropped, as Excel does.
 */
export function exactSum(numbers: readonly number[]): number {
  let sum = 0
  let lost = 0
  let largest = 0
  for (const number of numbers) {
    const next = sum + number
    lost += Math.abs(sum) >= Math.abs(number) ? sum - next + number : number - next + sum
    sum = next
    largest = Math.max(largest, Math.abs(number))
  }
  const total = sum + lost
  // A difference of nearly equal numbers has fewer digits than they have.
  const digits = largest === 0 ? 0 : Math.max(0, Math.min(100, 14 - Math.floor(Math.log10(largest))))
  return Number(Number(total.toFixed(digits)).toPrecision(15))
}
