import { consume } from '@lit/context'
import { html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { ApiProblem } from '../api/problem.ts'
import type { Collection } from '../api/wire.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext, placeContext } from '../cabinet.ts'
import { statusBadge } from '../elements/badges.ts'
import { onDemand } from '../desk/on-demand.ts'
import type { FormChangeWindow } from '../desk/form-change-window.ts'
import type { WidenWindow } from '../desk/widen-window.ts'
import { icons } from '../elements/icons.ts'
import { untilTemplate } from '../elements/until.ts'
import { Live } from '../live.ts'
import type { Place } from '../router/router.ts'
import { deadlineText, momentText } from '../text/dates.ts'
import { View } from '../view.ts'
import type { DeadlineWindow } from './deadline-window.ts'
import './deadline-window.ts'
import './form-window.ts'
import './history-window.ts'
import './parked-window.ts'
import { schoolTemplate } from './school-part.ts'
import './version-window.ts'
import './watcher-part.ts'
import './workbook-window.ts'
import type { WorkbookWindow } from './workbook-window.ts'

/**
 * The block «Сбор данных»: status, interval, and what the person may do. A school fills its form, a coordinator watches.
 * Manual §3.3, Рис. 13 and 21.
 */
@customElement('lk-collection')
export class CollectionBlock extends View {
  /** The collection as the publication told it. */
  @property({ attribute: false }) given!: Collection
  /** Address of the publication: windows over it add to it. */
  @property({ attribute: false }) path = ''
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet
  @consume({ context: placeContext, subscribe: true }) @state() private place!: Place
  @state() private fresh: Collection | null = null
  @query('lk-deadline-window') private deadline!: DeadlineWindow
  @query('lk-workbook-window') private workbook!: WorkbookWindow

  constructor() {
    super()
    new Live(
      this,
      () => this.cabinet,
      (event) => {
        // Somebody of the school may have handed it in on another computer.
        if (event.type === 'submission' && this.given.access === 'fill') void this.#refresh()
      },
    )
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed)
    if (changed.has('given')) this.fresh = null
    if (this.place.query.get('receipt') === this.given.id) void this.#loadReceipt()
  }

  protected override render(): TemplateResult {
    const collection = this.fresh ?? this.given
    const { title, status, access } = collection
    return html`<article class="collection" aria-label=${title}>
      <header>
        <h4>${title}</h4>
        ${statusBadge(status)}
      </header>
      <p class="interval">${icons.calendar}<span>${intervalTemplate(collection)}</span></p>
      ${this.#deadlineTemplate(collection)}
      ${
        access === 'fill'
          ? this.#schoolTemplate(collection)
          : html`<lk-watcher-part .collection=${collection} .path=${this.path}></lk-watcher-part>`
      }
    </article>`
  }

  #schoolTemplate(collection: Collection): TemplateResult {
    const { id, status } = collection
    const { query } = this.place
    const version = query.get('history') === id ? query.get('version') : null
    const over = (what: Readonly<Record<string, string>>) => () => this.cabinet.router.openOver(this.path, what)
    return html`${schoolTemplate(collection, {
        form: over({ form: id }),
        history: over({ history: id }),
        parked: over({ parked: id }),
        receipt: over({ receipt: id }),
        workbook: () => this.workbook.open(),
      })}
      <lk-form-window
        .collection=${id}
        .wanted=${query.get('form') === id}
        @lk-left=${() => void this.#refresh()}
      ></lk-form-window>
      <lk-history-window
        .collection=${id}
        .wanted=${query.get('history') === id}
        @lk-version=${(event: CustomEvent<number>) => over({ history: id, version: String(event.detail) })()}
      ></lk-history-window>
      <lk-version-window .collection=${id} .version=${version === null ? null : Number(version)}></lk-version-window>
      <lk-parked-window
        .collection=${id}
        .wanted=${query.get('parked') === id}
        .open=${status === 'open'}
        @lk-decided=${() => void this.#refresh()}
      ></lk-parked-window>
      <lk-receipt-window .collection=${id} .wanted=${query.get('receipt') === id}></lk-receipt-window>
      <lk-workbook-window .collection=${id} @lk-applied=${() => void this.#refresh()}></lk-workbook-window>`
  }

  #deadlineTemplate(collection: Collection): TemplateResult | typeof nothing {
    if (this.cabinet.me.role !== 'fed') return nothing
    return html`<div class="buttons">
        <button type="button" class="button small" @click=${() => this.deadline.open()}>Изменить срок</button>
        <button type="button" class="button small" @click=${() => void this.#widen()}>Добавить участников</button>
        <button type="button" class="button small" @click=${() => void this.#changeForm()}>Заменить форму</button>
        <label class="switch">
          <input type="checkbox" .checked=${collection.excel} @change=${(event: Event) => void this.#allowExcel(event)} />
          Заполнение в Excel
        </label>
      </div>
      <lk-widen-window .collection=${collection.id} @lk-widened=${() => void this.#refresh()}></lk-widen-window>
      <lk-form-change-window
        .collection=${collection}
        @lk-moved=${(event: CustomEvent<Collection>) => (this.fresh = event.detail)}
      ></lk-form-change-window>
      <lk-deadline-window
        .collection=${collection}
        @lk-moved=${(event: CustomEvent<Collection>) => (this.fresh = event.detail)}
      ></lk-deadline-window>`
  }

  async #widen(): Promise<void> {
    const load = () => import('../desk/widen-window.ts')
    ;(await onDemand<WidenWindow>(this, 'lk-widen-window', load, this.cabinet.say))?.open()
  }

  async #changeForm(): Promise<void> {
    const load = () => import('../desk/form-change-window.ts')
    ;(await onDemand<FormChangeWindow>(this, 'lk-form-change-window', load, this.cabinet.say))?.open()
  }

  async #allowExcel(event: Event): Promise<void> {
    const { checked } = event.target as HTMLInputElement
    try {
      this.fresh = await this.cabinet.api.allowExcel(this.given.id, checked)
      this.cabinet.say(checked ? 'Школы могут заполнять форму в Excel.' : 'Заполнение в Excel отключено.')
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      this.cabinet.say(error.message)
      this.requestUpdate()
    }
  }

  /** Few people ask for a receipt: its window is loaded when one is wanted. */
  async #loadReceipt(): Promise<void> {
    try {
      await import('./receipt-window.ts')
    } catch {
      this.cabinet.router.closeOver('receipt')
      this.cabinet.say('Квитанцию открыть не удалось. Проверьте подключение к интернету и повторите.')
    }
  }

  /** What the form has changed: state, last action. An old picture is better than none where the server does not answer. */
  async #refresh(): Promise<void> {
    try {
      this.fresh = await this.cabinet.api.collection(this.given.id)
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
    }
  }
}

function intervalTemplate({ opensAt, closesAt, status, extension }: Collection): TemplateResult {
  const until = status === 'open' ? untilTemplate(closesAt, Date.now()) : deadlineText(closesAt)
  const reason = extension === null ? nothing : html`. <span class="note">Срок для вас продлен: ${extension}</span>`
  return html`с ${momentText(opensAt)} до ${until}${reason}`
}
