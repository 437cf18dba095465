import { svg } from 'lit'
import type { SVGTemplateResult } from 'lit'

function icon(path: SVGTemplateResult): SVGTemplateResult {
  return svg`<svg viewBox="0 0 20 20" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${path}</svg>`
}

/** Icons of the form, drawn in the colour of the text. */
export const icons = {
  undo: icon(svg`<path d="M7 4 3.5 7.5 7 11"/><path d="M3.5 7.5H12a4.5 4.5 0 0 1 0 9H9"/>`),
  redo: icon(svg`<path d="M13 4l3.5 3.5L13 11"/><path d="M16.500 7.500H8a4.500 4.500 0 0 0 0 9h3"/>`),
  save: icon(
    svg`<path d="M4 3.500h9.500L16.500 6.500V16a.5.5 0 0 1-.5.500H4a.5.5 0 0 1-.5-.500V4A.5.5 0 0 1 4 3.500z"/><path d="M6.500 3.500V7.500h6V3.500M6 16.500v-5h8v5"/>`,
  ),
  problems: icon(svg`<path d="M10 3 18 16.500H2z"/><path d="M10 8v4M10 14.300v.2"/>`),
  submit: icon(svg`<path d="M4 10.500l4 4 8-9"/>`),
  close: icon(svg`<path d="M5 5l10 10M15 5 5 15"/>`),
  done: icon(svg`<circle cx="10" cy="10" r="7"/><path d="M6.800 10.200l2.300 2.300 4.200-4.700"/>`),
  away: icon(
    svg`<path d="M3 3l14 14"/><path d="M5.500 9.500a6.500 6.500 0 0 1 2.300-1.300M10.500 7.800a6.500 6.500 0 0 1 4 1.700M8 12.300a3 3 0 0 1 4 0M10 15v.1"/>`,
  ),
  busy: icon(svg`<path d="M10 3a7 7 0 1 1-6.600 4.700"/>`),
}
