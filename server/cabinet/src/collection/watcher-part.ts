import { consume } from '@lit/context'
import { Task } from '@lit/task'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Collection, Statistics } from '../api/wire.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext, placeContext } from '../cabinet.ts'
import { icons } from '../elements/icons.ts'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import { Live } from '../live.ts'
import type { Place } from '../router/router.ts'
import { number } from '../text/plural.ts'
import { stateWords } from '../text/words.ts'
import { View } from '../view.ts'
import './checks-window.ts'
import './data-window.ts'
import type { ReportOrder } from './export-button.ts'
import './export-button.ts'
import './history-window.ts'
import './parked-window.ts'
import { sortingIn } from './participant-sorting.ts'
import './participants-window.ts'
import './territories-window.ts'
import './version-window.ts'

/** What a coordinator sees of a collection: «Общая статистика», «Список участников», «Экспорт результатов». Manual §3.3, Рис. 21. */
@customElement('lk-watcher-part')
export class WatcherPart extends View {
  @property({ attribute: false }) collection!: Collection
  /** Address of the publication. */
  @property({ attribute: false }) path = ''
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet
  @consume({ context: placeContext, subscribe: true }) @state() private place!: Place

  readonly #statistics = new Task(this, {
    task: ([cabinet, id], { signal }) => cabinet.api.statistics(id, signal),
    args: () => [this.cabinet, this.collection.id] as const,
  })

  constructor() {
    super()
    new Live(
      this,
      () => this.cabinet,
      (event) => {
        const moved = event.type === 'progress' && event.collection === this.collection.id
        if (moved || event.type === 'ready') void this.#statistics.run()
      },
      () => this.collection.id,
    )
  }

  protected override render(): TemplateResult {
    const { id } = this.collection
    const { query } = this.place
    const ready = this.#statistics.value
    return html`<section class="statistics" aria-labelledby="statistics-${id}">
        <h5 id="statistics-${id}">Общая статистика</h5>
        ${this.#statistics.render({
          pending: () => (ready ? figuresTemplate(ready) : waitingTemplate()),
          complete: figuresTemplate,
          error: (error) => problemTemplate(error, () => void this.#statistics.run()),
        })}
      </section>
      <div class="buttons">
        <button type="button" class="button" @click=${() => this.#openOver({ participants: id })}>
          ${icons.people}Список участников
        </button>
        ${
          this.cabinet.me.role === 'mun'
            ? nothing
            : html`<button type="button" class="button" @click=${() => this.#openOver({ territories: id, place: '' })}>
                ${icons.chart}По территориям
              </button>`
        }
        <lk-export-button .orders=${this.#orders}></lk-export-button>
        ${
          this.cabinet.me.role === 'fed'
            ? html`<button type="button" class="button" @click=${() => this.#openOver({ checks: id })}>
                ${icons.alert}Проверки
              </button>`
            : nothing
        }
      </div>
      ${
        this.cabinet.me.role === 'fed'
          ? html`<lk-checks-window .collection=${this.collection} .wanted=${query.get('checks') === id}></lk-checks-window>`
          : nothing
      }
      <lk-territories-window
        .collection=${this.collection}
        .wanted=${query.get('territories') === id}
        .place=${query.get('place') ?? ''}
        @lk-place=${(event: CustomEvent<string>) => this.cabinet.router.moveOver({ place: event.detail })}
      ></lk-territories-window>
      <lk-participants-window
        .collection=${this.collection}
        .wanted=${query.get('participants') === id}
        .sorting=${sortingIn(query)}
        @lk-look=${(event: CustomEvent<string>) => this.#openOver({ participants: id, data: event.detail })}
      ></lk-participants-window>
      ${this.#organisationTemplate(query.get('participants') === id ? query.get('data') : null)}`
  }

  /** What of the collection is made into files. */
  get #orders(): readonly ReportOrder[] {
    const { id } = this.collection
    return [
      { label: 'Экспорт результатов', send: (api) => api.orderExport(id, 'results', 'xlsx') },
      { label: 'Результаты в CSV', send: (api) => api.orderExport(id, 'results', 'csv') },
      { label: 'Экспорт списка участников', send: (api) => api.orderExport(id, 'participants', 'xlsx') },
    ]
  }

  /** What one organisation has entered, and how it came to that. */
  #organisationTemplate(organisation: string | null): TemplateResult {
    const { id } = this.collection
    const { query } = this.place
    const over = (more: Readonly<Record<string, string>>): void =>
      this.#openOver({ participants: id, data: organisation ?? '', ...more })
    const history = organisation !== null && query.has('history')
    const version = history ? query.get('version') : null
    return html`<lk-data-window
        .collection=${id}
        .organisation=${organisation}
        @lk-history=${() => over({ history: '1' })}
        @lk-parked=${() => over({ parked: '1' })}
      ></lk-data-window>
      <lk-history-window
        .collection=${id}
        .organisation=${organisation}
        .wanted=${history}
        @lk-version=${(event: CustomEvent<number>) => over({ history: '1', version: String(event.detail) })}
      ></lk-history-window>
      <lk-version-window
        .collection=${id}
        .organisation=${organisation}
        .version=${version === null ? null : Number(version)}
      ></lk-version-window>
      <lk-parked-window
        .collection=${id}
        .organisation=${organisation}
        .wanted=${organisation !== null && query.has('parked')}
      ></lk-parked-window>`
  }

  #openOver(query: Readonly<Record<string, string>>): void {
    this.cabinet.router.openOver(this.path, query)
  }
}

/** After the end there are two groups only: «В работе» is folded into «Не приступило». */
function figuresTemplate({ total, notStarted, inProgress, submitted, status }: Statistics): TemplateResult {
  const share = total === 0 ? 0 : Math.round((submitted / total) * 100)
  return html`<dl class="figures">
      ${figureTemplate('Всего', total, 'total')}${figureTemplate(stateWords.notStarted, notStarted, 'notStarted')}
      ${status === 'open' ? figureTemplate(stateWords.inProgress, inProgress, 'inProgress') : nothing}
      ${figureTemplate(stateWords.submitted, submitted, 'submitted')}
    </dl>
    <meter class="share" min="0" max=${Math.max(1, total)} .value=${submitted} aria-label="Доля сдавших">${share} %</meter>`
}

function figureTemplate(word: string, value: number, kind: string): TemplateResult {
  return html`<div class=${kind}>
    <dt>${word}</dt>
    <dd>${number(value)}</dd>
  </div>`
}
