import { svg } from 'lit'
import type { SVGTemplateResult } from 'lit'

/** The mark of the product. */
export function markTemplate(): SVGTemplateResult {
  return svg`<svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="#1a5fb4"/><path d="M8 11h16M8 16.5h16M8 22h9M13.5 8v16" fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round"/></svg>`
}
