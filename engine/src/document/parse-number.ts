const written = /^([+-]?)((?:\d{1,3}(?: \d{3})+|\d+)?)(?:[.,](\d+))?$/u

/**
 * Reads a number as people write it: comma or point, spaces between thousands, any minus sign.
 * Null when it is not a number, or has more digits than a number can hold exactly (15).
 */
export function parseNumber(typed: string): number | null {
  const text = typed
    .replace(/[\s\u202F\u2009]+/gu, ' ')
    .trim()
    .replace(/^[\u2212\u2013\u2012] ?/u, '-')
  const match = written.exec(text)
  if (!match) return null
  const [, sign = '', grouped = '', fraction = ''] = match
  const whole = grouped.replaceAll(' ', '')
  if (whole === '' && fraction === '') return null
  if (`${whole}${fraction}`.replace(/^0+/u, '').length > 15) return null
  const value = Number(`${sign}${whole || '0'}.${fraction || '0'}`)
  return value === 0 ? 0 : value
}

/** Reads `15%`: fifteen hundredths, or fifteen in a column whose unit is the percent. */
export function parsePercent(typed: string, unit: string | undefined): number | null {
  const text = typed.trim()
  if (!text.endsWith('%')) return null
  const value = parseNumber(text.slice(0, -1))
  if (value === null || unit === '%') return value
  return Number((value / 100).toPrecision(15))
}
