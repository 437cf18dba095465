import { consume } from '@lit/context'
import { Task, initialState } from '@lit/task'
import type { DraftStore, TabelForm } from '@tabel/renderer'
import { html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { ParticipantData } from '../api/wire.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import { Modal } from '../elements/modal.ts'
import { momentText, moscowDay } from '../text/dates.ts'
import { View } from '../view.ts'

interface Shown {
  readonly entered: ParticipantData
  readonly store: DraftStore
}

/**
 * What one organisation has entered, to look at only but for the part that the form leaves to whoever looks. A click outside the window closes it. Manual §3.3, Рис. 23.
 *
 * @fires lk-history The person wants to see how it came to that.
 * @fires lk-parked The person wants to see what was typed after the end.
 */
@customElement('lk-data-window')
export class DataWindow extends View {
  /** Id of the collection. */
  @property({ attribute: false }) collection = ''
  /** Id of the organisation; null closes the window. */
  @property({ attribute: false }) organisation: string | null = null
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet

  /** Stays a little longer than the window: until what was typed is sent. */
  @state() private shown: string | null = null
  @query('tabel-form') private form!: TabelForm | null

  readonly #shown = new Task(this, {
    task: async ([cabinet, collection, organisation], { signal }): Promise<Shown | typeof initialState> => {
      if (organisation === null) return initialState
      const [entered, form, { httpAttachments, httpDraftStore, readOnlyStore }] = await Promise.all([
        cabinet.api.participantData(collection, organisation, signal),
        cabinet.api.form(collection, signal),
        import('@tabel/renderer'),
      ])
      const title = entered.organisation.name
      if (entered.fills) {
        const { events, me } = cabinet
        const csrf = () => cabinet.csrf()
        const store = httpDraftStore({
          base: '/api',
          collection,
          participant: organisation,
          account: me.login,
          csrf,
          events,
          title,
        })
        return { entered, store }
      }
      return {
        entered,
        store: readOnlyStore({
          form,
          data: entered.data,
          today: moscowDay(Date.now()),
          title,
          attachments: httpAttachments({ base: '/api', collection }),
        }),
      }
    },
    args: () => [this.cabinet, this.collection, this.shown] as const,
  })

  constructor() {
    super()
    new Modal(this, { wanted: () => this.organisation !== null, left: () => this.#close(), dismissal: 'anyhow' })
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed)
    if (!changed.has('organisation')) return
    if (this.organisation !== null) this.shown = this.organisation
    else if (this.shown !== null) void this.#leave()
  }

  protected override render(): TemplateResult {
    return html`<dialog class="window data" aria-label="Данные организации">
      ${
        this.shown === null
          ? nothing
          : this.#shown.render({
              initial: () => waitingTemplate(),
              pending: () => waitingTemplate(),
              complete: ({ entered, store }) =>
                html`<div class="entered">
                    <p>${enteredText(entered)}</p>
                    ${entered.fillsNow ? html`<p class="note">${partText}</p>` : nothing}
                    ${
                      entered.changedAt === null
                        ? nothing
                        : html`<button type="button" class="button small" @click=${() => this.#tell('lk-history')}>
                            История изменений
                          </button>`
                    }
                    ${
                      entered.parked === 0
                        ? nothing
                        : html`<button type="button" class="button small" @click=${() => this.#tell('lk-parked')}>
                            Введено после окончания сбора
                          </button>`
                    }
                  </div>
                  <tabel-form
                    theme="auto"
                    .store=${store}
                    .readOnly=${!entered.fills}
                    @tabel-close=${() => this.#close()}
                    @tabel-signed-out=${() => void this.#signInAgain()}
                  ></tabel-form>`,
              error: (error) => problemTemplate(error, () => void this.#shown.run()),
            })
      }
    </dialog>`
  }

  #tell(what: 'lk-history' | 'lk-parked'): void {
    this.dispatchEvent(new CustomEvent(what))
  }

  async #leave(): Promise<void> {
    await this.form?.flush()
    // Somebody may have opened it again in the meantime.
    if (this.organisation === null) this.shown = null
  }

  async #signInAgain(): Promise<void> {
    if (await this.cabinet.signInAgain()) this.form?.resume()
  }

  #close(): void {
    this.cabinet.router.closeOver('data')
  }
}

const partText = 'Лист, который заполняете вы, сохраняется сам и входит в результаты. Сдавать его не нужно.'

/** Whether this is what was submitted, or a draft. */
function enteredText({ status, changedAt, submittedAt }: ParticipantData): string {
  if (changedAt === null) return 'Данные еще не вносились.'
  if (status !== 'submitted' || submittedAt === null)
    return `Черновик, отчет еще не сдан. Последнее изменение ${momentText(changedAt)}.`
  if (Date.parse(changedAt) <= Date.parse(submittedAt)) return `Отчет сдан ${momentText(submittedAt)}.`
  return `Отчет сдан ${momentText(submittedAt)}. Показан черновик с несданными изменениями от ${momentText(changedAt)}.`
}
