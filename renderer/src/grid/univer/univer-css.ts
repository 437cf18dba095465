import { defaultTheme } from '@univerjs/themes'
import design from '@univerjs/design/lib/index.css?inline'
import docs from '@univerjs/docs-ui/lib/index.css?inline'
import sheets from '@univerjs/sheets-ui/lib/index.css?inline'
import ui from '@univerjs/ui/lib/index.css?inline'

const adopted = new WeakSet<Document | ShadowRoot>()
let styles: CSSStyleSheet | null = null

/** Gives a document the styles of the canvas, once. They are constructed, so that a page may forbid inline styles. */
export function adoptStyles(root: Document | ShadowRoot): void {
  if (adopted.has(root)) return
  adopted.add(root)
  if (!styles) {
    styles = new CSSStyleSheet()
    styles.replaceSync([`:root {\n${variables(defaultTheme, '--univer').join('\n')}\n}`, design, ui, docs, sheets].join('\n'))
  }
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, styles]
}

function variables(theme: object, prefix: string): readonly string[] {
  return Object.entries(theme).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? variables(value, `${prefix}-${name}`)
      : [`${prefix}-${name}: ${String(value)};`],
  )
}
