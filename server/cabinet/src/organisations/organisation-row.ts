import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { Organisation } from '../api/organisations.ts'
import { icons } from '../elements/icons.ts'
import { dateText } from '../text/dates.ts'
import { belowText, hasLevels, organisationStateWords } from '../text/organisation-words.ts'

/** What a person may do with the organisations of the list; null where it may not. */
interface RowActions {
  readonly givePassword: ((organisation: Organisation) => void) | null
  readonly change: ((organisation: Organisation) => void) | null
}

/** One organisation in «Организации». @param href Address of the level below it. @param found Whether it was searched for. */
export function organisationTemplate(
  organisation: Organisation,
  href: string,
  found: boolean,
  { givePassword, change }: RowActions,
): TemplateResult {
  const { login, name, parent, state, below } = organisation
  return html`<tr>
    <th scope="row">
      ${hasLevels(organisation) ? html`<a href=${href}>${name}</a>` : html`<span>${name}</span>`}
      <small>${login}${found && parent !== null ? html` · ${parent.name}` : nothing}</small>
    </th>
    <td>${belowText(below)}</td>
    <td>${stateTemplate(organisation)}</td>
    <td class="acts">
      ${
        givePassword === null || state === 'closed'
          ? nothing
          : html`<button
              type="button"
              class="quiet square"
              title="Выдать новый пароль"
              @click=${() => givePassword(organisation)}
            >
              ${icons.key}<span class="unseen">Выдать новый пароль: ${name}</span>
            </button>`
      }
      ${
        change === null
          ? nothing
          : html`<button type="button" class="quiet square" title="Изменить" @click=${() => change(organisation)}>
              ${icons.edit}<span class="unseen">Изменить: ${name}</span>
            </button>`
      }
    </td>
  </tr>`
}

/** State in words; since when, why, and who has taken over. */
export function stateTemplate({ state, stateAt, stateReason, successor }: Organisation): TemplateResult {
  const badge = html`<span class="state ${state}">${organisationStateWords[state]}</span>`
  if (state === 'active') return badge
  const since = stateAt === null ? '' : `${dateText(stateAt)}: `
  return html`${badge}<small>${since}${stateReason}</small>
    ${successor === null ? nothing : html`<small>Правопреемник: ${successor.name}, ${successor.login}</small>`}`
}
