import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { fileAddress } from '../api/client.ts'
import type { StoredFile } from '../api/wire.ts'
import { fileButton } from '../elements/file-button.ts'
import { icons } from '../elements/icons.ts'
import { momentText } from '../text/dates.ts'
import { sizeText } from '../text/sizes.ts'
import { audienceText } from '../text/words.ts'

/** What the organizer does with a placed file. */
interface Keeping {
  readonly addressed: () => void
  readonly replaced: (by: File) => void
  readonly removed: () => void
}

/**
 * A file of a store: its name, the download icon, and when this organisation downloaded it. Manual §3.2, Рис. 10.
 *
 * `downloading`: the icon was pressed a moment ago, and the server has not said yet that the file has arrived. `started`: the icon is
 * pressed. `keeping`: what the organizer does with it.
 */
export function fileTemplate(
  file: StoredFile,
  { downloading, started, keeping }: { readonly downloading: boolean; readonly started: () => void; readonly keeping: Keeping },
): TemplateResult {
  const { name, size, organisation, canDownload, audience } = file
  return html`<li class="file ${audience ? 'kept' : ''}">
    ${icons.document}
    <div class="file-name">
      <span>${name}</span>
      <small
        >${sizeText(size)}${organisation ? html` · ${organisation.name}` : ''}${
          audience && !organisation ? html` · ${audienceText(audience)}` : ''
        }</small
      >
    </div>
    <p class="file-mark">${markTemplate(file, downloading)}</p>
    ${
      canDownload
        ? html`<a
            class="quiet square"
            href=${fileAddress(file.id)}
            download=${name}
            title="Скачать файл"
            aria-label="Скачать файл «${name}»"
            @click=${started}
          >
            ${icons.download}
          </a>`
        : html`<span class="closed-file" title=${reasonOf(file)}>${icons.lock}</span>`
    }
    ${audience ? keepingTemplate(file, audience.addressee === 'organisation', keeping) : nothing}
  </li>`
}

/** @param isPersonal a file for one organisation is for nobody else, ever. */
function keepingTemplate({ name }: StoredFile, isPersonal: boolean, { addressed, replaced, removed }: Keeping): TemplateResult {
  return html`<div class="keeping">
    ${
      isPersonal
        ? nothing
        : html`<button
            type="button"
            class="quiet square"
            title="Изменить получателей"
            aria-label="Изменить получателей файла «${name}»"
            @click=${addressed}
          >
            ${icons.people}
          </button>`
    }
    ${fileButton({
      icon: icons.retry,
      text: '',
      tip: `Заменить файл «${name}»`,
      chosen: ([file]) => (file ? replaced(file) : undefined),
    })}
    <button type="button" class="quiet square" title="Убрать файл" aria-label="Убрать файл «${name}»" @click=${removed}>
      ${icons.close}
    </button>
  </div>`
}

function markTemplate(file: StoredFile, downloading: boolean): TemplateResult | string {
  if (!file.canDownload) return reasonOf(file)
  if (downloading) return 'Скачивается…'
  if (file.downloadedAt === null) return ''
  return html`${icons.done}<span>Скачан <time datetime=${file.downloadedAt}>${momentText(file.downloadedAt)}</time></span>`
}

function reasonOf({ organisation }: StoredFile): string {
  return organisation ? 'Только для этой организации' : 'Только для образовательных организаций'
}
