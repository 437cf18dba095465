import type { Task } from '@lit/task'
import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Section } from '../api/wire.ts'
import { icons } from '../elements/icons.ts'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import { sectionPath } from '../router/routes.ts'
import { Page } from './page.ts'

/** All sections of the cabinet. */
@customElement('lk-sections-page')
export class SectionsPage extends Page {
  /** The sections, loaded by the shell. */
  @property({ attribute: false, hasChanged: () => true }) sections!: Task<readonly unknown[], readonly Section[]>
  @property({ attribute: false }) retry: () => void = () => undefined

  protected override get heading(): string {
    return 'Разделы'
  }

  protected override render(): TemplateResult {
    return html`<div class="page">
      <h1 tabindex="-1">Разделы</h1>
      ${this.sections.render({
        pending: () => (this.sections.value ? listTemplate(this.sections.value) : waitingTemplate()),
        complete: (sections) => listTemplate(sections),
        error: (error) => problemTemplate(error, this.retry),
      })}
    </div>`
  }
}

function listTemplate(sections: readonly Section[]): TemplateResult {
  if (sections.length === 0)
    return html`<p class="empty">Разделов пока нет. Они появятся, когда организатор опубликует материалы.</p>`
  return html`<ul class="sections">
    ${sections.map(
      ({ slug, title }) =>
        html`<li>
          <a href=${sectionPath(slug)}>${icons.folder}<span>${title}</span>${icons.chevron}</a>
        </li>`,
    )}
  </ul>`
}
