import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { ActingView } from '../acting-view.ts'
import { icons } from '../elements/icons.ts'
import { Modal } from '../elements/modal.ts'

/**
 * «Новое хранилище»: the organizer adds a store of files to a publication.
 *
 * @fires lk-made It is there.
 */
@customElement('lk-store-window')
export class StoreWindow extends ActingView {
  /** Slugs of the publication's address. */
  @property({ attribute: false }) section = ''
  @property({ attribute: false }) publication = ''
  @state() private wanted = false
  @query('input') private field!: HTMLInputElement
  @query('select') private choice!: HTMLSelectElement

  constructor() {
    super()
    new Modal(this, { wanted: () => this.wanted, left: () => (this.wanted = false), dismissal: 'keyboard' })
  }

  open(): void {
    this.problem = ''
    this.wanted = true
  }

  protected override render(): TemplateResult {
    const id = `new-store-${this.publication}`
    return html`<dialog class="window small upload" aria-labelledby=${id}>
      <header>
        <h2 id=${id}>Новое хранилище</h2>
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
      <label class="field">Название<input type="text" maxlength="200" /></label>
      <label class="field">
        Кто может скачивать
        <select>
          <option value="all">Все, кому предназначены файлы</option>
          <option value="organisations">Только образовательные организации</option>
        </select>
      </label>
      <button class="button primary wide">Создать хранилище</button>
    </form>`
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault()
    const title = this.field.value.trim()
    if (title === '') return void (this.problem = 'Напишите название хранилища.')
    const { section, publication } = this
    const audience = this.choice.value === 'organisations' ? 'organisations' : 'all'
    await this.told(async () => {
      await this.cabinet.api.makeStore({ section, publication, title, audience })
      this.wanted = false
      this.cabinet.say('Хранилище создано. Добавьте в него файлы.')
      this.dispatchEvent(new Event('lk-made', { bubbles: true }))
    })
  }
}
