import { fileFault, formatScalar, isFileRef, placeName } from '@tabel/engine'
import type { CellRef, CellRules, CompiledForm, FileRef, FormDocument } from '@tabel/engine'
import { LitElement, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { state } from 'lit/decorators.js'
import { words } from '../locales/words.ts'
import { AttachError, isShown } from '../store/attachments.ts'
import type { Attachments } from '../store/attachments.ts'
import { attachmentStyles } from './attachment.styles.ts'

/** What the window is about. */
export interface GivenAttachment {
  readonly form: CompiledForm
  readonly document: FormDocument
  readonly cell: CellRef
  /** The file may be changed; else it is only looked at. */
  readonly open: boolean
  readonly attachments: Attachments | null
  readonly put: (value: FileRef | null) => void
  readonly signedOut: () => void
  readonly closed: () => void
}

/** The file of one cell: seen, saved, put in, replaced, taken out. */
export class AttachmentWindow extends LitElement {
  static override styles = attachmentStyles

  given: GivenAttachment | null = null
  @state() protected fault = ''
  @state() protected sending: { readonly name: string; readonly share: number } | null = null
  @state() protected over = false
  #way: AbortController | null = null

  show(): void {
    this.#dialog?.showModal()
  }

  /** Sends a file and puts it into the cell. */
  async send(file: File): Promise<void> {
    const { given } = this
    const attach = given?.attachments?.attach
    const rules = this.#rules
    if (!given?.open || !attach || !rules || this.sending) return
    this.fault = file.size === 0 ? words.files.empty : (fileFault(rules, file) ?? '')
    if (this.fault !== '') return
    const way = new AbortController()
    this.#way = way
    this.sending = { name: file.name, share: 0 }
    try {
      const progress = (share: number): void => void (this.sending &&= { name: file.name, share })
      const value = await attach({ file, cell: given.cell, progress, signal: way.signal })
      if (way.signal.aborted) return
      given.put(value)
      this.#dialog?.close()
    } catch (error) {
      if (!(error instanceof AttachError)) throw error
      this.fault = error.message
      if (error.code === 'signed-out') given.signedOut()
    } finally {
      this.sending = null
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#way?.abort()
  }

  protected override render(): TemplateResult | typeof nothing {
    const { given } = this
    if (!given) return nothing
    const rules = this.#rules
    const place = placeName(given.form, given.document.data, { ...given.cell })
    return html`<dialog
      aria-labelledby="title"
      class=${this.over ? 'over' : ''}
      @close=${() => given.closed()}
      @keydown=${this.#onKey}
      @dragover=${this.#onOver}
      @dragleave=${() => (this.over = false)}
      @drop=${this.#onDrop}
    >
      <h3 id="title">${rules?.title ?? words.files.title}</h3>
      ${given.form.blocks[given.cell.block]?.kind === 'fields' ? nothing : html`<p class="place">${place}</p>`}
      ${this.sending ? this.#progress(this.sending) : this.#content(given, rules)}
      <p class="fault" role="alert">${this.fault}</p>
      <footer>
        ${
          this.sending
            ? html`<button type="button" @click=${() => this.#way?.abort()}>${words.files.cancel}</button>`
            : html`<button type="button" @click=${() => this.#dialog?.close()}>${words.files.close}</button>`
        }
      </footer>
    </dialog>`
  }

  #content(given: GivenAttachment, rules: CellRules | null): TemplateResult {
    const value = this.#value
    return html`${value ? this.#file(given, value) : html`<p>${words.files.none}</p>`}
    ${
      given.open
        ? html`<div class="choice">
              <button type="button" class=${value ? '' : 'main'} ?autofocus=${!value} @click=${() => this.#input?.click()}>
                ${value ? words.files.replace : words.files.choose}
              </button>
              ${value ? html`<button type="button" class="remove" @click=${this.#remove}>${words.files.remove}</button>` : nothing}
            </div>
            <input
              type="file"
              hidden
              aria-label=${words.files.choose}
              accept=${rules?.accept?.map((ending) => `.${ending}`).join(',') ?? nothing}
              @change=${this.#onChosen}
            />
            <p class="asked">${askedIn(rules)} <span>${words.files.drop}</span></p>`
        : nothing
    }`
  }

  #file({ attachments }: GivenAttachment, file: FileRef): TemplateResult {
    const shown = isShown(file.name) ? attachments?.address(file, true) : null
    const saved = attachments?.address(file, false)
    return html`<p class="file"><strong>${file.name}</strong> <span>${sizeOf(file.size)}</span></p>
      <p class="ways">
        ${shown ? html`<a href=${shown} target="_blank" rel="noopener" autofocus>${words.files.show}</a>` : nothing}
        ${saved ? html`<a href=${saved} download=${file.name} ?autofocus=${!shown}>${words.files.save}</a>` : nothing}
      </p>`
  }

  #progress({ name, share }: { readonly name: string; readonly share: number }): TemplateResult {
    return html`<p class="file"><strong>${name}</strong></p>
      <p class="way">
        <progress max="1" .value=${share} aria-label=${words.files.sending(name)}></progress>
        <span>${Math.round(share * 100)} %</span>
      </p>`
  }

  get #rules(): (CellRules & { readonly title?: string }) | null {
    const { given } = this
    if (!given) return null
    const column = given.form.blocks[given.cell.block]?.columns.find(({ key }) => key === given.cell.column)
    const rules = given.cell.row === null ? null : given.document.rulesAt(given.cell)
    return column ? { ...column, ...rules } : null
  }

  get #value(): FileRef | null {
    const { given } = this
    const isNew = given?.cell.row === null && given.form.blocks[given.cell.block]?.kind === 'dynamic'
    const value = given && !isNew ? given.document.read(given.cell) : null
    return isFileRef(value) ? value : null
  }

  get #dialog(): HTMLDialogElement | null {
    return this.renderRoot.querySelector('dialog')
  }

  get #input(): HTMLInputElement | null {
    return this.renderRoot.querySelector('input')
  }

  readonly #remove = (): void => {
    this.given?.put(null)
    this.#dialog?.close()
  }

  readonly #onChosen = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement
    const file = input.files?.[0]
    // The same file may be chosen once more.
    if (file) void this.send(file).finally(() => (input.value = ''))
  }

  /** No key is for the form behind, and a page that keeps its own window from Esc means that one. */
  readonly #onKey = (event: KeyboardEvent): void => {
    event.stopPropagation()
    if (event.key !== 'Escape') return
    event.preventDefault()
    this.#dialog?.close()
  }

  readonly #onOver = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    this.over = this.given?.open === true
  }

  readonly #onDrop = (event: DragEvent): void => {
    event.preventDefault()
    this.over = false
    const file = event.dataTransfer?.files[0]
    if (file) void this.send(file)
  }
}

function askedIn(rules: CellRules | null): string {
  const kinds = rules?.accept ? words.files.kinds(rules.accept.join(', ')) : ''
  const size = rules?.maxSize === undefined ? '' : words.files.upTo(formatScalar(rules.maxSize))
  const asked = [kinds, size].filter(Boolean).join(', ')
  return asked === '' ? '' : `${asked[0]?.toUpperCase()}${asked.slice(1)}.`
}

function sizeOf(bytes: number): string {
  return bytes < 1_000_000
    ? words.files.kilobytes(formatScalar(Math.ceil(bytes / 1000)))
    : words.files.megabytes(formatScalar(Math.ceil(bytes / 100_000) / 10))
}
