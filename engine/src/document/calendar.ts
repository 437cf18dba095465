/** A calendar day as an ISO string, or null when there is no such day (31 June, 29 February 2026). Years 1000 to 9999. */
export function isoDate(year: number, month: number, day: number): string | null {
  if (year < 1000 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** Whether a text is an ISO date of a day that exists. */
export function isIsoDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text)
  return match !== null && isoDate(Number(match[1]), Number(match[2]), Number(match[3])) !== null
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

const msPerDay = 86_400_000

/** Number of a day as spreadsheets count: 1 is 1 January 1900, and 29 February 1900 is counted though it never was. */
export function dateSerial(iso: string): number {
  const days = Math.round(Date.parse(`${iso}T00:00:00Z`) / msPerDay) + 25_569
  return days < 61 ? days - 1 : days
}

/** The ISO date of a spreadsheet's day number; null when it is not a day of the years 1000 to 9999. */
export function serialDate(serial: number): string | null {
  const days = Math.floor(serial < 61 ? serial + 1 : serial) - 25_569
  const date = new Date(days * msPerDay)
  return Number.isNaN(date.getTime()) ? null : isoDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate())
}
