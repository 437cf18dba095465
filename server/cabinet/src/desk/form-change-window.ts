import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { ActingView } from '../acting-view.ts'
import type { Collection } from '../api/wire.ts'
import { fileButton } from '../elements/file-button.ts'
import { icons } from '../elements/icons.ts'
import { Modal } from '../elements/modal.ts'
import { differenceTemplate } from './difference-parts.ts'
import type { Difference } from './difference-parts.ts'
import type { FormPreview } from './form-preview.ts'
import './form-preview.ts'
import { readingTemplate } from './form-reading.ts'
import type { FormReading } from './form-reading.ts'

/** A file that was read, and how it differs from the form that the collection has. */
interface Chosen {
  readonly source: string
  readonly reading: FormReading
  /** Null where the file has mistakes. */
  readonly difference: Difference | null
}

/**
 * «Заменить форму»: another version of its form for a running collection, looked at before it is put in.
 *
 * @fires lk-moved The collection has it; detail: the collection.
 */
@customElement('lk-form-change-window')
export class FormChangeWindow extends ActingView {
  @property({ attribute: false }) collection!: Collection
  @state() private wanted = false
  @state() private chosen: Chosen | null = null
  @query('lk-form-preview') private preview!: FormPreview

  constructor() {
    super()
    new Modal(this, { wanted: () => this.wanted, left: () => (this.wanted = false), dismissal: 'keyboard' })
  }

  open(): void {
    this.problem = ''
    this.chosen = null
    this.wanted = true
  }

  protected override render(): TemplateResult {
    const id = `form-change-${this.collection.id}`
    return html`<dialog class="window wide desk" aria-labelledby=${id}>
        <header>
          <h2 id=${id}>Заменить форму</h2>
          <button type="button" class="quiet square" @click=${() => (this.wanted = false)}>
            ${icons.close}<span class="unseen">Закрыть без замены</span>
          </button>
        </header>
        ${this.wanted ? this.#contentTemplate() : nothing}
      </dialog>
      <lk-form-preview></lk-form-preview>`
  }

  #contentTemplate(): TemplateResult {
    const { title, version } = this.collection.form
    const reading = this.chosen?.reading
    return html`<p>
        Сейчас: ${title}, версия ${version}. Черновики перейдут на новую версию, открытые таблицы обновятся сами; сданные отчеты
        останутся такими, какими сданы.
      </p>
      <div class="buttons">
        ${fileButton({
          icon: icons.document,
          text: 'Выбрать файл новой версии',
          accept: '.json,application/json',
          chosen: ([file]) => void (file && this.#picked(file)),
        })}
      </div>
      ${reading ? readingTemplate(reading, () => reading.form && this.preview.open(reading.form)) : nothing}
      ${this.chosen?.difference ? differenceTemplate(this.chosen.difference, title) : nothing}
      <footer class="buttons end">
        ${this.refusalTemplate()}
        <button type="button" class="button" @click=${() => (this.wanted = false)}>Не заменять</button>
        ${
          this.chosen?.difference
            ? html`<button
                type="button"
                class="button primary"
                aria-disabled=${this.busy}
                @click=${() => void this.#put(this.chosen?.source ?? '')}
              >
                Заменить форму
              </button>`
            : nothing
        }
      </footer>`
  }

  async #picked(file: File): Promise<void> {
    await this.told(async () => {
      this.chosen = null
      const source = await file.text()
      const { api } = this.cabinet
      const reading = await api.call('post /api/admin/forms/reading', { body: { source } })
      this.chosen = { source, reading, difference: null }
      if (!reading.form) return
      const { form, version } = this.collection.form
      const { items } = await api.call('get /api/admin/forms')
      const now = items.find((one) => one.form === form && one.version === version)
      const params = { id: now?.id ?? '' }
      const difference = await api.call('post /api/admin/forms/{id}/difference', { params, body: { source } })
      this.chosen = { source, reading, difference }
    })
  }

  async #put(source: string): Promise<void> {
    await this.told(async () => {
      const params = { id: this.collection.id }
      const collection = await this.cabinet.api.call('post /api/collections/{id}/form', { params, body: { source } })
      this.wanted = false
      this.cabinet.say('Форма заменена.')
      this.dispatchEvent(new CustomEvent('lk-moved', { detail: collection }))
    })
  }
}
