import type { Task } from '@lit/task'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { ApiProblem } from '../api/problem.ts'
import type { Section } from '../api/wire.ts'
import { onDemand } from '../desk/on-demand.ts'
import type { SectionWindow } from '../desk/section-window.ts'
import { icons } from '../elements/icons.ts'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import { sectionPath } from '../router/routes.ts'
import './open-collections.ts'
import { Page } from './page.ts'

/** All sections of the cabinet. */
@customElement('lk-sections-page')
export class SectionsPage extends Page {
  /** The sections, loaded by the shell. */
  @property({ attribute: false, hasChanged: () => true }) sections!: Task<readonly unknown[], readonly Section[]>
  @property({ attribute: false }) retry: () => void = () => undefined

  protected override get heading(): string {
    return 'Личный кабинет'
  }

  protected override render(): TemplateResult {
    return html`<div class="page">
      <h1 tabindex="-1">Личный кабинет</h1>
      <lk-open-collections></lk-open-collections>
      <h2 id="sections">Разделы</h2>
      ${this.sections.render({
        pending: () => (this.sections.value ? this.#listTemplate(this.sections.value) : waitingTemplate()),
        complete: (sections) => this.#listTemplate(sections),
        error: (error) => problemTemplate(error, this.retry),
      })}
      ${
        this.cabinet.me.role === 'fed'
          ? html`<div class="buttons">
                <button type="button" class="button" @click=${() => void this.#name(null)}>${icons.add}Новый раздел</button>
              </div>
              <lk-section-window @lk-sections=${() => this.retry()}></lk-section-window>`
          : nothing
      }
    </div>`
  }

  #listTemplate(sections: readonly Section[]): TemplateResult {
    if (sections.length === 0)
      return html`<p class="empty">Разделов пока нет. Они появятся, когда организатор опубликует материалы.</p>`
    const keeps = this.cabinet.me.role === 'fed'
    return html`<ul class="rows sections" aria-labelledby="sections">
      ${sections.map(
        (section, place) =>
          html`<li>
            <a href=${sectionPath(section.slug)}>${icons.folder}<span class="row-name">${section.title}</span>${icons.chevron}</a>
            ${keeps ? this.#keepingTemplate(sections, section, place) : nothing}
          </li>`,
      )}
    </ul>`
  }

  /** What the organizer does with a section. */
  #keepingTemplate(sections: readonly Section[], section: Section, place: number): TemplateResult {
    const { title } = section
    return html`<div class="buttons">
      <button
        type="button"
        class="quiet square"
        title="Переименовать"
        aria-label="Переименовать раздел «${title}»"
        @click=${() => void this.#name(section)}
      >
        ${icons.edit}
      </button>
      ${
        place === 0
          ? nothing
          : html`<button
              type="button"
              class="quiet square"
              title="Поднять"
              aria-label="Поднять раздел «${title}»"
              @click=${() => void this.#raise(sections, place)}
            >
              ${icons.up}
            </button>`
      }
    </div>`
  }

  async #name(section: Section | null): Promise<void> {
    const load = () => import('../desk/section-window.ts')
    ;(await onDemand<SectionWindow>(this, 'lk-section-window', load, this.cabinet.say))?.open(section)
  }

  async #raise(sections: readonly Section[], place: number): Promise<void> {
    const slugs = sections.map(({ slug }) => slug)
    slugs.splice(place - 1, 2, slugs[place] ?? '', slugs[place - 1] ?? '')
    try {
      await this.cabinet.api.call('post /api/admin/sections/order', { body: { slugs } })
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      this.cabinet.say(error.message)
    }
    this.retry()
  }
}
