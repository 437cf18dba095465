import { Task } from '@lit/task'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import { icons } from '../elements/icons.ts'
import { Modal } from '../elements/modal.ts'
import { View } from '../view.ts'
import type { FormReading } from './form-reading.ts'

type PreviewedForm = NonNullable<FormReading['form']>

/** A form as schools will see it: it can be filled, and nothing goes anywhere. */
@customElement('lk-form-preview')
export class FormPreview extends View {
  @state() private form: PreviewedForm | null = null

  readonly #renderer = new Task(this, {
    task: async () => (await import('@tabel/renderer')).memoryAttachments(),
    args: () => [this.form !== null] as const,
    autoRun: false,
  })

  constructor() {
    super()
    new Modal(this, { wanted: () => this.form !== null, left: () => (this.form = null), dismissal: 'asked' })
  }

  open(form: PreviewedForm): void {
    this.form = form
    if (this.#renderer.value === undefined) void this.#renderer.run()
  }

  protected override render(): TemplateResult {
    return html`<dialog class="window data" aria-label="Просмотр формы">
      ${
        this.form === null
          ? nothing
          : html`<div class="entered">
                <p class="note">Так форму увидят организации. Введенное здесь нигде не сохраняется.</p>
                <button type="button" class="button small" @click=${() => (this.form = null)}>
                  ${icons.close}Закрыть просмотр
                </button>
              </div>
              ${this.#renderer.render({
                pending: () => waitingTemplate('Открываем форму…'),
                complete: (attachments) =>
                  html`<tabel-form
                    theme="auto"
                    .form=${this.form}
                    .data=${{}}
                    .attachments=${attachments}
                    @tabel-close=${() => (this.form = null)}
                  ></tabel-form>`,
                error: (error) => problemTemplate(error, () => void this.#renderer.run()),
              })}`
      }
    </dialog>`
  }
}
