import { consume } from '@lit/context'
import { Task } from '@lit/task'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
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
  @state() private chosen = ''
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

  #offersTemplate(items: readonly Organisation[]): TemplateResult {
    const offers = items.filter(({ id, state: one }) => one !== 'closed' && !this.except.includes(id))
    const rest = offers.length - most
    return html`${offers.slice(0, most).map(
        ({ login, name }) =>
          html`<label
            ><input
              type="radio"
              name="organisation"
              .checked=${this.chosen === login}
              @change=${() => this.#choose(login)}
            /><span>${name} <small>${login}</small></span></label
          >`,
      )}
      <p class="note" role="status">
        ${offers.length === 0 ? 'Таких организаций нет.' : nothing}
        ${rest > 0 ? `И еще ${counted(rest, ['организация', 'организации', 'организаций'])}: уточните поиск.` : nothing}
      </p>`
  }

  readonly #typed = (event: Event): void => {
    const { value } = event.target as HTMLInputElement
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.q = value.trim()
      this.#choose('')
    }, pause)
  }

  #choose(login: string): void {
    this.chosen = login
    this.dispatchEvent(new CustomEvent('lk-chosen', { detail: login }))
  }
}
