import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { unsafeHTML } from 'lit/directives/unsafe-html.js'
import type { Reply } from '../api/route-types.ts'
import type { Collection, StoredFile } from '../api/wire.ts'
import { statusBadge } from '../elements/badges.ts'
import { icons } from '../elements/icons.ts'
import { dateText, deadlineText, momentText } from '../text/dates.ts'
import { counted } from '../text/plural.ts'
import { sizeText } from '../text/sizes.ts'
import { fillWord } from '../text/words.ts'

/** A publication through the eyes of somebody else. */
export type Preview = Reply<'get /api/admin/publications/{section}/{slug}/preview'>
type Seen = NonNullable<Preview['publication']>

/** What somebody sees of a publication: its texts, files and collections, with nothing that can be pressed. */
export function previewTemplate({ viewer, out, publication }: Preview): TemplateResult {
  const who = viewer === null ? 'Тот, кто еще не вошел в кабинет' : `${viewer.name} (${viewer.login})`
  return html`<p class="seen-by" role="status">
      ${icons.look}<span
        ><strong>${who}</strong> ${
          publication === null
            ? 'этой публикации не увидит: она предназначена другим.'
            : out
              ? 'видит публикацию так.'
              : 'увидит публикацию так, когда она выйдет. Пока ее видите только вы.'
        }</span
      >
    </p>
    ${publication === null ? nothing : publicationTemplate(publication)}`
}

function publicationTemplate({ title, publishedAt, body, documents, stores, collections }: Seen): TemplateResult {
  const isBare = body.trim() === '' && documents.length + stores.length + collections.length === 0
  return html`<article class="publication expanded" aria-label=${title}>
    <header>
      <h3 class="disclose">${title}</h3>
      <time datetime=${publishedAt}>${dateText(publishedAt)}</time>
    </header>
    <div class="publication-body">
      ${isBare ? html`<p class="empty">В этой публикации пока ничего нет.</p>` : nothing}
      ${body.trim() === '' && documents.length === 0 ? nothing : blockTemplate('Общая информация', textTemplate(body, documents))}
      ${stores.length === 0 ? nothing : blockTemplate('Хранилище файлов', stores.map(storeTemplate))}
      ${collections.length === 0 ? nothing : blockTemplate('Сбор данных', collections.map(collectionTemplate))}
    </div>
  </article>`
}

function blockTemplate(title: string, content: unknown): TemplateResult {
  return html`<section class="block">
    <h4>${title}</h4>
    ${content}
  </section>`
}

function textTemplate(body: string, documents: Seen['documents']): TemplateResult {
  return html`<div class="prose">${unsafeHTML(body)}</div>
    ${
      documents.length === 0
        ? nothing
        : html`<ul class="file-list" aria-label="Документы">
            ${documents.map(
              ({ title, size }) =>
                html`<li class="file">
                  ${icons.document}
                  <div class="file-name"><span>${title}</span><small>${sizeText(size)}</small></div>
                </li>`,
            )}
          </ul>`
    }`
}

function storeTemplate({ title, page }: Seen['stores'][number]): TemplateResult {
  const { items, total } = page
  return html`<section class="store" aria-label=${title}>
    <header>
      ${icons.folder}
      <h5>${title}</h5>
      <p class="note">${counted(total, ['файл', 'файла', 'файлов'])}</p>
    </header>
    ${
      items.length === 0
        ? html`<p class="empty">Файлов для них здесь нет.</p>`
        : html`<ul class="file-list">
            ${items.map(fileTemplate)}
          </ul>`
    }
    ${total > items.length ? html`<p class="note">Показаны первые ${items.length} из ${total}.</p>` : nothing}
  </section>`
}

function fileTemplate({ name, size, canDownload }: StoredFile): TemplateResult {
  return html`<li class="file">
    ${canDownload ? icons.download : icons.lock}
    <div class="file-name"><span>${name}</span><small>${sizeText(size)}</small></div>
    <p class="file-mark">${canDownload ? 'Можно скачать' : 'Виден, но скачать нельзя'}</p>
  </li>`
}

function collectionTemplate({ title, status, access, state, opensAt, closesAt, excel }: Collection): TemplateResult {
  const act = access === 'fill' ? `кнопка «${fillWord(status, state)}»` : 'статистика и список участников'
  return html`<section class="collection" aria-label=${title}>
    <header>
      <h5>${title}</h5>
      ${statusBadge(status)}
    </header>
    <p class="interval">${icons.calendar}<span>с ${momentText(opensAt)} до ${deadlineText(closesAt)}</span></p>
    <p class="note">Здесь ${act}${access === 'fill' && excel && status === 'open' ? ', шаблон Excel' : ''}.</p>
  </section>`
}
