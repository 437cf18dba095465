import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { Collection } from '../api/wire.ts'
import { stateBadge } from '../elements/badges.ts'
import { icons } from '../elements/icons.ts'
import { fillWord, lastActionText, stateWords } from '../text/words.ts'

/** What a school sees of a collection: how far it has come, the last action, and the way into the form. */
export function schoolTemplate(collection: Collection, open: () => void): TemplateResult {
  const { state, status, unsubmittedChanges, lastAction } = collection
  const word = fillWord(status, state)
  return html`<dl class="facts">
      <div>
        <dt>Состояние</dt>
        <dd>
          ${state ? stateBadge(state, stateWords) : nothing}
          ${unsubmittedChanges ? html`<span class="note warn">есть несданные изменения</span>` : nothing}
        </dd>
      </div>
      <div>
        <dt>Последнее действие</dt>
        <dd>${lastActionText(lastAction)}</dd>
      </div>
    </dl>
    <div class="buttons">
      <button type="button" class="button primary" @click=${open}>${status === 'closed' ? icons.look : icons.edit}${word}</button>
    </div>`
}
