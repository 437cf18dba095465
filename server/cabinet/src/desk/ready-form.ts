import { consume } from '@lit/context'
import { Task, initialState } from '@lit/task'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { readyFormAddress } from '../api/client.ts'
import type { Reply } from '../api/route-types.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import { icons } from '../elements/icons.ts'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import { counted } from '../text/plural.ts'
import { View } from '../view.ts'
import type { FormPreview } from './form-preview.ts'
import './form-preview.ts'
import { readingTemplate } from './form-reading.ts'
import type { FormReading } from './form-reading.ts'

/** A form that the product comes with. */
export type ReadyForm = Reply<'get /api/admin/ready-forms'>['items'][number]

/** A ready form on the page of forms: what it is, a look at it, and its file to begin one’s own with. */
@customElement('lk-ready-form')
export class ReadyFormCard extends View {
  @property({ attribute: false }) form!: ReadyForm
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet
  @state() private unfolded = false
  @query('lk-form-preview') private preview!: FormPreview

  readonly #reading = new Task(this, {
    task: async ([{ api }, id, unfolded], { signal }): Promise<FormReading | typeof initialState> => {
      if (!unfolded) return initialState
      const body = await api.call('get /api/admin/ready-forms/{id}', { params: { id }, signal })
      return api.call('post /api/admin/forms/reading', { body, signal })
    },
    args: () => [this.cabinet, this.form.id, this.unfolded] as const,
  })

  protected override render(): TemplateResult {
    const { id, title, hint, version, sheets, columns, checks } = this.form
    return html`<article class="form-card" aria-label=${title}>
      <h3>${title}</h3>
      <p class="note">
        Версия ${version}: ${counted(sheets, ['лист', 'листа', 'листов'])}, ${counted(columns, ['графа', 'графы', 'граф'])},
        ${counted(checks, ['проверка', 'проверки', 'проверок'])}
      </p>
      ${hint === null ? nothing : html`<p>${hint}</p>`}
      <div class="buttons">
        <button
          type="button"
          class="button small"
          aria-expanded=${this.unfolded}
          aria-controls="ready-${id}"
          @click=${() => (this.unfolded = !this.unfolded)}
        >
          ${this.unfolded ? icons.fold : icons.unfold}${this.unfolded ? 'Свернуть' : 'Что в ней'}
        </button>
        <a class="button small" href=${readyFormAddress(id)} download>${icons.download}Скачать файл формы</a>
      </div>
      <div id="ready-${id}" ?hidden=${!this.unfolded}>
        ${this.#reading.render({
          pending: () => waitingTemplate(),
          complete: (reading) => readingTemplate(reading, () => reading.form && this.preview.open(reading.form)),
          error: (error) => problemTemplate(error, () => void this.#reading.run()),
        })}
      </div>
      <lk-form-preview></lk-form-preview>
    </article>`
  }
}
