import { counted } from './plural.ts'

/** The zone of deadlines. */
export const moscow = 'Europe/Moscow'
const day = 24 * 60 * 60 * 1000

/** A calendar day in the viewer's zone: «24 ноября 2026 г.». `zone` is there for tests. */
export function dateText(iso: string, zone?: string): string {
  return new Intl.DateTimeFormat('ru-RU', { dateStyle: 'long', ...inZone(zone) }).format(new Date(iso))
}

/** A calendar day in the viewer's zone without its year: «24 ноября». */
export function shortDay(iso: string, zone?: string): string {
  return new Intl.DateTimeFormat('ru-RU', { day: 'numeric', month: 'long', ...inZone(zone) }).format(new Date(iso))
}

/** A moment in the viewer's zone: «24 ноября 2026 г. в 18:00». */
export function momentText(iso: string, zone?: string): string {
  return `${dateText(iso, zone)} в ${timeText(iso, zone)}`
}

/** A moment in figures for tables: «24.11.2026, 18:00». */
export function shortMoment(iso: string, zone?: string): string {
  const options = { day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const
  return new Intl.DateTimeFormat('ru-RU', { ...options, ...inZone(zone) }).format(new Date(iso))
}

/**
 * A deadline in the viewer's zone with Moscow time beside it:
 * «1 декабря 2026 г. в 22:00 (18:00 по московскому времени)»; one time where both zones agree.
 */
export function deadlineText(iso: string, zone?: string): string {
  const own = momentText(iso, zone)
  if (own === momentText(iso, moscow)) return `${own} по московскому времени`
  const sameDay = dateText(iso, zone) === dateText(iso, moscow)
  return `${own} (${sameDay ? timeText(iso, moscow) : momentText(iso, moscow)} по московскому времени)`
}

/** How long there is until a deadline: «осталось 5 дней»; null when it is past. Milliseconds `now`. */
export function timeLeft(iso: string, now: number): { readonly text: string; readonly soon: boolean } | null {
  const rest = Date.parse(iso) - now
  if (rest <= 0) return null
  const soon = rest < 3 * day
  if (rest >= 2 * day) return { text: left(Math.floor(rest / day), ['день', 'дня', 'дней']), soon }
  const hours = Math.floor(rest / (60 * 60 * 1000))
  if (hours > 0) return { text: left(hours, ['час', 'часа', 'часов']), soon }
  return { text: 'осталось меньше часа', soon }
}

/** «остался 21 день», «осталось 5 дней». */
function left(count: number, forms: readonly [string, string, string]): string {
  const words = counted(count, forms)
  return `${words.endsWith(forms[0]) ? 'остался' : 'осталось'} ${words}`
}

/** The calendar day in Moscow at a moment (milliseconds), ISO. Moscow is three hours ahead of UTC without changes. */
export function moscowDay(now: number): string {
  return new Date(now + 3 * 60 * 60 * 1000).toISOString().slice(0, 10)
}

/** A moment as a field for date and time takes it, on Moscow's clocks: `2026-12-01T18:00`. */
export function inMoscow(iso: string): string {
  return new Date(Date.parse(iso) + 3 * 60 * 60 * 1000).toISOString().slice(0, 16)
}

/** The moment that such a field means, ISO. */
export function fromMoscow(local: string): string {
  return new Date(`${local}+03:00`).toISOString()
}

function timeText(iso: string, zone?: string): string {
  return new Intl.DateTimeFormat('ru-RU', { timeStyle: 'short', ...inZone(zone) }).format(new Date(iso))
}

function inZone(zone: string | undefined): Intl.DateTimeFormatOptions {
  return zone === undefined ? {} : { timeZone: zone }
}
