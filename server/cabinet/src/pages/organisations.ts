import { consume } from '@lit/context'
import { Task } from '@lit/task'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { listOrganisations } from '../api/organisations.ts'
import type { OrganisationState, OrganisationsPage as Level, OrganisationsQuery } from '../api/organisations.ts'
import { ApiProblem } from '../api/problem.ts'
import { placeContext } from '../cabinet.ts'
import type { PasswordSlip } from '../collection/password-slip.ts'
import '../collection/password-slip.ts'
import { icons } from '../elements/icons.ts'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import type { OrganisationWindow } from '../organisations/change-window.ts'
import '../organisations/change-window.ts'
import type { ImportWindow } from '../organisations/import-window.ts'
import '../organisations/import-window.ts'
import { organisationTemplate } from '../organisations/organisation-row.ts'
import type { Place } from '../router/router.ts'
import { withQuery } from '../router/with-query.ts'
import { belowText, organisationStateWords } from '../text/organisation-words.ts'
import { counted } from '../text/plural.ts'
import { missingTemplate } from './missing.ts'
import { Page } from './page.ts'

/** How long a person may go on typing before the search begins. Milliseconds. */
const pause = 300

interface Shown {
  readonly asked: OrganisationsQuery
  readonly level: Level
}

/** «Организации»: the tree level by level, and whatever is searched in it. The address says where one is. */
@customElement('lk-organisations-page')
export class OrganisationsPage extends Page {
  @consume({ context: placeContext, subscribe: true }) @state() private place!: Place
  @query('lk-password-slip') private slip!: PasswordSlip
  @query('lk-organisation-window') private window!: OrganisationWindow
  @query('lk-import-window') private importing!: ImportWindow
  #timer: ReturnType<typeof setTimeout> | undefined

  /** What is shown, with what was asked for it. */
  readonly #level = new Task(this, {
    task: async ([cabinet, parent, q, state, cursor], { signal }): Promise<Shown> => {
      const asked = { parent, q, state, cursor }
      return { asked, level: await listOrganisations(cabinet.api, asked, signal) }
    },
    args: () => {
      const { parent, q, state: of, cursor } = this.#asked
      return [this.cabinet, parent, q, of ?? '', cursor] as const
    },
  })

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
  }

  protected override get heading(): string {
    return 'Организации'
  }

  get #asked(): OrganisationsQuery {
    const of = (name: string): string => this.place.query.get(name) ?? ''
    const wanted = of('state')
    return { parent: of('parent'), q: of('q'), state: isState(wanted) ? wanted : '', cursor: of('cursor') }
  }

  protected override render(): TemplateResult {
    const ready = this.#level.value
    const level = this.#level.render({
      pending: () => (ready ? this.#levelTemplate(ready) : waitingTemplate()),
      complete: (value) => this.#levelTemplate(value),
      error: (error) =>
        error instanceof ApiProblem && error.status === 404
          ? missingTemplate()
          : problemTemplate(error, () => void this.#level.run()),
    })
    return html`<div class="page organisations">
      <h1 tabindex="-1">Организации</h1>
      ${this.#filtersTemplate()} ${level}
      <lk-password-slip></lk-password-slip>
      <lk-organisation-window @lk-changed=${() => void this.#level.run()}></lk-organisation-window>
      <lk-import-window @lk-imported=${() => void this.#level.run()}></lk-import-window>
    </div>`
  }

  #filtersTemplate(): TemplateResult {
    return html`<form class="filters" role="search" aria-label="Организации" @submit=${(event: Event) => event.preventDefault()}>
      <label class="search">
        ${icons.search}<span class="unseen">Название или логин</span>
        <input
          type="search"
          placeholder="Название или логин"
          maxlength="100"
          .value=${this.#asked.q}
          @input=${(event: Event) => this.#typed((event.target as HTMLInputElement).value)}
        />
      </label>
      <label>
        <span class="unseen">Статус</span>
        <select @change=${(event: Event) => this.#chosen((event.target as HTMLSelectElement).value)}>
          <option value="">Все статусы</option>
          ${Object.entries(organisationStateWords).map(
            ([value, word]) => html`<option value=${value} ?selected=${value === this.#asked.state}>${word}</option>`,
          )}
        </select>
      </label>
      ${
        this.cabinet.me.role === 'fed'
          ? html`<button type="button" class="button" @click=${() => this.importing.open()}>${icons.add}Загрузить список</button>`
          : nothing
      }
    </form>`
  }

  #levelTemplate({ asked, level: { place, items, next, total } }: Shown): TemplateResult {
    const searched = asked.q !== '' || asked.state !== ''
    const found = counted(total, ['организация', 'организации', 'организаций'])
    return html`${crumbsTemplate(place)}
      <p class="note" role="status">${searched ? `Найдено: ${found}` : belowText(place.organisation.below)}</p>
      ${
        items.length === 0
          ? html`<p class="empty">
              ${searched ? 'Таких организаций нет. Измените поиск или статус.' : 'Здесь пока нет организаций.'}
            </p>`
          : this.#tableTemplate(items, searched)
      }
      ${pagesTemplate(asked, next)}`
  }

  #tableTemplate(items: Level['items'], found: boolean): TemplateResult {
    const { me } = this.cabinet
    const actions = {
      givePassword: me.resetsPasswords ? (one: Level['items'][number]) => void this.slip.give(one) : null,
      change: me.role === 'fed' ? (one: Level['items'][number]) => void this.window.open(one) : null,
    }
    return html`<table class="participants card">
      <thead>
        <tr>
          <th scope="col">Организация</th>
          <th scope="col">Ниже</th>
          <th scope="col">Статус</th>
          <th scope="col"><span class="unseen">Действия</span></th>
        </tr>
      </thead>
      <tbody>
        ${repeat(
          items,
          ({ id }) => id,
          (item) => organisationTemplate(item, address({ parent: item.id, q: '', cursor: '' }), found, actions),
        )}
      </tbody>
    </table>`
  }

  #typed(value: string): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#ask({ q: value.trim() === '' ? '' : value }), pause)
  }

  #chosen(value: string): void {
    this.#ask({ state: isState(value) ? value : '' })
  }

  /** Another search begins with its first page. */
  #ask(change: Partial<OrganisationsQuery>): void {
    this.cabinet.router.replace(address({ ...this.#asked, ...change, cursor: '' }))
  }
}

function isState(value: string): value is OrganisationState {
  return Object.hasOwn(organisationStateWords, value)
}

/** The way to the other pages of a long list. */
function pagesTemplate(asked: OrganisationsQuery, next: string | null): TemplateResult | typeof nothing {
  if (next === null && asked.cursor === '') return nothing
  return html`<nav class="pages" aria-label="Страницы списка">
    ${asked.cursor === '' ? nothing : html`<a class="button" href=${address({ ...asked, cursor: '' })}>В начало</a>`}
    ${next === null ? nothing : html`<a class="button" href=${address({ ...asked, cursor: next })}>Дальше</a>`}
  </nav>`
}

/** Where one is in the tree, with links to the levels above. */
function crumbsTemplate({ organisation, above }: Level['place']): TemplateResult {
  return html`<nav class="crumbs" aria-label="Место в дереве организаций">
    <ol>
      ${above.map(
        ({ id, name }, index) =>
          html`<li><a href=${address({ parent: index === 0 ? '' : id, q: '', cursor: '' })}>${name}</a></li>`,
      )}
      <li><span aria-current="location">${organisation.name}</span></li>
    </ol>
  </nav>`
}

/** Address of a place in the tree. */
function address(asked: OrganisationsQuery): string {
  return withQuery('/lk/organisations', { ...asked })
}
