import { css, unsafeCSS } from 'lit'

/**
 * Every colour of the form and its grids: light, dark, what it is for. A page that sets `--tabel-<name>` on the element, or on
 * anything around it, overrides both; inside, styles say `--_<name>`.
 */
export const palette = {
  paper: ['#ffffff', '#14191f', 'What everything lies on: cells, lists, dialogs, fields.'],
  ink: ['#1b2430', '#e4e9ef', 'Text.'],
  muted: ['#55616e', '#a4b1be', 'Text that matters less.'],
  faint: ['#9aa6b2', '#6d7a87', 'The small mark of a cell with a list.'],
  disabled: ['#5f6b77', '#8794a1', 'Buttons that cannot be pressed.'],
  line: ['#dbe1e8', '#313b46', 'Lines of tables.'],
  'line-strong': ['#b9c4d0', '#4c5966', 'Edges of fields and buttons, the edge of frozen columns.'],
  accent: ['#1a5fb4', '#7fb5f5', 'Buttons, links and the active cell.'],
  'accent-hover': ['#154f97', '#a3cbf9', 'The main button under the mouse.'],
  'on-accent': ['#ffffff', '#0c1724', 'Text on the accent colour.'],
  selection: ['rgb(26 95 180 / 11%)', 'rgb(127 181 245 / 20%)', 'Laid over cells that are selected.'],
  hover: ['#f1f5fa', '#212a34', 'What is under the mouse.'],
  picked: ['#d9e6f7', '#27405f', 'What is chosen in a list; the titles of the row and column one is in.'],
  side: ['#f6f8fa', '#1a2129', 'Row titles, the line under the table, the search bar.'],
  head: ['#eef2f7', '#212934', 'Column titles.'],
  computed: ['#f1f4f8', '#1b2531', 'Cells that the form calculates.'],
  'computed-ink': ['#2f4a6d', '#b4cbea', 'Text of cells that the form calculates.'],
  locked: ['#f1f2f4', '#20252b', 'Cells nobody may type into.'],
  hatch: ['rgb(0 0 0 / 4%)', 'rgb(255 255 255 / 5%)', 'The stripes of cells that do not apply.'],
  ghost: ['#fbfdff', '#171d25', 'The empty row that waits to be filled.'],
  error: ['#b3191f', '#ff9b96', 'Errors.'],
  'error-hover': ['#93141a', '#ffbab6', 'The button «Ошибки» under the mouse while there are errors.'],
  'on-error': ['#ffffff', '#2a0a0b', 'Text on the colour of errors.'],
  'error-fill': ['#fdeaea', '#432022', 'Cells and messages with an error.'],
  attention: ['#7a4500', '#f0bb72', 'Text of warnings, and the second kind of hint.'],
  warning: ['#b26a00', '#dfa047', 'Marks of warnings.'],
  'warning-fill': ['#fff5da', '#38301c', 'Cells and messages with a warning.'],
  success: ['#1d6a34', '#86d79b', 'What is saved and what is handed in.'],
  'success-fill': ['#e6f4ea', '#173222', 'The line that says the report is handed in.'],
  tip: ['#1f2a37', '#36424f', 'The hint that opens over a cell.'],
  'on-tip': ['#ffffff', '#ffffff', 'Text of the hint that opens over a cell.'],
  'tip-info': ['#8ab8f0', '#8ab8f0', 'The edge of what a hint explains.'],
  'tip-error': ['#ff8d8d', '#ff8d8d', 'The edge of an error in a hint.'],
  'tip-attention': ['#ffc861', '#ffc861', 'The edge of a warning in a hint.'],
  scroll: ['rgb(125 135 145 / 55%)', 'rgb(125 135 145 / 55%)', 'The scroll bars of the canvas, read when it is opened.'],
  shadow: ['rgb(16 30 54 / 26%)', 'rgb(0 0 0 / 60%)', 'Shadows of lists, hints and dialogs.'],
  backdrop: ['rgb(16 24 40 / 45%)', 'rgb(0 0 0 / 60%)', 'What lies over the form while a dialog is open.'],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string, purpose: string]>>

const colours = (dark: 0 | 1) =>
  unsafeCSS(
    Object.entries(palette)
      .map(([name, values]) => `--_${name}: var(--tabel-${name}, ${values[dark]});`)
      .join('\n'),
  )

/** The palette as custom properties, and what the browser itself draws: scroll bars, lists of a field. */
export const themeStyles = css`
  :host {
    --_font: var(--tabel-font, system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif);
    color-scheme: light;
    ${colours(0)}
  }
  :host([theme='dark']) {
    color-scheme: dark;
    ${colours(1)}
  }
  @media (prefers-color-scheme: dark) {
    :host([theme='auto']) {
      color-scheme: dark;
      ${colours(1)}
    }
  }
`
