import { isoDate } from './calendar.ts'

const dayFirst = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?: ?г\.?)?$/u
const yearFirst = /^(\d{4})[./-](\d{1,2})[./-](\d{1,2})$/u

/** Reads a date as people write it: 1.9.26, 01.09.2026, 01/09/2026, 2026-09-01. Years 00–49 are of this century. Null when unreadable. */
export function parseDate(typed: string): string | null {
  const text = typed.trim()
  const early = yearFirst.exec(text)
  if (early) return isoDate(Number(early[1]), Number(early[2]), Number(early[3]))
  const late = dayFirst.exec(text)
  if (!late) return null
  const [, day, month, year = ''] = late
  const short = Number(year)
  const full = year.length === 4 ? short : short < 50 ? 2000 + short : 1900 + short
  return isoDate(full, Number(month), Number(day))
}
