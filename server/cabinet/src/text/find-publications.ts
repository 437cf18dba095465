/** What a person looks for in a section; empty texts look for nothing. */
export interface Wanted {
  /** Words of the title, in any order and case. */
  readonly words: string
  /** A month in the viewer's zone, `2026-04`. */
  readonly month: string
}

interface Found {
  readonly title: string
  readonly publishedAt: string
}

/** Publications with these words in their titles, published in this month. */
export function findPublications<P extends Found>(
  publications: readonly P[],
  { words, month }: Wanted,
  zone?: string,
): readonly P[] {
  const sought = folded(words).split(/\s+/u)
  return publications.filter(
    ({ title, publishedAt }) =>
      sought.every((word) => folded(title).includes(word)) && (month === '' || month === monthOf(publishedAt, zone)),
  )
}

/** The months in which publications came out, in their order: `2026-04` and «апрель 2026 г.». */
export function monthsOf(publications: readonly Found[], zone?: string): readonly (readonly [month: string, words: string])[] {
  const words = new Intl.DateTimeFormat('ru-RU', { month: 'long', year: 'numeric', ...(zone ? { timeZone: zone } : {}) })
  const pairs = publications.map(({ publishedAt }) => [monthOf(publishedAt, zone), words.format(new Date(publishedAt))] as const)
  return [...new Map(pairs)]
}

function monthOf(iso: string, zone: string | undefined): string {
  // The Swedish order of a date is the ISO one.
  const day = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', ...(zone ? { timeZone: zone } : {}) })
  return day.format(new Date(iso)).slice(0, 7)
}

function folded(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е').trim()
}
