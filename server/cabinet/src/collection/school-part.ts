import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { filledAddress, templateAddress } from '../api/client.ts'
import type { Collection } from '../api/wire.ts'
import { stateBadge } from '../elements/badges.ts'
import { icons } from '../elements/icons.ts'
import { fillWord, lastActionText, ownWords } from '../text/words.ts'

/** What a school sees of a collection: how far it has come, the last action, and the ways into the form and its history. */
export function schoolTemplate(
  collection: Collection,
  go: Readonly<Record<'form' | 'history' | 'parked' | 'receipt' | 'workbook', () => void>>,
): TemplateResult {
  const { state, status, unsubmittedChanges, parked, lastAction } = collection
  const word = fillWord(status, state)
  return html`<dl class="facts">
      <div>
        <dt>Состояние</dt>
        <dd>
          ${state ? stateBadge(state, ownWords) : nothing}
          ${unsubmittedChanges ? html`<span class="note warn">есть несданные изменения</span>` : nothing}
        </dd>
      </div>
      <div>
        <dt>Последнее действие</dt>
        <dd>${lastActionText(lastAction)}</dd>
      </div>
    </dl>
    ${
      parked === 0
        ? nothing
        : html`<p class="note warn">
            После окончания сбора введены изменения, в отчет они не вошли.
            <button type="button" class="button small" @click=${go.parked}>Посмотреть</button>
          </p>`
    }
    <div class="buttons">
      <button type="button" class="button primary" @click=${go.form}>
        ${status === 'closed' ? icons.look : icons.edit}${word}
      </button>
      ${
        lastAction === null
          ? nothing
          : html`<a class="button" href=${filledAddress(collection.id)} download>${icons.download}Скачать заполненную форму</a>
              <button type="button" class="button" @click=${go.history}>${icons.history}История изменений</button>`
      }
      ${
        state === 'submitted'
          ? html`<button type="button" class="button" @click=${go.receipt}>${icons.document}Квитанция</button>`
          : nothing
      }
      ${collection.excel && status === 'open' ? excelTemplate(collection, go.workbook) : nothing}
    </div>`
}

function excelTemplate({ id }: Collection, workbook: () => void): TemplateResult {
  return html`<a class="button" href=${templateAddress(id)} download>${icons.download}Скачать шаблон Excel</a>
    <button type="button" class="button" @click=${workbook}>${icons.table}Загрузить файл Excel</button>`
}
