import { consume } from '@lit/context'
import { Task } from '@lit/task'
import { html } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { ApiProblem } from '../api/problem.ts'
import type { SectionPublications } from '../api/wire.ts'
import { placeContext } from '../cabinet.ts'
import { onDemand } from '../desk/on-demand.ts'
import type { PublicationWindow } from '../desk/publication-window.ts'
import { icons } from '../elements/icons.ts'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import type { Place } from '../router/router.ts'
import { publicationPath, sectionPath } from '../router/routes.ts'
import { findPublications, monthsOf } from '../text/find-publications.ts'
import type { Wanted } from '../text/find-publications.ts'
import { missingTemplate } from './missing.ts'
import { Page } from './page.ts'
import './publication.ts'

/** A section of fewer publications needs no search. */
const fewest = 3
const nothingWanted: Wanted = { words: '', month: '' }

/** A section: its publications, each collapsed until asked for. The address names the one expanded last. */
@customElement('lk-section-page')
export class SectionPage extends Page {
  /** Slug of the section. */
  @property({ attribute: false }) section = ''
  @consume({ context: placeContext, subscribe: true }) @state() private place!: Place
  @state() private wanted = nothingWanted

  readonly #list = new Task(this, {
    task: ([cabinet, section], { signal }) => cabinet.api.publications(section, signal),
    args: () => [this.cabinet, this.section] as const,
  })

  /** Where data are collected now; a list without it is better than none. */
  readonly #open = new Task(this, {
    task: ([cabinet], { signal }) => cabinet.api.openCollections(signal),
    args: () => [this.cabinet] as const,
  })

  protected override get heading(): string {
    const list = this.#list.value
    const slug = this.place.params['slug']
    const opened = list?.items.find((item) => item.slug === slug)
    return opened?.title ?? list?.section.title ?? 'Раздел'
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed)
    if (changed.has('section')) this.wanted = nothingWanted
  }

  protected override render(): TemplateResult {
    const ready = this.#list.value
    return this.#list.render({
      pending: () => (ready?.section.slug === this.section ? this.#listTemplate(ready) : waitingTemplate()),
      complete: (list) => this.#listTemplate(list),
      error: (error) =>
        error instanceof ApiProblem && error.status === 404
          ? missingTemplate()
          : html`<div class="page">${problemTemplate(error, () => void this.#list.run())}</div>`,
    }) as TemplateResult
  }

  #listTemplate({ section, items }: SectionPublications): TemplateResult {
    const slug = this.place.params['slug']
    if (slug !== undefined && !items.some((item) => item.slug === slug)) return missingTemplate()
    const found = findPublications(items, this.wanted)
    return html`<div class="page">
      <h1 tabindex="-1">${section.title}</h1>
      ${this.cabinet.me.role === 'fed' ? this.#deskTemplate(section.slug) : ''}
      ${items.length === 0 ? html`<p class="empty">В этом разделе пока нет публикаций.</p>` : ''}
      ${items.length < fewest ? '' : this.#searchTemplate(items, found.length)}
      ${repeat(
        found,
        (item) => item.slug,
        (item) =>
          html`<lk-publication
            .section=${section.slug}
            .head=${item}
            .closesAt=${this.#closesAt(item.slug)}
            .expanded=${this.place.expanded.includes(item.slug)}
            @lk-toggle=${() => this.#toggle(item.slug)}
            @lk-changed=${() => void this.#list.run()}
            @lk-copied=${(event: CustomEvent<string>) => this.#published(event.detail)}
          ></lk-publication>`,
      )}
    </div>`
  }

  #closesAt(slug: string): string {
    const first = this.#open.value?.find(({ section, publication }) => section === this.section && publication === slug)
    return first?.closesAt ?? ''
  }

  #searchTemplate(items: SectionPublications['items'], found: number): TemplateResult {
    const { words, month } = this.wanted
    const isAsked = words + month !== ''
    return html`<form
      class="filters"
      role="search"
      aria-label="Публикации раздела"
      @submit=${(event: Event) => event.preventDefault()}
      @input=${(event: Event) => {
        const { name, value } = event.target as HTMLInputElement
        this.wanted = { ...this.wanted, [name]: value }
      }}
    >
      <label class="search">
        ${icons.search}<span class="unseen">Найти публикацию по названию</span>
        <input type="search" name="words" placeholder="Найти публикацию по названию" maxlength="100" .value=${words} />
      </label>
      <label>
        <span class="unseen">Когда вышла</span>
        <select name="month">
          <option value="">За все время</option>
          ${monthsOf(items).map(([value, text]) => html`<option value=${value} ?selected=${value === month}>${text}</option>`)}
        </select>
      </label>
      <p class="note" role="status">${isAsked ? `Найдено: ${found}` : ''}</p>
    </form>`
  }

  /** The organizer adds to the section. */
  #deskTemplate(section: string): TemplateResult {
    return html`<div class="buttons">
        <button type="button" class="button primary" @click=${() => void this.#publish()}>${icons.add}Новая публикация</button>
      </div>
      <lk-publication-window
        .section=${section}
        @lk-published=${(event: CustomEvent<string>) => this.#published(event.detail)}
      ></lk-publication-window>`
  }

  async #publish(): Promise<void> {
    const load = () => import('../desk/publication-window.ts')
    ;(await onDemand<PublicationWindow>(this, '.page > lk-publication-window', load, this.cabinet.say))?.open()
  }

  #published(slug: string): void {
    void this.#list.run().then(() => this.#toggle(slug))
  }

  #toggle(slug: string): void {
    const { expanded } = this.place
    const next = expanded.includes(slug) ? expanded.filter((one) => one !== slug) : [...expanded, slug]
    const last = next.at(-1)
    const path = last === undefined ? sectionPath(this.section) : publicationPath(this.section, last)
    this.cabinet.router.expand(path, next)
  }
}
