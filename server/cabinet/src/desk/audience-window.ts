import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { ActingView } from '../acting-view.ts'
import type { StoredFile } from '../api/wire.ts'
import { icons } from '../elements/icons.ts'
import { Modal } from '../elements/modal.ts'
import { addresseeWords } from '../text/words.ts'
import type { CircleChoice } from './circle-fields.ts'
import './circle-fields.ts'

let made = 0

/**
 * «Изменить получателей»: says anew whom a placed file is for.
 *
 * @fires lk-placed It is for others now.
 */
@customElement('lk-audience-window')
export class AudienceWindow extends ActingView {
  /** Null closes the window. */
  @state() private file: StoredFile | null = null
  @state() private addressee: 'all' | 'organisations' = 'all'
  /** Null while a region is written wrong. */
  @state() private circle: CircleChoice | null = { kinds: [], regions: [] }
  readonly #id = `audience-${(made += 1)}`

  constructor() {
    super()
    new Modal(this, { wanted: () => this.file !== null, left: () => (this.file = null), dismissal: 'keyboard' })
  }

  open(file: StoredFile): void {
    const { audience } = file
    this.addressee = audience?.addressee === 'organisations' ? 'organisations' : 'all'
    this.circle = { kinds: audience?.kinds ?? [], regions: audience?.regions ?? [] }
    this.problem = ''
    this.file = file
  }

  protected override render(): TemplateResult {
    return html`<dialog class="window small upload" aria-labelledby=${this.#id}>
      <header>
        <div>
          <h2 id=${this.#id}>Кому предназначен файл</h2>
          <p class="note">${this.file?.name}</p>
        </div>
        <button type="button" class="quiet square" @click=${() => (this.file = null)}>
          ${icons.close}<span class="unseen">Закрыть</span>
        </button>
      </header>
      ${this.file === null ? nothing : this.#formTemplate(this.file)}
    </dialog>`
  }

  #formTemplate(file: StoredFile): TemplateResult {
    return html`<form class="sign-in-form" novalidate @submit=${(event: Event) => void this.#submit(event, file)}>
      ${this.refusalTemplate()}
      <label class="field">
        Для кого
        <select
          @change=${(event: Event) =>
            (this.addressee = (event.target as HTMLSelectElement).value === 'organisations' ? 'organisations' : 'all')}
        >
          ${(['all', 'organisations'] as const).map(
            (value) => html`<option value=${value} ?selected=${value === this.addressee}>${addresseeWords[value]}</option>`,
          )}
        </select>
      </label>
      ${
        this.addressee === 'organisations'
          ? html`<lk-circle-fields
              .circle=${this.circle ?? { kinds: [], regions: [] }}
              @lk-circle=${(event: CustomEvent<CircleChoice | null>) => (this.circle = event.detail)}
            ></lk-circle-fields>`
          : nothing
      }
      <p class="note">Кому файл больше не предназначен, тот перестанет его видеть. Кто уже скачал, останется в отчете.</p>
      <button class="button primary wide">Сохранить</button>
    </form>`
  }

  async #submit(event: Event, { id }: StoredFile): Promise<void> {
    event.preventDefault()
    const { addressee, circle } = this
    if (circle === null) return void (this.problem = 'Проверьте коды регионов: по две цифры, через запятую.')
    const of = addressee === 'organisations' ? circle : { kinds: [], regions: [] }
    const body = { addressee, kinds: of.kinds as readonly ('edu' | 'ksh' | 'spo')[], regions: of.regions }
    await this.told(async () => {
      await this.cabinet.api.call('patch /api/admin/placements/{id}', { params: { id }, body })
      this.file = null
      this.cabinet.say('Получатели изменены.')
      this.dispatchEvent(new Event('lk-placed'))
    })
  }
}
