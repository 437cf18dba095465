import { consume } from '@lit/context'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { ApiProblem } from '../api/problem.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import { fileButton } from '../elements/file-button.ts'
import { icons } from '../elements/icons.ts'
import { View } from '../view.ts'

/**
 * «Добавить документ»: files for the general information of a publication, each titled by its name.
 *
 * @fires lk-added A document is there.
 */
@customElement('lk-document-button')
export class DocumentButton extends View {
  /** Slugs of the publication's address. */
  @property({ attribute: false }) section = ''
  @property({ attribute: false }) publication = ''
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet
  /** From 0 to 1 while a file is on its way. */
  @state() private share: number | null = null
  #stop = new AbortController()

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#stop.abort()
    this.#stop = new AbortController()
  }

  protected override render(): TemplateResult {
    const chosen = (files: readonly File[]): void => void this.#sendAll(files)
    const disabled = this.share !== null
    return html`${fileButton({ icon: icons.add, text: 'Добавить документ', look: 'small', multiple: true, disabled, chosen })}
    ${this.share === null ? nothing : html`<progress max="1" .value=${this.share} aria-label="Документ отправляется"></progress>`}`
  }

  async #sendAll(files: readonly File[]): Promise<void> {
    for (const file of files) await this.#send(file)
    this.dispatchEvent(new Event('lk-added'))
  }

  async #send(file: File): Promise<void> {
    const title = file.name.includes('.') ? file.name.slice(0, file.name.lastIndexOf('.')) : file.name
    const place = { params: { section: this.section, slug: this.publication }, query: { name: file.name, title } }
    const sent = { file, progress: (share: number) => (this.share = share), signal: this.#stop.signal }
    try {
      this.share = 0
      await this.cabinet.api.send('post /api/admin/publications/{section}/{slug}/documents', place, sent)
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      this.cabinet.say(`${file.name}: ${error.message}`)
    } finally {
      this.share = null
    }
  }
}
