import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { words } from '../locales/words.ts'
import type { GridHint } from '../grid/adapter.ts'
import { hidePopup, placePopup } from '../grid/table/popup.ts'

/** The one tooltip of a form, wherever its text comes from. */
export function tooltipTemplate(hint: GridHint | null): TemplateResult {
  return html`<div id="tip" class="tip" role="tooltip" popover="manual" ?hidden=${hint === null}>
    ${hint?.lines.map(
      (line) =>
        html`<p class=${line.kind}>
          <span class="unseen">${words.grid[line.kind === 'info' ? 'hint' : line.kind]}: </span>${line.text}
        </p>`,
    )}
  </div>`
}

/** Puts the tooltip beside its anchor after it was drawn. */
export function placeTooltip(root: ParentNode, hint: GridHint | null): void {
  const tip = root.querySelector<HTMLElement>('#tip')
  if (!tip) return
  if (hint) placePopup(tip, hint.anchor(), 0)
  else hidePopup(tip)
}
