import { consume } from '@lit/context'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { ApiProblem } from '../api/problem.ts'
import type { UploadPreview } from '../api/wire.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import { fileButton } from '../elements/file-button.ts'
import { icons } from '../elements/icons.ts'
import { waitingTemplate } from '../elements/loading.ts'
import { Modal } from '../elements/modal.ts'
import { View } from '../view.ts'
import { previewTemplate } from './workbook-preview.ts'
import type { Choice } from './workbook-preview.ts'

const noChoice: Choice = { mine: new Set(), removeMissing: false }

/** How far a workbook is. */
type Stage =
  | { readonly name: 'choosing' }
  | { readonly name: 'sending'; readonly share: number }
  | { readonly name: 'looking'; readonly preview: UploadPreview }
  | { readonly name: 'applying'; readonly preview: UploadPreview }
  | { readonly name: 'applied'; readonly preview: UploadPreview }

/**
 * «Загрузить файл Excel»: a filled workbook is sent, what it changes is looked at, and then it is done – or not.
 *
 * @fires lk-applied The report has changed.
 */
@customElement('lk-workbook-window')
export class WorkbookWindow extends View {
  /** Id of the collection. */
  @property({ attribute: false }) collection = ''
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet
  @state() private wanted = false
  @state() private stage: Stage = { name: 'choosing' }
  @state() private choice: Choice = noChoice
  @state() private problem = ''
  #stop = new AbortController()

  constructor() {
    super()
    new Modal(this, { wanted: () => this.wanted, left: () => this.#close(), dismissal: 'keyboard' })
  }

  open(): void {
    this.stage = { name: 'choosing' }
    this.choice = noChoice
    this.problem = ''
    this.#stop = new AbortController()
    this.wanted = true
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#stop.abort()
  }

  protected override render(): TemplateResult {
    const id = `workbook-${this.collection}`
    return html`<dialog class="window wide" aria-labelledby=${id}>
      <header>
        <h2 id=${id}>Загрузить файл Excel</h2>
        <button type="button" class="quiet square" @click=${() => this.#close()}>
          ${icons.close}<span class="unseen">Закрыть окно</span>
        </button>
      </header>
      ${this.problem === '' ? nothing : html`<p class="problem plain" role="alert">${this.problem}</p>`}
      <div class="scroll" tabindex="0" role="region" aria-labelledby=${id}>${this.wanted ? this.#stageTemplate() : nothing}</div>
      ${this.wanted ? this.#buttonsTemplate() : nothing}
    </dialog>`
  }

  #stageTemplate(): unknown {
    const { stage } = this
    switch (stage.name) {
      case 'choosing':
        return html`<p>
            Выберите шаблон, который вы скачали и заполнили. Сначала будет показано, что изменится; до вашего согласия в отчете не
            изменится ничего.
          </p>
          ${fileButton({
            icon: icons.document,
            text: 'Выбрать файл Excel',
            look: 'primary',
            accept: '.xlsx,.xlsm',
            chosen: ([file]) => void (file && this.#chosen(file)),
          })}`
      case 'sending':
        return html`<p role="status">Файл читается…</p>
          <progress max="1" .value=${stage.share} aria-label="Отправка файла"></progress>`
      case 'looking':
        return html`<div class="preview">
          <p class="note">${stage.preview.name}</p>
          ${previewTemplate(stage.preview, this.choice, (choice) => (this.choice = choice))}
        </div>`
      case 'applying':
        return waitingTemplate()
      case 'applied':
        return html`<p role="status">Данные из файла внесены. Откройте форму, проверьте их и сдайте отчет.</p>`
    }
  }

  #buttonsTemplate(): TemplateResult | typeof nothing {
    const { stage } = this
    if (stage.name === 'looking') {
      const { changes, added, conflicts, missing } = stage.preview
      const idle = changes.total + added.total + conflicts.total + missing.total === 0
      return html`<div class="buttons">
        <button type="button" class="button primary" ?disabled=${idle} @click=${() => void this.#apply(stage.preview)}>
          Внести в отчет
        </button>
        <button type="button" class="button" @click=${() => this.open()}>Выбрать другой файл</button>
      </div>`
    }
    if (stage.name !== 'applied') return nothing
    return html`<div class="buttons">
      <button type="button" class="button primary" @click=${() => this.#close()}>Готово</button>
      <button type="button" class="button" @click=${() => void this.#undo(stage.preview)}>Отменить загрузку</button>
    </div>`
  }

  async #chosen(file: File): Promise<void> {
    this.stage = { name: 'sending', share: 0 }
    this.choice = noChoice
    const progress = (share: number): void => void (this.stage = { name: 'sending', share })
    const preview = await this.#try(() => this.cabinet.api.sendWorkbook(this.collection, file, progress, this.#stop.signal))
    this.stage = preview === null ? { name: 'choosing' } : { name: 'looking', preview }
  }

  async #apply(preview: UploadPreview): Promise<void> {
    const { mine, removeMissing } = this.choice
    this.stage = { name: 'applying', preview }
    const done = await this.#try(async () => (await this.cabinet.api.applyUpload(preview, [...mine], removeMissing), true))
    this.stage = done === null ? { name: 'looking', preview } : { name: 'applied', preview }
    if (done !== null) this.dispatchEvent(new CustomEvent('lk-applied'))
  }

  async #undo(preview: UploadPreview): Promise<void> {
    const left = await this.#try(() => this.cabinet.api.undoUpload(preview.id))
    if (left === null) return
    this.cabinet.say(left === 0 ? 'Загрузка отменена.' : 'Загрузка отменена; то, что изменили после нее, осталось.')
    this.dispatchEvent(new CustomEvent('lk-applied'))
    this.#close()
  }

  /** Null when the server refused; why is shown. */
  async #try<T>(work: () => Promise<T>): Promise<T | null> {
    this.problem = ''
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      if (!this.#stop.signal.aborted) this.problem = error.message
      return null
    }
  }

  #close(): void {
    this.#stop.abort()
    this.wanted = false
  }
}
