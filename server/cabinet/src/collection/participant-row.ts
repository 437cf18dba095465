import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { Participant } from '../api/wire.ts'
import { stateBadge } from '../elements/badges.ts'
import { icons } from '../elements/icons.ts'
import { shortMoment } from '../text/dates.ts'
import { participantWords } from '../text/words.ts'

/** One organisation in «Список участников»: status, dates, and the way to what it entered. */
export function participantTemplate(
  participant: Participant,
  look: () => void,
  givePassword: (() => void) | null,
): TemplateResult {
  const { organisation, status, startedAt, submittedAt, unsubmittedChanges, extension, partAt, fillsNow } = participant
  return html`<tr>
    <th scope="row">${organisation.name}</th>
    <td>
      ${stateBadge(status, participantWords)}
      ${extension === null ? nothing : html`<small title=${extension.reason}>срок до ${shortMoment(extension.closesAt)}</small>`}
      ${
        partAt !== null
          ? html`<small>лист координатора заполняли ${shortMoment(partAt)}</small>`
          : fillsNow
            ? html`<small>лист координатора не заполнен</small>`
            : nothing
      }
      ${unsubmittedChanges ? html`<small class="warn">есть несданные изменения</small>` : nothing}
    </td>
    ${dateTemplate('Начало', startedAt)}${dateTemplate('Сдано', submittedAt)}
    <td>${organisation.login}</td>
    <td class="acts">
      ${
        fillsNow
          ? html`<button type="button" class="quiet square" title="Заполнить лист координатора" @click=${look}>
              ${icons.edit}<span class="unseen">Заполнить лист координатора: ${organisation.name}</span>
            </button>`
          : startedAt === null
            ? nothing
            : html`<button type="button" class="quiet square" title="Просмотр введенных данных" @click=${look}>
                ${icons.look}<span class="unseen">Просмотреть данные: ${organisation.name}</span>
              </button>`
      }
      ${
        givePassword === null
          ? nothing
          : html`<button type="button" class="quiet square" title="Выдать новый пароль" @click=${givePassword}>
              ${icons.key}<span class="unseen">Выдать новый пароль: ${organisation.name}</span>
            </button>`
      }
    </td>
  </tr>`
}

/** @param label what the date is of, where the table has no head. */
function dateTemplate(label: string, iso: string | null): TemplateResult {
  return html`<td data-label=${label}>
    ${iso === null ? html`<span aria-label="нет">–</span>` : html`<time datetime=${iso}>${shortMoment(iso)}</time>`}
  </td>`
}
