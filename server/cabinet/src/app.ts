import { ContextProvider } from '@lit/context'
import { liveEvents } from '@tabel/renderer/events'
import type { LiveEvent, LiveEvents } from '@tabel/renderer/events'
import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { Api, whoIsSignedIn } from './api/client.ts'
import type { Me } from './api/wire.ts'
import type { Cabinet } from './cabinet.ts'
import { cabinetContext, placeContext } from './cabinet.ts'
import { problemTemplate, waitingTemplate } from './elements/loading.ts'
import type { SignInAgain } from './elements/sign-in-again.ts'
import './elements/sign-in-again.ts'
import type { Toasts } from './elements/toasts.ts'
import './elements/toasts.ts'
import { Notices } from './notices.ts'
import './pages/new-password.ts'
import './pages/public-publication.ts'
import './pages/sign-in.ts'
import { Router } from './router/router.ts'
import type { Place } from './router/router.ts'
import './shell.ts'
import { View } from './view.ts'

/** The whole cabinet: who is signed in decides between the sign-in page and the shell with its pages. */
@customElement('lk-app')
export class App extends View {
  @state() private me: Me | null | undefined
  @state() private problem: unknown = null
  @state() private place: Place | undefined
  @query('lk-sign-in-again') private again!: SignInAgain
  @query('lk-toasts') private toasts!: Toasts
  readonly #cabinet = new ContextProvider(this, { context: cabinetContext })
  readonly #place = new ContextProvider(this, { context: placeContext })
  readonly #router = new Router((place) => {
    this.place = place
    this.#place.setValue(place)
    void this.#cabinet.value?.notices.refresh()
  })

  override connectedCallback(): void {
    super.connectedCallback()
    this.place = this.#router.place
    this.#place.setValue(this.place)
    this.#router.start()
    void this.#begin()
  }

  protected override render(): TemplateResult {
    return html`${this.#pageTemplate()}<lk-sign-in-again></lk-sign-in-again><lk-toasts></lk-toasts>`
  }

  #pageTemplate(): TemplateResult {
    if (this.problem !== null) return html`<main class="alone">${problemTemplate(this.problem, () => void this.#begin())}</main>`
    if (this.me === undefined) return html`<main class="alone">${waitingTemplate()}</main>`
    if (this.me === null) return this.#strangerTemplate()
    if (this.me.mustChangePassword)
      return html`<lk-new-password-page
        .me=${this.me}
        .change=${(current: string, next: string) => this.#api().changePassword(current, next)}
        @lk-password-changed=${(event: CustomEvent<Me>) => this.#enter(event.detail)}
      ></lk-new-password-page>`
    return html`<lk-shell @lk-signed-out=${() => location.assign('/lk')}></lk-shell>`
  }

  /** Some publications are read before signing in; every other address waits for it. */
  #strangerTemplate(): TemplateResult {
    const { section, slug } = this.place?.params ?? {}
    const entered = (event: CustomEvent<Me>): void => this.#enter(event.detail)
    if (section === undefined || slug === undefined) return html`<lk-sign-in-page @lk-signed-in=${entered}></lk-sign-in-page>`
    return html`<lk-public-publication .section=${section} .slug=${slug} @lk-signed-in=${entered}></lk-public-publication>`
  }

  async #begin(): Promise<void> {
    this.problem = null
    try {
      const me = await whoIsSignedIn()
      if (me) this.#enter(me)
      else this.me = null
    } catch (error) {
      this.problem = error
    }
  }

  #enter(me: Me): void {
    const api = this.#api()
    const notices = new Notices(api)
    const events = this.#eventsOf(me)
    const cabinet: Cabinet = {
      me,
      api,
      notices,
      events,
      router: this.#router,
      unsent: this.#cabinet.value?.unsent ?? new Set(),
      say: (text) => this.toasts.say(text),
      csrf: () => this.me?.csrf ?? '',
      renew: (renewed) => this.#enter(renewed),
      signInAgain: () => this.#signInAgain(),
    }
    this.me = me
    this.#cabinet.setValue(cabinet)
    if (!me.mustChangePassword) void notices.refresh()
  }

  #api(): Api {
    return new Api(
      () => this.me?.csrf ?? '',
      () => void this.#signInAgain(),
    )
  }

  /** The stream outlives signing in again. */
  #eventsOf({ login }: Me): LiveEvents {
    const known = this.#cabinet.value
    if (known?.me.login === login) {
      known.events.resume()
      return known.events
    }
    known?.events.close()
    const events = liveEvents({ base: '/api', account: login })
    events.listen({ hear: (event) => this.#hear(event) })
    return events
  }

  #hear({ type }: LiveEvent): void {
    if (type === 'notification' || type === 'ready') void this.#cabinet.value?.notices.refresh()
    if (type === 'signed-out') void this.#signInAgain()
  }

  /** Another person means another cabinet: nothing of the former one may stay on the screen. */
  async #signInAgain(): Promise<boolean> {
    const before = this.me
    if (!before) return false
    const me = await this.again.ask(before.login)
    if (!me) return false
    if (me.login !== before.login) location.reload()
    else if (this.me?.csrf !== me.csrf) this.#enter(me)
    return me.login === before.login
  }
}
