import { consume } from '@lit/context'
import { Task } from '@lit/task'
import type { DraftStore, TabelForm } from '@tabel/renderer'
import { html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import { Modal } from '../elements/modal.ts'
import { View } from '../view.ts'

/**
 * The table over the cabinet (Manual §3.3, Рис. 14). The address says whether it is open, so Back closes it and a reload opens it
 * again. It stays alive behind the scenes until what was typed is on the server or in the journal.
 *
 * @fires lk-left The table is closed and has done its sending.
 */
@customElement('lk-form-window')
export class FormWindow extends View {
  /** Id of the collection. */
  @property({ attribute: false }) collection = ''
  @property({ attribute: false }) wanted = false
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet
  /** The form is in the page, open or still sending. */
  @state() private alive = false
  @query('tabel-form') private form!: TabelForm | null
  #store: DraftStore | null = null

  /** The form and its checker are loaded when somebody opens one. */
  readonly #renderer = new Task(this, {
    task: async () => await import('@tabel/renderer'),
    args: () => [this.alive] as const,
    autoRun: false,
  })

  constructor() {
    super()
    new Modal(this, { wanted: () => this.wanted, left: () => this.#close(), dismissal: 'asked' })
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed)
    if (!changed.has('wanted')) return
    if (this.wanted) {
      this.alive = true
      if (this.#renderer.value === undefined) void this.#renderer.run()
    } else if (changed.get('wanted') === true) void this.#leave()
  }

  protected override render(): TemplateResult {
    return html`<dialog class="window whole" aria-label="Заполнение формы">
      ${this.alive ? this.#contentTemplate() : nothing}
    </dialog>`
  }

  #contentTemplate(): unknown {
    return this.#renderer.render({
      pending: () => waitingTemplate('Открываем форму…'),
      complete: ({ httpDraftStore }) => {
        const { cabinet, collection } = this
        const { events, me } = cabinet
        this.#store ??= httpDraftStore({ base: '/api', collection, account: me.login, csrf: () => this.cabinet.csrf(), events })
        return html`<tabel-form
          theme="auto"
          .store=${this.#store}
          @tabel-close=${() => this.#close()}
          @tabel-submitted=${(event: CustomEvent<{ number: number | null }>) => this.#submitted(event.detail.number)}
          @tabel-signed-out=${() => void this.#signInAgain()}
        ></tabel-form>`
      },
      error: (error) =>
        html`<div class="alone">
          ${problemTemplate(error, () => void this.#renderer.run())}
          <button type="button" class="button" @click=${() => this.#close()}>Закрыть</button>
        </div>`,
    })
  }

  #close(): void {
    this.cabinet.router.closeOver('form')
  }

  #submitted(number: number | null): void {
    this.cabinet.say(number === null ? 'Отчет сдан' : `Отчет сдан. Номер ${number}`)
  }

  async #signInAgain(): Promise<void> {
    if (await this.cabinet.signInAgain()) this.form?.resume()
  }

  async #leave(): Promise<void> {
    const sent = (await this.form?.flush()) ?? true
    if (sent) this.cabinet.unsent.delete(this.collection)
    else this.cabinet.unsent.add(this.collection)
    // Somebody may have opened it again in the meantime.
    if (!this.wanted) {
      this.alive = false
      this.#store = null
    }
    this.dispatchEvent(new Event('lk-left'))
  }
}
