import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { ActingView } from '../acting-view.ts'
import type { Section } from '../api/wire.ts'
import { icons } from '../elements/icons.ts'
import { Modal } from '../elements/modal.ts'

/**
 * «Новый раздел» and «Переименовать раздел».
 *
 * @fires lk-sections The sections are others.
 */
@customElement('lk-section-window')
export class SectionWindow extends ActingView {
  @state() private wanted = false
  @state() private section: Section | null = null
  @query('input') private field!: HTMLInputElement

  constructor() {
    super()
    new Modal(this, { wanted: () => this.wanted, left: () => (this.wanted = false), dismissal: 'keyboard' })
  }

  /** @param section the one to rename; null for a new one. */
  open(section: Section | null): void {
    this.section = section
    this.problem = ''
    this.wanted = true
  }

  protected override render(): TemplateResult {
    return html`<dialog class="window small" aria-labelledby="section-window">
      <header>
        <h2 id="section-window">${this.section ? 'Переименовать раздел' : 'Новый раздел'}</h2>
        <button type="button" class="quiet square" @click=${() => (this.wanted = false)}>
          ${icons.close}<span class="unseen">Закрыть</span>
        </button>
      </header>
      ${this.wanted ? this.#formTemplate() : nothing}
    </dialog>`
  }

  #formTemplate(): TemplateResult {
    return html`<form class="sign-in-form" novalidate @submit=${(event: Event) => void this.#submit(event)}>
      ${this.refusalTemplate()}
      <label class="field">
        Название раздела
        <input type="text" maxlength="300" autofocus .defaultValue=${this.section?.title ?? ''} />
      </label>
      ${this.section ? html`<p class="note">Адрес раздела останется прежним: старые ссылки будут работать.</p>` : nothing}
      <button class="button primary wide">${this.section ? 'Переименовать' : 'Создать раздел'}</button>
    </form>`
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault()
    const title = this.field.value.trim()
    if (title === '') return void (this.problem = 'Напишите название раздела.')
    const { api, say } = this.cabinet
    await this.told(async () => {
      if (this.section)
        await api.call('post /api/admin/sections/{section}', { params: { section: this.section.slug }, body: { title } })
      else await api.call('post /api/admin/sections', { body: { title } })
      this.wanted = false
      say(this.section ? 'Раздел переименован.' : 'Раздел создан.')
      this.dispatchEvent(new Event('lk-sections', { bubbles: true }))
    })
  }
}
