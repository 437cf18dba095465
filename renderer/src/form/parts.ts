/** Where the parts of a form begin, in the order in which F6 goes through them. */
const parts = ['.actions', '.tabs', '#sheet', '#problems']
const first = '[tabindex="0"], button:not([disabled]):not([tabindex="-1"])'

/** F6: to the next part of the form, Shift+F6 back, so that no table keeps the keyboard. */
export function toPart(root: ShadowRoot, by: 1 | -1, focusGrid: () => void): void {
  const there = parts.flatMap((name) => root.querySelector<HTMLElement>(name) ?? [])
  const at = there.findIndex((part) => part.contains(root.activeElement))
  const part = there[(at + by + there.length) % there.length]
  if (part?.id === 'sheet') focusGrid()
  else part?.querySelector<HTMLElement>(first)?.focus()
}
