import { consume } from '@lit/context'
import { Task } from '@lit/task'
import { actionText, actionWords, actorText, detailsText } from '@tabel/server/audit-words'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { listAudit, orderAudit } from '../api/audit.ts'
import type { AuditEntry, AuditPage as Entries, AuditQuery } from '../api/audit.ts'
import { placeContext } from '../cabinet.ts'
import type { ReportOrder } from '../collection/export-button.ts'
import '../collection/export-button.ts'
import { icons } from '../elements/icons.ts'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import type { Place } from '../router/router.ts'
import { withQuery } from '../router/with-query.ts'
import { shortMoment } from '../text/dates.ts'
import { Page } from './page.ts'

/** How long a person may go on typing before the search begins. Milliseconds. */
const pause = 300

interface Shown {
  readonly asked: AuditQuery
  readonly entries: Entries
}

/** «Журнал»: who did what and when, for the organizer. The address holds the filters and the page. */
@customElement('lk-audit-page')
export class AuditPage extends Page {
  @consume({ context: placeContext, subscribe: true }) @state() private place!: Place
  #timer: ReturnType<typeof setTimeout> | undefined

  readonly #entries = new Task(this, {
    task: async ([cabinet, login, kind, cursor], { signal }): Promise<Shown> => {
      // What is typed stays as it is typed; a login has no spaces around it.
      const asked = { login: login.trim(), kind, cursor }
      return { asked, entries: await listAudit(cabinet.api, asked, signal) }
    },
    args: () => {
      const { login, kind, cursor } = this.#asked
      return [this.cabinet, login, kind, cursor] as const
    },
  })

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
  }

  protected override get heading(): string {
    return 'Журнал'
  }

  get #asked(): AuditQuery {
    const of = (name: string): string => this.place.query.get(name) ?? ''
    return { login: of('login'), kind: of('kind'), cursor: of('cursor') }
  }

  protected override render(): TemplateResult {
    const ready = this.#entries.value
    return html`<div class="page">
      <h1 tabindex="-1">Журнал</h1>
      ${this.#filtersTemplate()}
      <div class="buttons"><lk-export-button .orders=${this.#orders}></lk-export-button></div>
      ${this.#entries.render({
        pending: () => (ready ? shownTemplate(ready) : waitingTemplate()),
        complete: shownTemplate,
        error: (error) => problemTemplate(error, () => void this.#entries.run()),
      })}
    </div>`
  }

  #filtersTemplate(): TemplateResult {
    const { login, kind } = this.#asked
    return html`<form
      class="filters"
      role="search"
      aria-label="Записи журнала"
      @submit=${(event: Event) => event.preventDefault()}
    >
      <label class="search">
        ${icons.search}<span class="unseen">Логин</span>
        <input
          type="search"
          placeholder="Логин: кто или с кем"
          maxlength="100"
          autocapitalize="none"
          .value=${login}
          @input=${(event: Event) => this.#typed((event.target as HTMLInputElement).value)}
        />
      </label>
      <label>
        <span class="unseen">Что сделано</span>
        <select @change=${(event: Event) => this.#ask({ kind: (event.target as HTMLSelectElement).value })}>
          <option value="">Все действия</option>
          ${Object.entries(actionWords).map(
            ([action, word]) => html`<option value=${action} ?selected=${action === kind}>${word}</option>`,
          )}
        </select>
      </label>
    </form>`
  }

  /** Files hold what the filters find, on all pages. */
  get #orders(): readonly ReportOrder[] {
    const asked = this.#asked
    return [
      { label: 'Экспорт журнала', send: (api) => orderAudit(api, asked, 'xlsx') },
      { label: 'Журнал в CSV', send: (api) => orderAudit(api, asked, 'csv') },
    ]
  }

  #typed(value: string): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#ask({ login: value.trim() === '' ? '' : value }), pause)
  }

  /** Other filters begin with the first page. */
  #ask(change: Partial<AuditQuery>): void {
    this.cabinet.router.replace(address({ ...this.#asked, ...change, cursor: '' }))
  }
}

function shownTemplate({ asked, entries: { items, next } }: Shown): TemplateResult {
  if (items.length === 0) return html`<p class="empty" role="status">Таких записей нет. Измените логин или действие.</p>`
  return html`<table class="participants card audit">
      <thead>
        <tr>
          <th scope="col">Когда</th>
          <th scope="col">Кто</th>
          <th scope="col">Что</th>
          <th scope="col">С кем или с чем</th>
          <th scope="col">Подробности</th>
        </tr>
      </thead>
      <tbody>
        ${repeat(items, ({ id }) => id, entryTemplate)}
      </tbody>
    </table>
    ${
      next === null && asked.cursor === ''
        ? nothing
        : html`<nav class="pages" aria-label="Страницы журнала">
            ${asked.cursor === '' ? nothing : html`<a class="button" href=${address({ ...asked, cursor: '' })}>К последним</a>`}
            ${next === null ? nothing : html`<a class="button" href=${address({ ...asked, cursor: next })}>Раньше</a>`}
          </nav>`
    }`
}

function entryTemplate(entry: AuditEntry): TemplateResult {
  const { at, actor, actorName, action, details } = entry
  return html`<tr>
    <th scope="row"><time datetime=${at}>${shortMoment(at)}</time></th>
    <td>${actorText(actor)}<small>${actorName}</small></td>
    <td>${actionText(action)}</td>
    <td>${subjectTemplate(entry)}</td>
    <td>${detailsText(details as Readonly<Record<string, unknown>>, shortMoment)}</td>
  </tr>`
}

/** To whom or what it was done, unless to oneself. Ids of what has no name say nothing to people; a login does. */
function subjectTemplate({ actor, subject, subjectName }: AuditEntry): TemplateResult | typeof nothing {
  if (subject === actor) return nothing
  const login = /^[a-z]{3}[0-9]*$/u.test(subject) ? subject : null
  return html`${login ?? subjectName}${login === null ? nothing : html`<small>${subjectName}</small>`}`
}

/** Address of a page of the audit. */
function address(asked: AuditQuery): string {
  return withQuery('/lk/audit', { ...asked })
}
