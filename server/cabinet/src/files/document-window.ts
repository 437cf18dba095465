import { consume } from '@lit/context'
import { html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { documentAddress } from '../api/client.ts'
import type { PublicationDocument } from '../api/wire.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import { icons } from '../elements/icons.ts'
import { waitingTemplate } from '../elements/loading.ts'
import { Modal } from '../elements/modal.ts'
import { View } from '../view.ts'

/**
 * A document over the page, to be read: a PDF or a picture. Nothing of it runs: pictures are pictures, and the pages of a PDF are
 * drawn by us. What draws them is loaded when the first PDF is opened.
 */
@customElement('lk-document-window')
export class DocumentWindow extends View {
  /** Null closes the window. */
  @property({ attribute: false }) document: PublicationDocument | null = null
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet
  @state() private drawing: 'loading' | 'ready' | 'failed' = 'loading'

  constructor() {
    super()
    new Modal(this, { wanted: () => this.document !== null, left: () => this.#close(), dismissal: 'anyhow' })
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed)
    if (changed.has('document') && this.document?.type === 'application/pdf') void this.#load()
  }

  protected override render(): TemplateResult {
    const { document } = this
    return html`<dialog class="window wide reader" aria-labelledby="document-title">
      ${document === null ? nothing : this.#contentTemplate(document)}
    </dialog>`
  }

  #contentTemplate({ id, title, name, type }: PublicationDocument): TemplateResult {
    return html`<header>
        <h2 id="document-title">${title}</h2>
        <div class="buttons">
          <a class="button small" href=${documentAddress(id, false)} download=${name}>${icons.download}Сохранить</a>
          <button type="button" class="quiet square" @click=${() => this.#close()}>
            ${icons.close}<span class="unseen">Закрыть документ</span>
          </button>
        </div>
      </header>
      <div class="scroll" tabindex="0" role="region" aria-label="Документ">
        ${
          type === 'application/pdf'
            ? this.#pdfTemplate(id)
            : html`<img class="picture" src=${documentAddress(id, true)} alt=${title} />`
        }
      </div>`
  }

  #pdfTemplate(id: string): TemplateResult {
    if (this.drawing === 'failed')
      return html`<p class="problem" role="alert">
        ${icons.alert}Показать документ не удалось. Сохраните его и откройте на компьютере.
      </p>`
    if (this.drawing === 'loading') return waitingTemplate()
    return html`<lk-pdf .address=${documentAddress(id, true)} @lk-failed=${() => (this.drawing = 'failed')}></lk-pdf>`
  }

  async #load(): Promise<void> {
    this.drawing = 'loading'
    try {
      await import('./pdf-pages.ts')
      this.drawing = 'ready'
    } catch {
      this.drawing = 'failed'
    }
  }

  #close(): void {
    this.cabinet.router.closeOver('document')
  }
}
