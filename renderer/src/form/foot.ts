import { placeName } from '@tabel/engine'
import type { CellRef, FormSession } from '@tabel/engine'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { words } from '../locales/words.ts'
import { placeKey } from '../grid/adapter.ts'
import type { GridMarks } from '../grid/adapter.ts'

/** The line under the table: what there is to say, else the active cell by its name, and its problem or hint. */
export function footTemplate(session: FormSession, ref: CellRef | null, marks: GridMarks, said: string): TemplateResult {
  return html`<div class="foot" part="foot">
    ${said === '' ? (ref ? cellTemplate(session, ref, marks) : html`<span>${words.form.noCell}</span>`) : nothing}<span
      class="notice"
      role="status"
      >${said}</span
    >
  </div>`
}

function cellTemplate({ document }: FormSession, ref: CellRef, marks: GridMarks): TemplateResult {
  const rules = document.rulesAt(ref)
  const mark = marks.get(placeKey(ref))
  const text = mark?.lines[0]?.text ?? rules?.hint?.text ?? ''
  return html`<strong>${placeName(document.form, document.data, ref)}</strong>
    <span class=${mark?.severity === 'error' ? 'error' : ''}>${text}</span>`
}
