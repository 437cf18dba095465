/** A time of day as `HH:MM`, or null when there is no such time. 24:00 is not one. */
export function timeText(hours: number, minutes: number): string | null {
  if (!Number.isInteger(hours) || !Number.isInteger(minutes) || hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
    return null
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`
}

/** Whether a text is a time of day as it is stored. */
export function isTime(text: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(text)
}

const written = /^(\d{1,2})(?:[:.\- ]| ?ч\.? ?)(\d{2})(?: ?(?:мин\.?|м\.?))?$/u
const wholeHours = /^(\d{1,2}) ?ч(?:\.|ас\p{L}*)?$/u

/** Reads a time as people write it: 8:30, 08.30, 8-30, 8 ч 30, 9 часов. Null when unreadable. */
export function parseTime(typed: string): string | null {
  const text = typed.trim().toLowerCase()
  const hours = wholeHours.exec(text)
  if (hours) return timeText(Number(hours[1]), 0)
  const match = written.exec(text)
  return match ? timeText(Number(match[1]), Number(match[2])) : null
}

const minutesPerDay = 1440

/** A time as spreadsheets count: the part of the day that has gone. */
export function timeFraction(text: string): number {
  const [hours = '0', minutes = '0'] = text.split(':')
  return (Number(hours) * 60 + Number(minutes)) / minutesPerDay
}

/** The time of a part of a day, to the nearest minute; null when it is none of this day. */
export function fractionTime(fraction: number): string | null {
  const minutes = Math.round(fraction * minutesPerDay)
  return timeText(Math.floor(minutes / 60), minutes % 60)
}
