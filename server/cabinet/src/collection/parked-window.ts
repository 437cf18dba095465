import { Task, initialState } from '@lit/task'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { ActingView } from '../acting-view.ts'
import type { ParkedSave, ParkedTaken } from '../api/wire.ts'
import { icons } from '../elements/icons.ts'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import { Modal } from '../elements/modal.ts'
import { momentText } from '../text/dates.ts'
import { changesTemplate } from './changes-list.ts'

/**
 * What was typed after the end of a collection. While it is open again, a school takes it into its report, or drops it.
 *
 * @fires lk-decided Something was taken or dropped.
 */
@customElement('lk-parked-window')
export class ParkedWindow extends ActingView {
  /** Id of the collection. */
  @property({ attribute: false }) collection = ''
  /** Id of an organisation below; null for one's own report. */
  @property({ attribute: false }) organisation: string | null = null
  @property({ attribute: false }) wanted = false
  /** The collection is open: a school may decide. */
  @property({ attribute: false }) open = false

  readonly #saves = new Task(this, {
    task: async ([cabinet, id, organisation, wanted], { signal }): Promise<readonly ParkedSave[] | typeof initialState> =>
      wanted ? cabinet.api.parked(id, organisation, signal) : initialState,
    args: () => [this.cabinet, this.collection, this.organisation, this.wanted] as const,
  })

  constructor() {
    super()
    new Modal(this, { wanted: () => this.wanted, left: () => this.#close(), dismissal: 'anyhow' })
  }

  protected override render(): TemplateResult {
    const id = `parked-${this.collection}`
    return html`<dialog class="window wide" aria-labelledby=${id}>
      <header>
        <h2 id=${id}>Введено после окончания сбора</h2>
        <button type="button" class="quiet square" @click=${() => this.#close()}>
          ${icons.close}<span class="unseen">Закрыть окно</span>
        </button>
      </header>
      <p class="note">
        ${
          this.open && this.organisation === null
            ? 'Эти изменения сохранены отдельно и в отчет не вошли. Сбор снова открыт: их можно внести.'
            : 'Эти изменения сохранены отдельно и в отчет не вошли. Если сбор продлят, организация сможет их внести.'
        }
      </p>
      ${this.refusalTemplate()}
      <div class="scroll" tabindex="0" role="region" aria-labelledby=${id}>
        ${
          this.wanted
            ? this.#saves.render({
                initial: () => waitingTemplate(),
                pending: () => waitingTemplate(),
                complete: (saves) => this.#savesTemplate(saves),
                error: (error) => problemTemplate(error, () => void this.#saves.run()),
              })
            : nothing
        }
      </div>
      ${
        this.open && this.organisation === null
          ? html`<div class="buttons">
              <button type="button" class="button primary" @click=${() => void this.#take()}>Внести в отчет</button>
              <button type="button" class="button" @click=${() => void this.#drop()}>Не вносить и удалить</button>
            </div>`
          : nothing
      }
    </dialog>`
  }

  #savesTemplate(saves: readonly ParkedSave[]): TemplateResult {
    if (saves.length === 0) return html`<p class="empty">Больше ничего не отложено.</p>`
    return html`<ol class="history">
      ${saves.map(
        ({ at, by, changes }) =>
          html`<li>
            <div>
              <p><time datetime=${at}>${momentText(at)}</time>, ${by}</p>
              ${changesTemplate(changes)}
            </div>
          </li>`,
      )}
    </ol>`
  }

  async #take(): Promise<void> {
    await this.told(async () => {
      const taken = await this.cabinet.api.takeParked(this.collection)
      this.dispatchEvent(new CustomEvent('lk-decided'))
      if (taken.refused.length > 0) {
        this.problem = refusedText(taken)
        return void this.#saves.run()
      }
      this.cabinet.say('Изменения внесены в отчет. Проверьте и сдайте его.')
      this.#close()
    })
  }

  async #drop(): Promise<void> {
    await this.told(async () => {
      await this.cabinet.api.dropParked(this.collection)
      this.dispatchEvent(new CustomEvent('lk-decided'))
      this.cabinet.say('Отложенные изменения удалены.')
      this.#close()
    })
  }

  #close(): void {
    this.problem = ''
    this.cabinet.router.closeOver('parked')
  }
}

function refusedText({ taken, refused }: ParkedTaken): string {
  const [first] = refused
  return `Внесено не все: ${taken > 0 ? `внесено сохранений – ${taken}, ` : ''}не внесено – ${refused.length}. ${first?.message ?? ''}`
}
