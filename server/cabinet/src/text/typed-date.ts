/** What a person typed as a date: ISO as the browser's own fields have it (empty where nothing is typed), or what is wrong with it. */
export type TypedDate = { readonly iso: string } | { readonly problem: string }

const separated =
  /^(?<day>\d{1,2})[./\-\s]+(?<month>\d{1,2})[./\-\s]+(?<year>\d{4}|\d{2})(?:\s*г\.?)?(?:(?:,|\s|в)+(?<hour>\d{1,2})(?:[:.\-\s](?<minute>\d{2}))?)?$/u
const figures = /^(?<day>\d{2})(?<month>\d{2})(?<year>\d{4}|\d{2})$/u
const allFigures = /^(?<day>\d{2})(?<month>\d{2})(?<year>\d{4})(?<hour>\d{2})(?<minute>\d{2})$/u
const iso = /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[T\s](?<hour>\d{2}):(?<minute>\d{2})(?::\d{2})?)?$/u

/** Reads «1.12.26 18», «01.12.2026, 18:00», «011220261800» or an ISO date. Without `withTime` it must be a day alone. */
export function readDate(text: string, withTime: boolean): TypedDate {
  const typed = text.trim()
  if (typed === '') return { iso: '' }
  const pattern = [figures, allFigures, iso, separated].find((one) => one.test(typed))
  const { day = '', month = '', year = '', hour, minute } = pattern?.exec(typed)?.groups ?? {}
  if (!pattern || (hour !== undefined && !withTime))
    return { problem: `Напишите дату так: ${withTime ? '01.12.2026 18:00' : '01.12.2026'}` }
  const date = `${year.padStart(4, '20')}-${two(month)}-${two(day)}`
  if (!isDay(date)) return { problem: `Такого дня нет: ${dateShown(date)}` }
  if (!withTime) return { iso: date }
  if (hour === undefined) return { problem: `Добавьте время: ${dateShown(date)} 18:00` }
  const time = `${two(hour)}:${minute ?? '00'}`
  if (Number(hour) > 23 || Number(minute ?? 0) > 59) return { problem: `Такого времени нет: ${time}` }
  return { iso: `${date}T${time}` }
}

/** An ISO date, with or without time, as people write it: «01.12.2026 18:00». */
export function dateShown(value: string): string {
  const [date = '', time] = value.split('T')
  const shown = date.split('-').toReversed().join('.')
  return time === undefined ? shown : `${shown} ${time.slice(0, 5)}`
}

function two(figure: string): string {
  return figure.padStart(2, '0')
}

function isDay(date: string): boolean {
  const time = Date.parse(`${date}T00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date)
}
