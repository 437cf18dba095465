const names = [
  'paper',
  'ink',
  'muted',
  'line',
  'head',
  'side',
  'computed',
  'computed-ink',
  'locked',
  'accent',
  'attention',
  'error',
  'error-fill',
  'warning',
  'warning-fill',
  'scroll',
] as const

/** Colours of the form that a canvas must be told: it knows no custom properties. */
export type Colours = Readonly<Record<(typeof names)[number], string>>

/** The colours that hold at a place of the page now. */
export function coloursAt(element: Element): Colours {
  const styles = getComputedStyle(element)
  return Object.fromEntries(names.map((name) => [name, styles.getPropertyValue(`--_${name}`).trim()])) as unknown as Colours
}

/** The typeface that holds there, as a list of families. */
export function fontAt(element: Element): string {
  return getComputedStyle(element).getPropertyValue('--_font').trim()
}
