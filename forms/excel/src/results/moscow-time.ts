const moscow = new Intl.DateTimeFormat('ru-RU', { timeZone: 'Europe/Moscow', dateStyle: 'short', timeStyle: 'short' })

/** An ISO time in UTC as people in Moscow read it: «21.04.2026, 23:30». */
export function moscowTime(iso: string): string {
  return moscow.format(new Date(iso))
}
