import { consume } from '@lit/context'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { documentAddress } from '../api/client.ts'
import type { PublicationDocument } from '../api/wire.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext, placeContext } from '../cabinet.ts'
import { ApiProblem } from '../api/problem.ts'
import type { Confirm } from '../elements/confirm.ts'
import '../elements/confirm.ts'
import { icons } from '../elements/icons.ts'
import type { Place } from '../router/router.ts'
import { sizeText } from '../text/sizes.ts'
import { View } from '../view.ts'
import './document-window.ts'

/**
 * Documents of the general information: each can be opened to be read, or saved. Manual §3.1, Рис. 8.
 *
 * @fires lk-removed The organizer has taken one away.
 */
@customElement('lk-documents')
export class DocumentsBlock extends View {
  @property({ attribute: false }) documents: readonly PublicationDocument[] = []
  /** Address of the publication. */
  @property({ attribute: false }) path = ''
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet
  @query('lk-confirm') private confirm!: Confirm
  @consume({ context: placeContext, subscribe: true }) @state() private place!: Place

  protected override render(): TemplateResult {
    const wanted = this.place.query.get('document')
    const shown = this.documents.find(({ id, viewable }) => viewable && id === wanted) ?? null
    return html`<ul class="file-list documents" aria-label="Документы">
        ${this.documents.map((document) => this.#documentTemplate(document))}
      </ul>
      <lk-document-window .document=${shown}></lk-document-window>
      ${this.cabinet.me.role === 'fed' ? html`<lk-confirm></lk-confirm>` : nothing}`
  }

  async #remove(id: string, title: string): Promise<void> {
    const text = `Документ «${title}» исчезнет из публикации у всех.`
    if (!(await this.confirm.ask({ title: 'Убрать документ?', text, yes: 'Убрать', no: 'Оставить' }))) return
    try {
      await this.cabinet.api.call('post /api/admin/documents/{id}/removal', { params: { id } })
      this.cabinet.say('Документ убран.')
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      this.cabinet.say(error.message)
    }
    this.dispatchEvent(new Event('lk-removed'))
  }

  #documentTemplate({ id, title, name, size, viewable }: PublicationDocument): TemplateResult {
    return html`<li class="file">
      ${icons.document}
      <div class="file-name">
        <span>${title}</span>
        <small>${kindOf(name)}, ${sizeText(size)}</small>
      </div>
      <div class="buttons">
        ${
          viewable
            ? html`<button
                type="button"
                class="button small"
                aria-label="Открыть «${title}»"
                @click=${() => this.cabinet.router.openOver(this.path, { document: id })}
              >
                ${icons.look}Открыть
              </button>`
            : nothing
        }
        <a class="button small" href=${documentAddress(id, false)} download=${name} aria-label="Сохранить «${title}»">
          ${icons.download}Сохранить
        </a>
        ${
          this.cabinet.me.role === 'fed'
            ? html`<button
                type="button"
                class="quiet square"
                title="Убрать документ"
                aria-label="Убрать документ «${title}»"
                @click=${() => void this.#remove(id, title)}
              >
                ${icons.close}
              </button>`
            : nothing
        }
      </div>
    </li>`
  }
}

/** The ending of a name, as people call kinds of files: «PDF». */
function kindOf(name: string): string {
  return name.includes('.') ? name.slice(name.lastIndexOf('.') + 1).toUpperCase() : 'файл'
}
