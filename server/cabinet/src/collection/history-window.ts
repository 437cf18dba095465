import { consume } from '@lit/context'
import { Task, initialState } from '@lit/task'
import { html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { HistoryEntry, HistoryPage } from '../api/wire.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import { icons } from '../elements/icons.ts'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import { Modal } from '../elements/modal.ts'
import { momentText } from '../text/dates.ts'
import { View } from '../view.ts'
import { changesTemplate } from './changes-list.ts'

const howWords: Readonly<Record<HistoryEntry['how'], string>> = {
  web: '',
  xlsx: 'загрузка файла',
  refresh: 'обновление исходных данных',
  form: 'обновление формы',
}

/**
 * «История изменений»: who changed which cell from what to what, the latest first.
 *
 * @fires lk-version Detail: the version of the draft to look at.
 */
@customElement('lk-history-window')
export class HistoryWindow extends View {
  /** Id of the collection. */
  @property({ attribute: false }) collection = ''
  /** Id of an organisation below; null for one's own draft. */
  @property({ attribute: false }) organisation: string | null = null
  @property({ attribute: false }) wanted = false
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet
  /** Pages that were read before the one that is read now. */
  @state() private earlier: readonly HistoryEntry[] = []
  @state() private until: number | null = null

  readonly #page = new Task(this, {
    task: async ([cabinet, collection, organisation, before, wanted], { signal }): Promise<HistoryPage | typeof initialState> =>
      wanted ? cabinet.api.history(collection, organisation, before, signal) : initialState,
    args: () => [this.cabinet, this.collection, this.organisation, this.until, this.wanted] as const,
  })

  constructor() {
    super()
    new Modal(this, { wanted: () => this.wanted, left: () => this.#close(), dismissal: 'anyhow' })
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed)
    if (!changed.has('wanted')) return
    this.earlier = []
    this.until = null
  }

  protected override render(): TemplateResult {
    const id = `history-${this.collection}`
    return html`<dialog class="window wide" aria-labelledby=${id}>
      <header>
        <h2 id=${id}>История изменений</h2>
        <button type="button" class="quiet square" @click=${() => this.#close()}>
          ${icons.close}<span class="unseen">Закрыть историю</span>
        </button>
      </header>
      <div class="scroll" tabindex="0" role="region" aria-labelledby=${id}>${this.wanted ? this.#listTemplate() : nothing}</div>
    </dialog>`
  }

  #listTemplate(): unknown {
    return html`<ol class="history">
        ${this.earlier.map((entry) => this.#entryTemplate(entry))}
        ${(this.#page.value?.items ?? []).map((entry) => this.#entryTemplate(entry))}
      </ol>
      ${this.#page.render({
        initial: () => waitingTemplate(),
        pending: () => waitingTemplate(),
        complete: (page) => this.#endTemplate(page),
        error: (error) => problemTemplate(error, () => void this.#page.run()),
      })}`
  }

  #entryTemplate({ version, at, by, how, changes, more }: HistoryEntry): TemplateResult {
    const word = howWords[how]
    return html`<li>
      <div>
        <p><time datetime=${at}>${momentText(at)}</time>, ${by}${word === '' ? nothing : html` <small>(${word})</small>`}</p>
        ${changesTemplate(changes, more)}
      </div>
      <button type="button" class="quiet" title="Посмотреть таблицу, какой она была" @click=${() => this.#look(version)}>
        ${icons.look}Версия ${version}<span class="unseen">: посмотреть таблицу, какой она была</span>
      </button>
    </li>`
  }

  #endTemplate({ items, next }: HistoryPage): unknown {
    if (items.length === 0 && this.earlier.length === 0) return html`<p class="empty">Данные еще не вносились.</p>`
    if (next === null) return nothing
    const more = (): void => {
      this.earlier = [...this.earlier, ...items]
      this.until = next
    }
    return html`<div class="buttons"><button type="button" class="button" @click=${more}>Показать еще</button></div>`
  }

  #look(version: number): void {
    this.dispatchEvent(new CustomEvent('lk-version', { detail: version }))
  }

  #close(): void {
    this.cabinet.router.closeOver('history')
  }
}
