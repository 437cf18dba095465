/** Bytes of a file, both counted from 0 and both meant as well. */
export interface Part {
  readonly from: number
  readonly to: number
}

/**
 * What a header `Range` asks for of a file of `size` bytes: one part; null when the whole file is to be sent (no header, several
 * parts, something else than bytes); `beyond` when nothing of the part is there.
 */
export function partOf(header: string, size: number): Part | 'beyond' | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/u.exec(header.trim()) ?? []
  if (first === '' && last === '') return null
  if (first === '') {
    const length = Number(last)
    return length === 0 || size === 0 ? 'beyond' : { from: Math.max(0, size - length), to: size - 1 }
  }
  const from = Number(first)
  const to = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (last !== '' && Number(last) < from) return null
  return from >= size ? 'beyond' : { from, to }
}
