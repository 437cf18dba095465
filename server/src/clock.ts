/** Tells the time in milliseconds since 1970. Passed in, so that tests decide what time it is. */
export type Clock = () => number

/** A time as it goes over the wire. */
export function iso(time: number): string {
  return new Date(time).toISOString()
}

export function isoOrNull(time: number | null): string | null {
  return time === null ? null : iso(time)
}

/** The calendar day at a moment in a time zone, ISO: `2026-04-21`. */
export function dayIn(zone: string, time: number): string {
  // The Swedish order of a date is the ISO one.
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(time)
}

/** A moment as people in a time zone read it: «21.04.2026, 23:30». */
export function momentIn(zone: string, time: number): string {
  return new Intl.DateTimeFormat('ru-RU', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(time)
}
