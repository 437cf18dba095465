import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { Cut, UploadChange, UploadNotice, UploadPreview, UploadRow } from '../api/wire.ts'
import { counted } from '../text/plural.ts'

/** What a person chooses of what a workbook does not do by itself. */
export interface Choice {
  readonly mine: ReadonlySet<string>
  readonly removeMissing: boolean
}

/** What a workbook would change, in words, list by list. */
export function previewTemplate(preview: UploadPreview, choice: Choice, choose: (choice: Choice) => void): TemplateResult {
  const { changes, conflicts, added, missing, ignored, notices, problems } = preview
  const nothingNew = changes.total + conflicts.total + added.total + missing.total === 0
  return html`<p>${nothingNew ? 'В файле нет ничего нового: данные уже такие.' : summaryText(preview)}</p>
    ${conflictsTemplate(conflicts, choice, choose)} ${listTemplate('Изменится', changes, changeTemplate)}
    ${listTemplate('Добавится', added, rowTemplate)} ${missingTemplate(missing, choice, choose)}
    ${listTemplate('Не будет взято', ignored, noticeTemplate)} ${listTemplate('Обратите внимание', notices, noticeTemplate)}
    ${listTemplate(
      'Ошибки после загрузки',
      problems,
      ({ message, place, address }) =>
        html`${message} <small>(${[place, address].filter((part) => part !== '').join('; ')})</small>`,
    )}`
}

function summaryText({ changes, conflicts, added }: UploadPreview): string {
  const parts = [
    changes.total > 0 ? counted(changes.total, ['ячейка изменится', 'ячейки изменятся', 'ячеек изменятся']) : '',
    added.total > 0 ? counted(added.total, ['строка добавится', 'строки добавятся', 'строк добавятся']) : '',
    conflicts.total > 0 ? counted(conflicts.total, ['ячейка ждет решения', 'ячейки ждут решения', 'ячеек ждут решения']) : '',
  ]
  return `Пока ничего не изменено. ${parts.filter((part) => part !== '').join(', ')}.`
}

function listTemplate<T>(title: string, { items, total }: Cut<T>, one: (item: T) => unknown): TemplateResult | typeof nothing {
  if (total === 0) return nothing
  return html`<section>
    <h3>${title}: ${total}</h3>
    <ul class="changes">
      ${items.map((item) => html`<li>${one(item)}</li>`)}
      ${total > items.length ? html`<li class="note">и еще ${total - items.length}</li>` : nothing}
    </ul>
  </section>`
}

function changeTemplate({ address, place, was, becomes }: UploadChange): TemplateResult {
  return html`${place}: ${valueTemplate(was)} → <ins>${becomes === '' ? 'пусто' : becomes}</ins> <small>(${address})</small>`
}

function valueTemplate(text: string): TemplateResult {
  return text === '' ? html`<i>пусто</i>` : html`<del>${text}</del>`
}

function rowTemplate({ address, text }: UploadRow): TemplateResult {
  return html`<ins>${text}</ins> <small>(${address})</small>`
}

function noticeTemplate({ address, text, message }: UploadNotice): TemplateResult {
  return html`${address === '' ? nothing : html`<strong>${address}</strong>`} ${text === '' ? nothing : html`«${text}»:`}
  ${message}`
}

/** Both have changed the same: the person says whose value stays. */
function conflictsTemplate(
  { items, total }: Cut<UploadChange>,
  choice: Choice,
  choose: (choice: Choice) => void,
): TemplateResult | typeof nothing {
  if (total === 0) return nothing
  const pick = (keys: readonly string[], mine: boolean): void => {
    const next = new Set(choice.mine)
    for (const key of keys) {
      if (mine) next.add(key)
      else next.delete(key)
    }
    choose({ ...choice, mine: next })
  }
  const all = items.map(({ key }) => key)
  return html`<section class="conflicts">
    <h3>Нужно решение: ${total}</h3>
    <p class="note">Эти ячейки изменены и в файле, и на сайте. Отметьте те, в которых должно остаться значение из файла.</p>
    <div class="buttons">
      <button type="button" class="button small" @click=${() => pick(all, true)}>Все из файла</button>
      <button type="button" class="button small" @click=${() => pick(all, false)}>Все с сайта</button>
    </div>
    <ul class="changes">
      ${items.map(
        ({ key, place, was, becomes, address }) =>
          html`<li>
            <label>
              <input
                type="checkbox"
                .checked=${choice.mine.has(key)}
                @change=${(event: Event) => pick([key], (event.target as HTMLInputElement).checked)}
              />
              ${place}: на сайте ${valueTemplate(was)}, в файле <ins>${becomes === '' ? 'пусто' : becomes}</ins>
              <small>(${address})</small>
            </label>
          </li>`,
      )}
    </ul>
  </section>`
}

/** Rows that are not in the file stay, unless the person says otherwise. */
function missingTemplate(
  missing: Cut<UploadRow>,
  choice: Choice,
  choose: (choice: Choice) => void,
): TemplateResult | typeof nothing {
  if (missing.total === 0) return nothing
  return html`<section>
    <h3>Нет в файле: ${missing.total}</h3>
    <label>
      <input
        type="checkbox"
        .checked=${choice.removeMissing}
        @change=${(event: Event) => choose({ ...choice, removeMissing: (event.target as HTMLInputElement).checked })}
      />
      Удалить эти строки из отчета
    </label>
    <ul class="changes">
      ${missing.items.map(({ place, text }) => html`<li>${place}: ${text}</li>`)}
    </ul>
  </section>`
}
