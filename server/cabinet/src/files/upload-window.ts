import { consume } from '@lit/context'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { ApiProblem } from '../api/problem.ts'
import type { Addressees, Store } from '../api/wire.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import type { CircleChoice } from '../desk/circle-fields.ts'
import '../desk/circle-fields.ts'
import { fileButton } from '../elements/file-button.ts'
import { icons } from '../elements/icons.ts'
import { Modal } from '../elements/modal.ts'
import { addresseeWords } from '../text/words.ts'
import { View } from '../view.ts'
import { sendingsTemplate } from './upload-list.ts'
import type { Sending } from './upload-list.ts'

/** So many files are sent at once. */
const atOnce = 3

/**
 * «Добавить файлы»: the organizer says for whom, chooses many files, and sees how far each one is.
 *
 * @fires lk-placed Something lies in the store that did not before.
 */
@customElement('lk-upload-window')
export class UploadWindow extends View {
  @property({ attribute: false }) store!: Store
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet
  @state() private wanted = false
  @state() private addressees: Addressees = { for: 'all', kinds: [], regions: [] }
  @state() private regionsWrong = false
  @state() private sendings: readonly Sending[] = []
  #stop = new AbortController()

  constructor() {
    super()
    new Modal(this, { wanted: () => this.wanted, left: () => this.#close(), dismissal: 'keyboard' })
  }

  open(): void {
    this.addressees = { for: 'all', kinds: [], regions: [] }
    this.regionsWrong = false
    this.sendings = []
    this.#stop = new AbortController()
    this.wanted = true
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#stop.abort()
  }

  protected override render(): TemplateResult {
    const id = `upload-${this.store.id}`
    return html`<dialog class="window small upload" aria-labelledby=${id}>
      <header>
        <div>
          <h2 id=${id}>Добавить файлы</h2>
          <p class="note">${this.store.title}</p>
        </div>
        <button type="button" class="quiet square" @click=${() => this.#close()}>
          ${icons.close}<span class="unseen">Закрыть</span>
        </button>
      </header>
      ${this.wanted ? this.#formTemplate() : nothing}
    </dialog>`
  }

  #formTemplate(): TemplateResult {
    const done = this.sendings.filter(({ state: one }) => one === 'done' || one === 'failed').length
    return html`<label class="field">
        Для кого
        <select
          @change=${(event: Event) => this.#address({ for: (event.target as HTMLSelectElement).value as Addressees['for'] })}
        >
          ${Object.entries(addresseeWords).map(
            ([value, word]) => html`<option value=${value} ?selected=${value === this.addressees.for}>${word}</option>`,
          )}
        </select>
      </label>
      ${this.addressees.for === 'organisations' ? this.#groupsTemplate() : nothing}
      ${
        this.addressees.for === 'organisation'
          ? html`<p class="note">
              Логин организации – в имени файла, например: «Коды edu010001.pdf». Файл получит только она; файлы без логина приняты
              не будут.
            </p>`
          : nothing
      }
      <div class="buttons">
        ${fileButton({ icon: icons.document, text: 'Выбрать файлы', look: 'primary', multiple: true, chosen: this.#chosen })}
        <p class="note" role="status">${this.sendings.length === 0 ? '' : `Обработано ${done} из ${this.sendings.length}`}</p>
      </div>
      ${sendingsTemplate(this.sendings)}`
  }

  #groupsTemplate(): TemplateResult {
    return html`<lk-circle-fields
      .circle=${this.addressees}
      @lk-circle=${(event: CustomEvent<CircleChoice | null>) => {
        this.regionsWrong = event.detail === null
        if (event.detail) this.#address({ kinds: event.detail.kinds, regions: event.detail.regions })
      }}
    ></lk-circle-fields>`
  }

  #address(change: Partial<Addressees>): void {
    this.addressees = { ...this.addressees, ...change }
    if (this.addressees.for !== 'organisations') this.addressees = { ...this.addressees, kinds: [], regions: [] }
  }

  readonly #chosen = (files: readonly File[]): void => {
    if (this.regionsWrong) return
    const first = this.sendings.length
    this.sendings = [
      ...this.sendings,
      ...files.map((file) => ({ file, state: 'waiting', share: 0, placed: null, problem: '' }) as const),
    ]
    void this.#sendAll(first, files.length, this.addressees)
  }

  /** Sends the files from place `first` on, a few at once. */
  async #sendAll(first: number, count: number, addressees: Addressees): Promise<void> {
    let next = first
    const worker = async (): Promise<void> => {
      while (next < first + count) {
        const place = next
        next += 1
        await this.#send(place, addressees)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
    this.dispatchEvent(new Event('lk-placed'))
  }

  async #send(place: number, addressees: Addressees): Promise<void> {
    const file = this.sendings[place]?.file
    if (!file || this.#stop.signal.aborted) return
    const progress = (share: number): void => this.#set(place, { state: 'sending', share })
    try {
      progress(0)
      const placed = await this.cabinet.api.placeFile(this.store.id, file, addressees, progress, this.#stop.signal)
      this.#set(place, { state: 'done', placed })
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      this.#set(place, { state: 'failed', problem: error.message })
    }
  }

  #set(place: number, change: Partial<Sending>): void {
    this.sendings = this.sendings.map((sending, at) => (at === place ? { ...sending, ...change } : sending))
  }

  #close(): void {
    this.#stop.abort()
    this.wanted = false
  }
}
