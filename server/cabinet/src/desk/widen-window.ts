import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { ActingView } from '../acting-view.ts'
import { icons } from '../elements/icons.ts'
import { Modal } from '../elements/modal.ts'
import { counted } from '../text/plural.ts'
import type { CircleChoice } from './circle-fields.ts'
import './circle-fields.ts'

/**
 * «Добавить участников»: opens a collection to a wider circle.
 *
 * @fires lk-widened There may be more participants.
 */
@customElement('lk-widen-window')
export class WidenWindow extends ActingView {
  /** Id of the collection. */
  @property({ attribute: false }) collection = ''
  @state() private wanted = false
  @state() private circle: CircleChoice | null = { kinds: [], regions: [] }

  constructor() {
    super()
    new Modal(this, { wanted: () => this.wanted, left: () => (this.wanted = false), dismissal: 'keyboard' })
  }

  open(): void {
    this.circle = { kinds: [], regions: [] }
    this.problem = ''
    this.wanted = true
  }

  protected override render(): TemplateResult {
    const id = `widen-${this.collection}`
    return html`<dialog class="window small upload" aria-labelledby=${id}>
      <header>
        <h2 id=${id}>Добавить участников</h2>
        <button type="button" class="quiet square" @click=${() => (this.wanted = false)}>
          ${icons.close}<span class="unseen">Закрыть</span>
        </button>
      </header>
      ${this.wanted ? this.#formTemplate() : nothing}
    </dialog>`
  }

  #formTemplate(): TemplateResult {
    return html`<form class="sign-in-form" novalidate @submit=${(event: Event) => void this.#submit(event)}>
      <p>Сбор откроется всем, кто отмечен и кому предназначена форма. Кто уже участвует, останется; введенное не пропадет.</p>
      ${this.refusalTemplate()}
      <lk-circle-fields
        .circle=${this.circle ?? { kinds: [], regions: [] }}
        @lk-circle=${(event: CustomEvent<CircleChoice | null>) => (this.circle = event.detail)}
      ></lk-circle-fields>
      <button class="button primary wide">Добавить</button>
    </form>`
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault()
    if (this.circle === null) return void (this.problem = 'Проверьте коды регионов: по две цифры, через запятую.')
    const body = this.circle as { readonly kinds: readonly ('edu' | 'ksh' | 'spo')[]; readonly regions: readonly string[] }
    const { api, say } = this.cabinet
    await this.told(async () => {
      const { came } = await api.call('post /api/admin/collections/{id}/circle', { params: { id: this.collection }, body })
      this.wanted = false
      say(came === 0 ? 'Новых участников нет.' : `Добавлено: ${counted(came, ['организация', 'организации', 'организаций'])}.`)
      this.dispatchEvent(new Event('lk-widened'))
    })
  }
}
