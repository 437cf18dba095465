import { svg } from 'lit'
import type { SVGTemplateResult } from 'lit'

function icon(path: SVGTemplateResult): SVGTemplateResult {
  return svg`<svg class="icon" viewBox="0 0 20 20" width="20" height="20" fill="none" stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${path}</svg>`
}

/** Icons of the cabinet, drawn in the colour of the text. */
export const icons = {
  bell: icon(
    svg`<path d="M10 3a4.5 4.5 0 0 0-4.5 4.500V11L4 14h12l-1.5-3V7.500A4.5 4.5 0 0 0 10 3z"/><path d="M8.3 16.500a2 2 0 0 0 3.4 0"/>`,
  ),
  chevron: icon(svg`<path d="M7.5 5l5 5-5 5"/>`),
  unfold: icon(svg`<path d="M11.5 8.500L16 4M12 4h4v4M8.5 11.500L4 16M4 12v4h4"/>`),
  fold: icon(svg`<path d="M16 4l-4.5 4.500M15.5 8.500h-4v-4M4 16l4.5-4.500M4.5 11.500h4v4"/>`),
  leave: icon(svg`<path d="M8 3.500H4.500v13H8M12.5 6.500L16 10l-3.5 3.500M16 10H8"/>`),
  close: icon(svg`<path d="M5 5l10 10M15 5L5 15"/>`),
  look: icon(svg`<path d="M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5z"/><circle cx="10" cy="10" r="2.3"/>`),
  hide: icon(
    svg`<path d="M3 3l14 14M8 5.300A7 7 0 0 1 10 5c5 0 7.5 5 7.5 5a12 12 0 0 1-2.3 2.900M5 7a11.5 11.5 0 0 0-2.5 3S5 15 10 15a7 7 0 0 0 2.6-.5"/>`,
  ),
  edit: icon(svg`<path d="M12.5 4.500l3 3L7 16H4v-3z"/><path d="M11 6l3 3"/>`),
  search: icon(svg`<circle cx="9" cy="9" r="5"/><path d="M13 13l4 4"/>`),
  download: icon(svg`<path d="M10 3.500V12M6.5 9l3.5 3.500L13.5 9M4 16.500h12"/>`),
  chart: icon(svg`<path d="M4 16.500v-5M8 16.500v-9M12 16.500v-6M16 16.500V4M2.500 16.500h15"/>`),
  people: icon(
    svg`<circle cx="7.5" cy="7" r="2.7"/><path d="M2.5 16c0-3 2.2-4.8 5-4.800s5 1.8 5 4.800M13 4.600a2.7 2.7 0 0 1 0 4.800M14.5 11.600c1.9.6 3 2.2 3 4.4"/>`,
  ),
  table: icon(svg`<rect x="3" y="4" width="14" height="12" rx="1.5"/><path d="M3 8h14M3 12h14M8 8v8"/>`),
  calendar: icon(svg`<rect x="3" y="4.5" width="14" height="12" rx="1.5"/><path d="M3 8.500h14M7 3v3M13 3v3"/>`),
  info: icon(svg`<circle cx="10" cy="10" r="7"/><path d="M10 9v4.500M10 6.500v.1"/>`),
  alert: icon(svg`<path d="M10 3.200L17.5 16.500h-15z"/><path d="M10 8v4M10 14.200v.1"/>`),
  done: icon(svg`<circle cx="10" cy="10" r="7"/><path d="M6.8 10.200l2.3 2.3 4.2-4.7"/>`),
  history: icon(svg`<path d="M4 10a6 6 0 1 0 1.8-4.300L4 7.500M4 3.500v4h4M10 6.500V10l2.500 1.500"/>`),
  folder: icon(svg`<path d="M3 15.500v-11h5l2 2.500h7v8.500z"/>`),
  document: icon(svg`<path d="M5.5 3.500h6l3 3v10h-9z"/><path d="M11.5 3.500v3h3M8 10.500h4M8 13.300h4"/>`),
  up: icon(svg`<path d="M10 16V4.500M5.500 9L10 4.500L14.500 9"/>`),
  down: icon(svg`<path d="M10 4v11.500M5.500 11L10 15.500L14.500 11"/>`),
  add: icon(svg`<path d="M10 4v12M4 10h12"/>`),
  lock: icon(svg`<rect x="4.5" y="9" width="11" height="7.5" rx="1.5"/><path d="M7 9V6.700a3 3 0 0 1 6 0V9"/>`),
  key: icon(
    svg`<circle cx="7" cy="13" r="3.2"/><path d="M9.300 10.700L16.500 3.500M13.500 6.500l2 2M11.500 8.500l1.500 1.500"/>`,
  ),
  print: icon(svg`<path d="M6 7V3.500h8V7M6 13.500H3.500V7h13v6.500H14M6 11.500h8v5H6z"/>`),
  retry: icon(svg`<path d="M16 10a6 6 0 1 1-1.8-4.300L16 7.500M16 3.500v4h-4"/>`),
} as const
