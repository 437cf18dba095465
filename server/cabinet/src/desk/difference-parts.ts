import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { Reply } from '../api/route-types.ts'
import { icons } from '../elements/icons.ts'

/** How a version of a form differs from another. */
export type Difference = Reply<'get /api/admin/forms/{id}/difference'>
type Change = Difference['changes'][number]
type Effect = Difference['data'][number]

const kindWords = { added: 'Добавлено', removed: 'Убрано', changed: 'Изменено' } as const

const groups: readonly (readonly [title: string, abouts: readonly Change['about'][]])[] = [
  ['Форма в целом', ['form']],
  ['Листы', ['sheet']],
  ['Таблицы', ['table']],
  ['Графы и поля', ['column']],
  ['Строки и отдельные ячейки', ['row', 'cell']],
  ['Списки', ['choice']],
  ['Проверки', ['check']],
  ['Постоянные и источники', ['value']],
]

/** So many changes of a group are told one by one. */
const mostTold = 200

/** What becomes of data comes first: it is what cannot be taken back lightly. */
export function differenceTemplate({ changes, data }: Difference, form: string): TemplateResult {
  if (changes.length + data.length === 0)
    return html`<p class="empty" role="status">Версии ничем не отличаются, кроме номера.</p>`
  return html`<div class="difference" role="region" aria-label=${`Отличия версий: ${form}`}>
    <section>
      <h3>Что станет с введенными данными</h3>
      ${
        data.length === 0
          ? html`<p class="good">${icons.done} Все введенное останется на своих местах.</p>`
          : html`<ul class="effects">
              ${cut(data).map(effectTemplate)}${moreTemplate(data.length)}
            </ul>`
      }
    </section>
    <section>
      <h3>Что изменилось в форме</h3>
      ${groups.map(([title, abouts]) =>
        groupTemplate(
          title,
          changes.filter(({ about }) => abouts.includes(about)),
        ),
      )}
    </section>
  </div>`
}

function effectTemplate({ kind, text }: Effect): TemplateResult {
  const isGrave = kind === 'aside' || kind === 'unfit'
  return html`<li class=${isGrave ? 'bad' : 'note'}>${isGrave ? icons.alert : icons.info}<span>${text}</span></li>`
}

function groupTemplate(title: string, changes: readonly Change[]): TemplateResult | typeof nothing {
  if (changes.length === 0) return nothing
  return html`<details open>
    <summary>${title}: ${changes.length}</summary>
    <ul class="changes-of-form">
      ${cut(changes).map(changeTemplate)}${moreTemplate(changes.length)}
    </ul>
  </details>`
}

function changeTemplate({ kind, what, details }: Change): TemplateResult {
  return html`<li>
    <span class="pill ${kind}">${kindWords[kind]}</span>
    <div>
      <p>${what}</p>
      ${
        details.length === 0
          ? nothing
          : html`<dl>
              ${details.map(
                ({ aspect, before, after }) =>
                  html`<div>
                    <dt>${aspect}</dt>
                    <dd>${valueTemplate(kind, before, after)}</dd>
                  </div>`,
              )}
            </dl>`
      }
    </div>
  </li>`
}

function valueTemplate(kind: Change['kind'], before: string, after: string): TemplateResult | string {
  if (kind === 'added') return after
  if (kind === 'removed') return html`<del>${before}</del>`
  return html`<del>${before === '' ? 'не было' : before}</del> <span aria-hidden="true">→</span>
    <ins>${after === '' ? 'нет' : after}</ins>`
}

function cut<T>(all: readonly T[]): readonly T[] {
  return all.slice(0, mostTold)
}

function moreTemplate(total: number): TemplateResult | typeof nothing {
  return total > mostTold ? html`<li class="note">И еще: ${total - mostTold}.</li>` : nothing
}
