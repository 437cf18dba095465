import { Editor } from '@tiptap/core'
import { TableKit } from '@tiptap/extension-table'
import StarterKit from '@tiptap/starter-kit'
import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { View } from '../view.ts'
import { commands } from './rich-text-commands.ts'

/** The editor of a text: headings, emphasis, lists, links, tables. What else is pasted loses its dress. */
@customElement('lk-rich-text')
export class RichText extends View {
  /** HTML to begin with. */
  @property({ attribute: false }) value = ''
  /** Id of the element that names it. */
  @property({ attribute: false }) labelledBy = ''
  @query('.rich-text-page') private page!: HTMLElement
  /** Counts what happens in the editor, so that the buttons show where the caret stands. */
  @state() private moment = 0
  @state() private link: string | null = null
  #editor: Editor | null = null

  /** What is written now: HTML; empty when there is nothing but space. */
  get html(): string {
    return this.#editor && !this.#editor.isEmpty ? this.#editor.getHTML() : ''
  }

  protected override render(): TemplateResult {
    return html`<div class="rich-text" data-moment=${this.moment}>
      <div class="rich-text-bar" role="toolbar" aria-label="Оформление текста">
        ${commands.map(
          ({ name, sign, active, run }) =>
            html`<button
              type="button"
              class="quiet"
              title=${name}
              aria-label=${name}
              aria-pressed=${this.#editor ? active(this.#editor) : false}
              @click=${() => this.#editor && run(this.#editor)}
            >
              ${sign}
            </button>`,
        )}
        <button
          type="button"
          class="quiet"
          aria-pressed=${this.#editor?.isActive('link') ?? false}
          @click=${() => (this.link = this.link === null ? this.#linkHere() : null)}
        >
          Ссылка
        </button>
      </div>
      ${this.link === null ? '' : this.#linkTemplate(this.link)}
      <div class="rich-text-page prose"></div>
    </div>`
  }

  protected override firstUpdated(): void {
    this.#editor = new Editor({
      element: this.page,
      content: this.value,
      // Our style sheet dresses it; the page forbids style elements.
      injectCSS: false,
      extensions: [
        StarterKit.configure({
          heading: { levels: [3, 4] },
          link: { openOnClick: false, protocols: ['mailto', 'tel'], HTMLAttributes: { target: null, rel: null } },
          code: false,
          codeBlock: false,
          strike: false,
          underline: false,
        }),
        TableKit.configure({ table: { resizable: false } }),
      ],
      editorProps: { attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-labelledby': this.labelledBy } },
      onTransaction: () => (this.moment += 1),
    })
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#editor?.destroy()
    this.#editor = null
  }

  #linkTemplate(link: string): TemplateResult {
    return html`<div class="rich-text-link">
      <label class="field">
        Адрес ссылки
        <input
          type="text"
          inputmode="url"
          placeholder="https://…"
          .value=${link}
          @input=${(event: Event) => (this.link = (event.target as HTMLInputElement).value)}
          @keydown=${(event: KeyboardEvent) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            this.#setLink()
          }}
        />
      </label>
      <button type="button" class="button small" @click=${() => this.#setLink()}>Поставить</button>
    </div>`
  }

  #linkHere(): string {
    return String(this.#editor?.getAttributes('link')['href'] ?? '')
  }

  /** An empty address takes the link away. */
  #setLink(): void {
    const chain = this.#editor?.chain().focus().extendMarkRange('link')
    const address = this.link?.trim() ?? ''
    if (address === '') chain?.unsetLink().run()
    else chain?.setLink({ href: /^[a-z]+:/iu.test(address) ? address : `https://${address}` }).run()
    this.link = null
  }
}
