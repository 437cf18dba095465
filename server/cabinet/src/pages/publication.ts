import { consume } from '@lit/context'
import { Task, initialState } from '@lit/task'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { unsafeHTML } from 'lit/directives/unsafe-html.js'
import { ApiProblem } from '../api/problem.ts'
import type { Publication, PublicationHead } from '../api/wire.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import type { CollectionBlock } from '../collection/collection-block.ts'
import '../collection/collection-block.ts'
import type { CollectionMaker } from '../desk/collection-maker.ts'
import '../desk/document-button.ts'
import { onDemand } from '../desk/on-demand.ts'
import type { PreviewWindow } from '../desk/preview-window.ts'
import type { PublicationWindow } from '../desk/publication-window.ts'
import '../files/documents-block.ts'
import '../files/stores-block.ts'
import { icons } from '../elements/icons.ts'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import { publicationPath } from '../router/routes.ts'
import { dateText, momentText, shortDay } from '../text/dates.ts'
import { View } from '../view.ts'

/**
 * One publication: a heading with two icons that expand it, and its blocks. Manual §2, Рис. 5–7.
 *
 * @fires lk-toggle One of the icons was pressed.
 * @fires lk-changed The organizer has changed its title or day.
 * @fires lk-copied There is another like it; detail: its slug.
 */
@customElement('lk-publication')
export class PublicationCard extends View {
  @property({ attribute: false }) section = ''
  @property({ attribute: false }) head!: PublicationHead
  @property({ attribute: false }) expanded = false
  /** The first end of what is collected in it now, ISO time; empty where nothing is. */
  @property({ attribute: false }) closesAt = ''
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet

  /** Loaded when it is expanded for the first time. */
  readonly #whole: Task<readonly [Cabinet, string, string, boolean], Publication> = new Task(this, {
    task: async ([cabinet, section, slug, expanded], { signal }): Promise<Publication | typeof initialState> =>
      expanded ? cabinet.api.publication(section, slug, signal) : (this.#whole.value ?? initialState),
    args: () => [this.cabinet, this.section, this.head.slug, this.expanded] as const,
  })

  protected override render(): TemplateResult {
    const { slug, title, publishedAt } = this.head
    const body = `publication-${slug}`
    const act = this.expanded ? 'Свернуть' : 'Развернуть'
    return html`<article class="publication ${this.expanded ? 'expanded' : ''}" aria-label=${title}>
      <header>
        <h2>
          <button type="button" class="disclose" aria-expanded=${this.expanded} aria-controls=${body} @click=${this.#toggle}>
            ${icons.chevron}<span>${title}</span>
          </button>
        </h2>
        ${this.closesAt === '' || this.expanded ? nothing : html`<span class="pill open">Сбор до ${shortDay(this.closesAt)}</span>`}
        ${this.#keptTemplate()}<time datetime=${publishedAt}>${dateText(publishedAt)}</time>
        <button
          type="button"
          class="quiet square unfold"
          aria-expanded=${this.expanded}
          aria-controls=${body}
          title=${act}
          @click=${this.#toggle}
        >
          ${this.expanded ? icons.fold : icons.unfold}<span class="unseen">${act} публикацию</span>
        </button>
      </header>
      <div id=${body} class="publication-body" ?hidden=${!this.expanded}>${this.expanded ? this.#bodyTemplate() : nothing}</div>
    </article>`
  }

  /** What nobody but the organizer sees: a draft, or something to come. */
  #keptTemplate(): TemplateResult | typeof nothing {
    const { kept, publishedAt } = this.head
    if (!kept) return nothing
    if (kept.hidden) return html`<span class="pill draft">Черновик</span>`
    return Date.parse(publishedAt) > Date.now() ? html`<span class="pill draft">Еще не вышла</span>` : nothing
  }

  #bodyTemplate(): unknown {
    const ready = this.#whole.value
    return this.#whole.render({
      initial: () => waitingTemplate(),
      pending: () => (ready ? this.#blocksTemplate(ready) : waitingTemplate()),
      complete: (publication) => this.#blocksTemplate(publication),
      error: (error) => problemTemplate(error, () => void this.#whole.run()),
    })
  }

  /** What the organizer does with a publication. */
  #deskTemplate(): TemplateResult {
    const { section, head } = this
    return html`<div class="buttons">
        <button type="button" class="button small" @click=${() => void this.#edit()}>${icons.edit}Изменить публикацию</button>
        <button type="button" class="button small" @click=${() => void this.#look()}>${icons.look}Посмотреть как…</button>
        <lk-document-button
          .section=${section}
          .publication=${head.slug}
          @lk-added=${() => void this.#whole.run()}
        ></lk-document-button>
        <button type="button" class="button small" @click=${() => void this.#copy()}>
          ${icons.calendar}Скопировать на год вперед
        </button>
        <button type="button" class="button small" @click=${() => void this.#addCollection()}>
          ${icons.add}Новый сбор данных
        </button>
      </div>
      <lk-publication-window
        .section=${section}
        .publication=${this.#whole.value ?? null}
        @lk-published=${() => this.#changed()}
      ></lk-publication-window>
      <lk-publication-window
        class="copy"
        .section=${section}
        @lk-published=${(event: CustomEvent<string>) => this.dispatchEvent(new CustomEvent('lk-copied', { detail: event.detail }))}
      ></lk-publication-window>
      <lk-preview-window .section=${section} .publication=${head.slug}></lk-preview-window>
      <lk-collection-maker
        .section=${section}
        .publication=${head.slug}
        @lk-opened=${() => void this.#whole.run()}
      ></lk-collection-maker>`
  }

  async #edit(): Promise<void> {
    const load = () => import('../desk/publication-window.ts')
    ;(await onDemand<PublicationWindow>(this, 'lk-publication-window:not(.copy)', load, this.cabinet.say))?.open()
  }

  async #copy(): Promise<void> {
    const { api, say } = this.cabinet
    const load = () => import('../desk/publication-window.ts')
    const copier = await onDemand<PublicationWindow>(this, 'lk-publication-window.copy', load, say)
    const params = { section: this.section, slug: this.head.slug }
    try {
      copier?.open(await api.call('get /api/admin/publications/{section}/{slug}/copy', { params }))
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      say(error.message)
    }
  }

  async #look(): Promise<void> {
    const load = () => import('../desk/preview-window.ts')
    ;(await onDemand<PreviewWindow>(this, 'lk-preview-window', load, this.cabinet.say))?.open()
  }

  async #addCollection(): Promise<void> {
    const load = () => import('../desk/collection-maker.ts')
    ;(await onDemand<CollectionMaker>(this, 'lk-collection-maker', load, this.cabinet.say))?.open()
  }

  #wayTemplate({ id, title, status, closesAt, access }: Publication['collections'][number]): TemplateResult | typeof nothing {
    if (status === 'closed') return nothing
    return html`<p class="way-down">
      ${icons.table}<span><strong>Идет сбор данных</strong> до ${momentText(closesAt)}</span>
      <button type="button" class="button small" @click=${() => this.#goDown(id)}>
        ${icons.down}${access === 'fill' ? 'К форме' : 'К статистике'}<span class="unseen"> «${title}»</span>
      </button>
    </p>`
  }

  #goDown(id: string): void {
    const block = [...this.querySelectorAll<CollectionBlock>('lk-collection')].find(({ given }) => given.id === id)
    block?.scrollIntoView({ block: 'center' })
    block?.querySelector<HTMLElement>('.button.primary, .button')?.focus({ preventScroll: true })
  }

  #changed(): void {
    void this.#whole.run()
    this.dispatchEvent(new Event('lk-changed'))
  }

  #blocksTemplate({ body, documents, stores, collections }: Publication): TemplateResult {
    const hasText = body.trim() !== ''
    // The organizer may add a store where there is none.
    const keeps = this.cabinet.me.role === 'fed'
    if (!keeps && !hasText && documents.length + stores.length + collections.length === 0)
      return html`<p class="empty">В этой публикации пока ничего нет.</p>`
    const path = publicationPath(this.section, this.head.slug)
    // What is to be done stands at the end, below all files.
    const far = documents.length + stores.length > 0
    return html`${keeps ? this.#deskTemplate() : nothing}${far ? collections.map((one) => this.#wayTemplate(one)) : nothing}${
      !hasText && documents.length === 0
        ? nothing
        : html`<section class="block">
            <h3>Общая информация</h3>
            ${hasText ? html`<div class="prose">${unsafeHTML(body)}</div>` : nothing}
            ${
              documents.length === 0
                ? nothing
                : html`<lk-documents
                    .documents=${documents}
                    .path=${path}
                    @lk-removed=${() => void this.#whole.run()}
                  ></lk-documents>`
            }
          </section>`
    }
    ${
      stores.length === 0 && !keeps
        ? nothing
        : html`<lk-stores
            .stores=${stores}
            .section=${this.section}
            .publication=${this.head.slug}
            @lk-made=${() => void this.#whole.run()}
          ></lk-stores>`
    }
    ${
      collections.length === 0
        ? nothing
        : html`<section class="block">
            <h3>Сбор данных</h3>
            ${repeat(
              collections,
              (collection) => collection.id,
              (collection) => html`<lk-collection .given=${collection} .path=${path}></lk-collection>`,
            )}
          </section>`
    }`
  }

  readonly #toggle = (): void => {
    this.dispatchEvent(new Event('lk-toggle'))
  }
}
