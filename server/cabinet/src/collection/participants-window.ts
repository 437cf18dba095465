import { consume } from '@lit/context'
import { Task, initialState } from '@lit/task'
import { html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { Collection, ParticipantsPage, ParticipantsQuery } from '../api/wire.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import { icons } from '../elements/icons.ts'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import { Modal } from '../elements/modal.ts'
import { Live } from '../live.ts'
import { counted } from '../text/plural.ts'
import { participantWords } from '../text/words.ts'
import { View } from '../view.ts'
import type { PasswordSlip } from './password-slip.ts'
import './password-slip.ts'
import { sortColumns, sortFieldsTemplate, sortHeaderTemplate, unsorted } from './participant-sorting.ts'
import type { ParticipantSorting } from './participant-sorting.ts'
import { participantTemplate } from './participant-row.ts'

/** How long a person may go on typing before the search begins. Milliseconds. */
const pause = 300

/**
 * «Список участников»: organisations with status and dates, found by name, login or status, page by page. Manual §3.3, Рис. 22.
 *
 * @fires lk-look Detail: id of the organisation whose data are to be shown.
 */
@customElement('lk-participants-window')
export class ParticipantsWindow extends View {
  @property({ attribute: false }) collection!: Collection
  @property({ attribute: false }) wanted = false
  /** From the address, so that Back and a reload keep it. */
  @property({ attribute: false }) sorting: ParticipantSorting = unsorted
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet
  @query('lk-password-slip') private slip!: PasswordSlip
  @state() private q = ''
  @state() private status: ParticipantsQuery['status'] = ''
  /** Cursors of the pages up to the shown one; the first page has none. */
  @state() private cursors: readonly string[] = ['']
  #timer: ReturnType<typeof setTimeout> | undefined

  readonly #page: Task<readonly [Cabinet, string, boolean, ...(readonly string[])], ParticipantsPage> = new Task(this, {
    task: async ([cabinet, id, wanted], { signal }): Promise<ParticipantsPage | typeof initialState> =>
      wanted ? cabinet.api.participants(id, this.#asked, signal) : (this.#page.value ?? initialState),
    args: () => [this.cabinet, this.collection.id, this.wanted, ...Object.values(this.#asked)] as const,
  })

  constructor() {
    super()
    new Modal(this, { wanted: () => this.wanted, left: () => this.#close(), dismissal: 'anyhow' })
    new Live(
      this,
      () => this.cabinet,
      (event) => {
        const moved = event.type === 'progress' && event.collection === this.collection.id
        if (this.wanted && (moved || event.type === 'ready')) void this.#page.run()
      },
    )
  }

  get #asked(): ParticipantsQuery {
    const { sort, order } = this.sorting
    return { status: this.status, q: this.q, sort, order, cursor: this.cursors.at(-1) ?? '' }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed)
    const before = changed.get('sorting') as ParticipantSorting | undefined
    const sorted = before !== undefined && (before.sort !== this.sorting.sort || before.order !== this.sorting.order)
    if (sorted || (changed.has('wanted') && this.wanted)) this.cursors = ['']
  }

  protected override render(): TemplateResult {
    const id = `participants-${this.collection.id}`
    return html`<dialog class="window wide" aria-labelledby=${id}>
      <header>
        <div>
          <h2 id=${id}>Список участников</h2>
          <p class="note">${this.collection.title}</p>
        </div>
        <button type="button" class="quiet square" @click=${() => this.#close()}>
          ${icons.close}<span class="unseen">Закрыть список</span>
        </button>
      </header>
      ${this.#filtersTemplate()}
      <div class="scroll" tabindex="0" role="region" aria-labelledby=${id}>${this.wanted ? this.#tableTemplate() : nothing}</div>
      <lk-password-slip></lk-password-slip>
    </dialog>`
  }

  #filtersTemplate(): TemplateResult {
    return html`<form class="filters" role="search" aria-label="Участники" @submit=${(event: Event) => event.preventDefault()}>
      <label class="search">
        ${icons.search}<span class="unseen">Название или логин</span>
        <input type="search" placeholder="Название или логин" maxlength="100" .value=${this.q} @input=${this.#typed} />
      </label>
      <label>
        <span class="unseen">Статус</span>
        <select @change=${this.#chosen}>
          <option value="">Все статусы</option>
          ${Object.entries(participantWords).map(
            ([value, word]) => html`<option value=${value} ?selected=${value === this.status}>${word}</option>`,
          )}
        </select>
      </label>
      <p class="note" role="status">
        ${this.#page.value ? counted(this.#page.value.total, ['организация', 'организации', 'организаций']) : ''}
      </p>
      ${sortFieldsTemplate(this.sorting, (sorting) => this.#sort(sorting))}
    </form>`
  }

  #tableTemplate(): unknown {
    const ready = this.#page.value
    return this.#page.render({
      initial: () => waitingTemplate(),
      pending: () => (ready ? this.#rowsTemplate(ready) : waitingTemplate()),
      complete: (page) => this.#rowsTemplate(page),
      error: (error) => problemTemplate(error, () => void this.#page.run()),
    })
  }

  #rowsTemplate({ items, next }: ParticipantsPage): TemplateResult {
    if (items.length === 0)
      return html`<p class="empty">
        ${this.q === '' && this.status === '' ? 'Участников пока нет.' : 'Таких организаций нет. Измените поиск или статус.'}
      </p>`
    return html`<table class="participants">
        <thead>
          <tr>
            ${sortColumns.map((column) => sortHeaderTemplate(column, this.sorting, (sorting) => this.#sort(sorting)))}
            <th scope="col"><span class="unseen">Действия</span></th>
          </tr>
        </thead>
        <tbody>
          ${repeat(
            items,
            (item) => item.organisation.id,
            (item) =>
              participantTemplate(
                item,
                () => this.#look(item.organisation.id),
                this.cabinet.me.resetsPasswords ? () => void this.slip.give(item.organisation) : null,
              ),
          )}
        </tbody>
      </table>
      ${this.cursors.length > 1 || next !== null ? this.#pagesTemplate(next) : nothing}`
  }

  #pagesTemplate(next: string | null): TemplateResult {
    return html`<nav class="pages" aria-label="Страницы списка">
      <button
        type="button"
        class="button"
        ?disabled=${this.cursors.length === 1}
        @click=${() => (this.cursors = this.cursors.slice(0, -1))}
      >
        Назад
      </button>
      <span>Страница ${this.cursors.length}</span>
      <button
        type="button"
        class="button"
        ?disabled=${next === null}
        @click=${() => (this.cursors = [...this.cursors, next ?? ''])}
      >
        Вперед
      </button>
    </nav>`
  }

  readonly #typed = (event: Event): void => {
    const { value } = event.target as HTMLInputElement
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.q = value.trim()
      this.cursors = ['']
    }, pause)
  }

  readonly #chosen = (event: Event): void => {
    this.status = (event.target as HTMLSelectElement).value as ParticipantsQuery['status']
    this.cursors = ['']
  }

  #sort({ sort, order }: ParticipantSorting): void {
    this.cabinet.router.moveOver({ sort, order })
  }

  #look(organisation: string): void {
    this.dispatchEvent(new CustomEvent('lk-look', { detail: organisation }))
  }

  #close(): void {
    this.cabinet.router.closeOver('participants', 'sort', 'order')
  }
}
