/**
 * A position in a formula as it stands for a member, as the position in what the author wrote: the texts between the
 * placeholders are the same in both.
 */
export function writtenPosition(written: string, value: string, position: number): number {
  let from = 0
  let at = 0
  for (const part of written.split(/(\{\w+\})/u)) {
    if (/^\{\w+\}$/u.test(part)) {
      from += part.length
      continue
    }
    const found = part === '' ? at : value.indexOf(part, at)
    if (found < 0) break
    if (position < found) return Math.max(0, from - 1)
    if (position <= found + part.length && part !== '') return from + position - found
    at = found + part.length
    from += part.length
  }
  return Math.min(position, written.length)
}
