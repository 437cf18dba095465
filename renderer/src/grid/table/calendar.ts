// Also alone, from `@tabel/renderer/calendar`: a page around the form has dates to choose, too.

/** A day of a month as a calendar shows it. Days are ISO dates. */
export interface CalendarDay {
  readonly iso: string
  readonly day: number
  /** It belongs to the month that is shown. */
  readonly inside: boolean
}

/** The weeks of the month in which a day lies, Monday first, with the days of neighbouring months that fill them up. */
export function weeksOf(iso: string): readonly (readonly CalendarDay[])[] {
  const [year, month] = partsOf(iso)
  const first = utc(year, month, 1)
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
  const before = (first.getUTCDay() + 6) % 7
  const count = Math.ceil((before + days) / 7)
  return Array.from({ length: count }, (_, week) =>
    Array.from({ length: 7 }, (__, weekday) => {
      const date = utc(year, month, 1 - before + week * 7 + weekday)
      return { iso: isoOf(date), day: date.getUTCDate(), inside: date.getUTCMonth() === month - 1 }
    }),
  )
}

/** The day so many days later. */
export function daysLater(iso: string, days: number): string {
  const [year, month, day] = partsOf(iso)
  return isoOf(utc(year, month, day + days))
}

/** The same day so many months later, or the last day of that month. */
export function monthsLater(iso: string, months: number): string {
  const [year, month, day] = partsOf(iso)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return isoOf(utc(year, month + months, Math.min(day, last)))
}

/** Today on this computer. */
export function todayHere(): string {
  const now = new Date()
  return isoOf(utc(now.getFullYear(), now.getMonth() + 1, now.getDate()))
}

function partsOf(iso: string): readonly [year: number, month: number, day: number] {
  const [year = 2000, month = 1, day = 1] = iso.split('-').map(Number)
  return [year, month, day]
}

function utc(year: number, month: number, day: number): Date {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return date
}

function isoOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}
