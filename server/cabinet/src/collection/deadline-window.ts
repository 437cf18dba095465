import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { ActingView } from '../acting-view.ts'
import type { Collection } from '../api/wire.ts'
import type { DateField } from '../elements/date-field.ts'
import '../elements/date-field.ts'
import { icons } from '../elements/icons.ts'
import { Modal } from '../elements/modal.ts'
import { fromMoscow, inMoscow, moscow } from '../text/dates.ts'
import { listed } from '../text/lists.ts'

/**
 * «Изменить срок»: the end of a collection in Moscow time, for all or, with a reason, for some.
 *
 * @fires lk-moved Detail: the {@link Collection} as it is now.
 */
@customElement('lk-deadline-window')
export class DeadlineWindow extends ActingView {
  @property({ attribute: false }) collection!: Collection
  @state() private wanted = false
  /** The time is for some organisations alone. */
  @state() private some = false
  @query('lk-date-field') private field!: DateField

  constructor() {
    super()
    new Modal(this, { wanted: () => this.wanted, left: () => (this.wanted = false), dismissal: 'keyboard' })
  }

  open(): void {
    this.problem = ''
    this.some = false
    this.wanted = true
  }

  protected override render(): TemplateResult {
    const { id, closesAt } = this.collection
    return html`<dialog class="window small" aria-labelledby="deadline-${id}">
      <header>
        <h2 id="deadline-${id}">Изменить срок</h2>
        <button type="button" class="quiet square" @click=${() => (this.wanted = false)}>
          ${icons.close}<span class="unseen">Закрыть</span>
        </button>
      </header>
      ${
        this.wanted
          ? html`<form class="sign-in-form" novalidate @submit=${(event: Event) => void this.#submit(event)}>
              <p>
                Открытые формы продолжат работу с того места, где их остановило окончание сбора. Сданные отчеты останутся
                сданными.
              </p>
              ${this.refusalTemplate()}
              <lk-date-field
                class="field"
                label="Окончание сбора, по московскому времени"
                with-time
                zone=${moscow}
                .defaultValue=${inMoscow(closesAt)}
              ></lk-date-field>
              <label class="field">
                Только для этих организаций (если пусто – для всех)
                <textarea
                  name="logins"
                  rows="2"
                  placeholder="edu010001, edu010002"
                  spellcheck="false"
                  @input=${(event: Event) => (this.some = (event.target as HTMLTextAreaElement).value.trim() !== '')}
                ></textarea>
              </label>
              ${
                this.some
                  ? html`<label class="field">
                      Причина: организация увидит ее рядом со сроком
                      <input type="text" name="reason" maxlength="1000" />
                    </label>`
                  : nothing
              }
              <button class="button primary wide">${this.some ? 'Продлить' : 'Изменить срок'}</button>
            </form>`
          : nothing
      }
    </dialog>`
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault()
    const { value, validationMessage } = this.field
    if (value === '') return void (this.problem = validationMessage || 'Укажите дату и время окончания.')
    const given = new FormData(event.target as HTMLFormElement)
    const text = (name: string): string => (given.get(name) as string | null)?.trim() ?? ''
    const logins = listed(text('logins'))
    const { api, say } = this.cabinet
    const { id } = this.collection
    await this.told(async () => {
      if (logins.length === 0) {
        const moved = await api.moveDeadline(id, fromMoscow(value))
        this.dispatchEvent(new CustomEvent('lk-moved', { detail: moved }))
      } else {
        const body = { closesAt: fromMoscow(value), logins, reason: text('reason') }
        await api.call('post /api/collections/{id}/extensions', { params: { id }, body })
      }
      this.wanted = false
      say(logins.length === 0 ? 'Срок изменен.' : `Срок продлен: ${logins.join(', ')}.`)
    })
  }
}
