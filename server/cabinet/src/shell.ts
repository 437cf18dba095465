import { consume } from '@lit/context'
import { Task } from '@lit/task'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { ApiProblem } from './api/problem.ts'
import type { Section } from './api/wire.ts'
import type { Cabinet } from './cabinet.ts'
import { cabinetContext, placeContext } from './cabinet.ts'
import './elements/bell.ts'
import type { Confirm } from './elements/confirm.ts'
import './elements/confirm.ts'
import { icons } from './elements/icons.ts'
import { problemTemplate, waitingTemplate } from './elements/loading.ts'
import type { PasswordWindow } from './elements/password-window.ts'
import './elements/password-window.ts'
import { markTemplate } from './elements/mark.ts'
import { missingTemplate } from './pages/missing.ts'
import './pages/section.ts'
import './pages/sections.ts'
import type { Place } from './router/router.ts'
import type { LazyPage } from './router/lazy-pages.ts'
import { lazyPages } from './router/lazy-pages.ts'
import { sectionPath } from './router/routes.ts'
import { View } from './view.ts'

/**
 * What surrounds every page: name of the product, sections, notifications, who is signed in.
 *
 * @fires lk-signed-out The session was ended by «Выйти».
 */
@customElement('lk-shell')
export class Shell extends View {
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet
  @consume({ context: placeContext, subscribe: true }) @state() private place!: Place
  @query('lk-confirm') private confirm!: Confirm
  @query('lk-password-window') private passwordWindow!: PasswordWindow

  readonly #sections = new Task(this, {
    task: ([cabinet], { signal }) => cabinet.api.sections(signal),
    args: () => [this.cabinet] as const,
  })

  /** Pages that are fetched when somebody goes there. */
  readonly #lazy = new Task(this, {
    task: async ([page]) => {
      await lazyPages[page]?.load()
      return page
    },
    args: () => [this.place.page] as const,
  })

  protected override render(): TemplateResult {
    const { me } = this.cabinet
    return html`<a class="skip" href="#main" @click=${this.#skip}>К содержанию</a>
      <header class="top">
        <div class="bar">
          <a class="product" href="/lk">${markTemplate()}<span>Табель</span></a>
          <lk-bell></lk-bell>
          <button type="button" class="quiet password" title="Сменить пароль" @click=${() => this.passwordWindow.open()}>
            ${icons.key}<span>Сменить пароль</span>
          </button>
          <p class="who">
            <span class="unseen">Вы вошли как </span><strong>${me.login}</strong>
            <span class="organisation" title=${me.organisation.name}>${me.organisation.name}</span>
          </p>
          <button type="button" class="quiet leave" @click=${() => void this.#leave()}>${icons.leave}<span>Выйти</span></button>
        </div>
        ${this.#navTemplate(this.#sections.value ?? [])}
      </header>
      <main id="main" tabindex="-1">${this.#pageTemplate()}</main>
      <footer class="bottom"><p>«Табель» – сбор данных от образовательных организаций</p></footer>
      <lk-confirm></lk-confirm><lk-password-window></lk-password-window>`
  }

  #navTemplate(sections: readonly Section[]): TemplateResult | typeof nothing {
    const pages = Object.entries(lazyPages).filter(([, { roles }]) => roles.includes(this.cabinet.me.role))
    if (sections.length + pages.length === 0) return nothing
    const here = this.place.params['section']
    return html`<nav aria-label="Разделы">
      <ul>
        ${sections.map(
          ({ slug, title }) =>
            html`<li>
              <a href=${sectionPath(slug)} aria-current=${slug === here ? 'page' : nothing}>${title}</a>
            </li>`,
        )}
        ${pages.map(
          ([page, { title, path }]) =>
            html`<li class="page-link">
              <a href=${path} aria-current=${page === this.place.page ? 'page' : nothing}>${title}</a>
            </li>`,
        )}
      </ul>
    </nav>`
  }

  #pageTemplate(): TemplateResult {
    const { page, params } = this.place
    const lazy = lazyPages[page]
    if (page === 'missing' || lazy?.roles.includes(this.cabinet.me.role) === false) return missingTemplate()
    if (lazy) return this.#lazyTemplate(lazy)
    if (page === 'section') return html`<lk-section-page .section=${params['section'] ?? ''}></lk-section-page>`
    return html`<lk-sections-page .sections=${this.#sections} .retry=${() => void this.#sections.run()}></lk-sections-page>`
  }

  #lazyTemplate({ template }: LazyPage): TemplateResult {
    return this.#lazy.render({
      pending: () => html`<div class="page">${waitingTemplate()}</div>`,
      complete: template,
      error: (error) => html`<div class="page">${problemTemplate(error, () => void this.#lazy.run())}</div>`,
    }) as TemplateResult
  }

  readonly #skip = (event: Event): void => {
    event.preventDefault()
    this.querySelector<HTMLElement>('#main')?.focus()
  }

  async #leave(): Promise<void> {
    const { unsent, me, api, say } = this.cabinet
    const sure =
      unsent.size === 0 ||
      (await this.confirm.ask({
        title: 'Не все изменения отправлены',
        text: `В таблице есть изменения, которые еще не дошли до сервера. Они останутся на этом компьютере и будут отправлены, когда вы снова откроете таблицу под логином ${me.login}.`,
        yes: 'Все равно выйти',
        no: 'Остаться',
      }))
    if (!sure) return
    try {
      await api.signOut()
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      if (error.status !== 401) return say(`Выйти не удалось. ${error.message}`)
    }
    this.dispatchEvent(new Event('lk-signed-out'))
  }
}
