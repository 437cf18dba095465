import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'

interface FileButton {
  /** What the button looks like: its icon and words. */
  readonly icon: unknown
  readonly text: string
  /** What a button that is an icon alone does: its tip, and its name for those who listen. */
  readonly tip?: string
  /** Classes beside `button`; of an icon alone beside `quiet square`. */
  readonly look?: string
  readonly accept?: string
  readonly multiple?: boolean
  readonly disabled?: boolean
  readonly chosen: (files: readonly File[]) => void
}

/**
 * A button that lets a file be chosen. The browser's own field says «Choose file» in the browser's language, to those who look and to
 * those who listen; so it is never shown.
 */
export function fileButton({
  icon,
  text,
  tip = '',
  look = '',
  accept = '',
  multiple = false,
  disabled = false,
  chosen,
}: FileButton): TemplateResult {
  return html`<button
      type="button"
      class="${tip === '' ? 'button' : 'quiet square'} ${look}"
      title=${tip || nothing}
      aria-label=${tip || nothing}
      ?disabled=${disabled}
      @click=${choose}
    >
      ${icon}${text}</button
    ><input
      type="file"
      hidden
      tabindex="-1"
      aria-label=${tip || text}
      accept=${accept}
      ?multiple=${multiple}
      @change=${(event: Event) => {
        const field = event.target as HTMLInputElement
        const files = [...(field.files ?? [])]
        // The same file may be chosen again once it has been mended.
        field.value = ''
        if (files.length > 0) chosen(files)
      }}
    />`
}

function choose(event: Event): void {
  const field = (event.currentTarget as HTMLElement).nextElementSibling
  if (field instanceof HTMLInputElement) field.click()
}
