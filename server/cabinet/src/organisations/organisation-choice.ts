import { consume } from '@lit/context'
import { Task } from '@lit/task'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import { repeat } from 'lit/directives/repeat.js'
import { listOrganisations } from '../api/organisations.ts'
import type { Organisation } from '../api/organisations.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import { counted } from '../text/plural.ts'
import { View } from '../view.ts'

/** How long a person may go on typing before the search begins. Milliseconds. */
const pause = 300
/** So many are offered at once. */
const most = 8

/**
 * Choosing an organisation: those nearest first, and by a part of name or login.
 *
 * @fires lk-chosen Detail: login of the one that was chosen; empty when none is.
 */
@customElement('lk-organisation-choice')
export class OrganisationChoice extends View {
  @property({ attribute: false }) label = ''
  /** What choosing nobody is called; empty where somebody must be chosen. */
  @property({ attribute: false }) none = ''
  /** Kinds between commas. */
  @property({ attribute: false }) kinds = ''
  /** Id of the organisation right below which is offered what nobody searched for. */
  @property({ attribute: false }) near = ''
  /** Id of the organisation below which is searched. */
  @property({ attribute: false }) within = ''
  /** Ids of those that make no sense. */
  @property({ attribute: false }) except: readonly string[] = []
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet
  @state() private q = ''
  @state() private chosen: Organisation | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  readonly #found = new Task(this, {
    task: ([api, kinds, parent, q], { signal }) => listOrganisations(api, { parent, q, cursor: '', kinds }, signal),
    args: () => [this.cabinet.api, this.kinds, this.q === '' ? this.near : this.within, this.q] as const,
  })

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
  }

  protected override render(): TemplateResult {
    return html`<fieldset class="choice">
      <legend>${this.label}</legend>
      <input
        type="search"
        placeholder="Название или логин"
        aria-label="Найти организацию"
        maxlength="100"
        @input=${this.#typed}
      />
      ${this.#found.render({
        pending: () => (this.#found.value ? this.#offersTemplate(this.#found.value.items) : waitingTemplate()),
        complete: ({ items }) => this.#offersTemplate(items),
        error: (error) => problemTemplate(error, () => void this.#found.run()),
      })}
    </fieldset>`
  }

  /** The one that is chosen stays in sight whatever is searched for. */
  #offersTemplate(items: readonly Organisation[]): TemplateResult {
    const { chosen } = this
    const offers = items.filter(({ id, state: one }) => one !== 'closed' && !this.except.includes(id))
    const rest = offers.length - most
    const first = offers.slice(0, most)
    const shown = chosen && !first.some(({ id }) => id === chosen.id) ? [chosen, ...first] : first
    return html`${this.none === '' ? nothing : this.#offerTemplate(null, html`${this.none}`)}
      ${repeat(
        shown,
        ({ id }) => id,
        (one) => this.#offerTemplate(one, html`${one.name} <small>${one.login}</small>`),
      )}
      <p class="note" role="status">
        ${shown.length === 0 ? 'Таких организаций нет.' : nothing}
        ${rest > 0 ? `И еще ${counted(rest, ['организация', 'организации', 'организаций'])}: уточните поиск.` : nothing}
      </p>`
  }

  #offerTemplate(offer: Organisation | null, text: TemplateResult): TemplateResult {
    return html`<label
      ><input
        type="radio"
        name="organisation"
        .checked=${live(offer?.id === this.chosen?.id)}
        @change=${() => this.#choose(offer)}
      /><span>${text}</span></label
    >`
  }

  readonly #typed = (event: Event): void => {
    const { value } = event.target as HTMLInputElement
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => (this.q = value.trim()), pause)
  }

  #choose(offer: Organisation | null): void {
    this.chosen = offer
    this.dispatchEvent(new CustomEvent('lk-chosen', { detail: offer?.login ?? '' }))
  }
}
