import { Task } from '@lit/task'
import { html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { unsafeHTML } from 'lit/directives/unsafe-html.js'
import { documentAddress, publicPublication } from '../api/client.ts'
import type { Publication, PublicationDocument } from '../api/wire.ts'
import { icons } from '../elements/icons.ts'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import { markTemplate } from '../elements/mark.ts'
import { dateText } from '../text/dates.ts'
import { sizeText } from '../text/sizes.ts'
import { View } from '../view.ts'
import './sign-in.ts'

/** A publication read by somebody who is not signed in; where it is not public, the page for signing in, which leads to it. */
@customElement('lk-public-publication')
export class PublicPublicationPage extends View {
  /** Slugs of the address. */
  @property({ attribute: false }) section = ''
  @property({ attribute: false }) slug = ''

  readonly #found: Task<readonly [string, string], Publication | null> = new Task(this, {
    task: ([section, slug], { signal }) => publicPublication(section, slug, signal),
    args: () => [this.section, this.slug] as const,
  })

  protected override render(): unknown {
    return this.#found.render({
      pending: () => html`<main class="alone">${waitingTemplate()}</main>`,
      complete: (publication) =>
        publication === null ? html`<lk-sign-in-page></lk-sign-in-page>` : publicationTemplate(publication),
      error: (error) => html`<main class="alone">${problemTemplate(error, () => void this.#found.run())}</main>`,
    })
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed)
    const title = this.#found.value?.title
    if (title !== undefined) document.title = `${title} – Табель`
  }
}

function publicationTemplate({ title, section, publishedAt, body, documents }: Publication): TemplateResult {
  return html`<header class="top">
      <div class="bar">
        <a class="product" href="/lk">${markTemplate()}<span>Табель</span></a>
        <a class="button primary" href="/lk">Войти в личный кабинет</a>
      </div>
    </header>
    <main class="page">
      <h1>${title}</h1>
      <p class="note">${section.title}, <time datetime=${publishedAt}>${dateText(publishedAt)}</time></p>
      <div class="prose">${unsafeHTML(body)}</div>
      ${
        documents.length === 0
          ? nothing
          : html`<ul class="file-list documents" aria-label="Документы">
              ${documents.map(documentTemplate)}
            </ul>`
      }
    </main>`
}

function documentTemplate({ id, title, name, size }: PublicationDocument): TemplateResult {
  return html`<li class="file">
    ${icons.document}
    <div class="file-name">
      <span>${title}</span>
      <small>${name}, ${sizeText(size)}</small>
    </div>
    <a class="button small" href=${documentAddress(id, false)} download=${name} aria-label="Сохранить «${title}»">
      ${icons.download}Сохранить
    </a>
  </li>`
}
