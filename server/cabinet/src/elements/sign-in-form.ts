import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { signIn } from '../api/client.ts'
import { ApiProblem } from '../api/problem.ts'
import type { Me } from '../api/wire.ts'
import { View } from '../view.ts'
import { icons } from './icons.ts'

/**
 * Login and password.
 *
 * @fires lk-signed-in Detail: {@link Me}.
 */
@customElement('lk-sign-in-form')
export class SignInForm extends View {
  /** Filled in beforehand. */
  @property({ attribute: false }) login = ''
  @state() private shown = false
  @state() private capsLock = false
  @state() private busy = false
  @state() private problem = ''
  @query('input[name=login]') private loginField!: HTMLInputElement
  @query('input[name=password]') private passwordField!: HTMLInputElement

  /** The window around the form may be opened before the fields are there, so `autofocus` comes too late. */
  protected override firstUpdated(): void {
    const field = this.login === '' ? this.loginField : this.passwordField
    field.focus()
  }

  protected override render(): TemplateResult {
    const bad = this.problem !== ''
    const describes = bad ? 'sign-in-problem' : nothing
    return html`<form class="sign-in-form" novalidate @submit=${(event: Event) => void this.#submit(event)}>
      ${
        bad
          ? html`<div id="sign-in-problem" class="problem plain" role="alert">
              ${icons.alert}
              <p>${this.problem}</p>
            </div>`
          : nothing
      }
      <div class="field">
        <label for="login">Логин</label>
        <input
          id="login"
          name="login"
          autocomplete="username"
          autocapitalize="none"
          autocorrect="off"
          spellcheck="false"
          maxlength="100"
          .defaultValue=${this.login}
          aria-invalid=${bad}
          aria-describedby=${describes}
        />
      </div>
      <div class="field">
        <label for="password">Пароль</label>
        <div class="with-button">
          <input
            id="password"
            name="password"
            type=${this.shown ? 'text' : 'password'}
            autocomplete="current-password"
            autocapitalize="none"
            spellcheck="false"
            maxlength="200"
            aria-invalid=${bad}
            aria-describedby=${describes}
            @keydown=${this.#watchCapsLock}
            @keyup=${this.#watchCapsLock}
            @blur=${() => (this.capsLock = false)}
          />
          <button type="button" class="quiet square" aria-pressed=${this.shown} @click=${() => (this.shown = !this.shown)}>
            ${this.shown ? icons.hide : icons.look}<span class="unseen">Показать символы</span>
          </button>
        </div>
        <p class="note" role="status">${this.capsLock ? 'Включен Caps Lock: буквы вводятся заглавными.' : ''}</p>
      </div>
      <button class="button primary wide" aria-disabled=${this.busy}>${this.busy ? 'Входим…' : 'Войти'}</button>
    </form>`
  }

  readonly #watchCapsLock = (event: KeyboardEvent): void => {
    this.capsLock = event.getModifierState?.('CapsLock') ?? false
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault()
    if (this.busy) return
    const login = this.loginField.value.trim()
    const password = this.passwordField.value
    if (login === '' || password === '') return this.#refuse('Введите логин и пароль.', login === '')
    this.busy = true
    try {
      this.#done(await signIn(login, password))
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      this.#refuse(error.message, false)
    } finally {
      this.busy = false
    }
  }

  #done(me: Me): void {
    this.problem = ''
    this.passwordField.value = ''
    this.dispatchEvent(new CustomEvent('lk-signed-in', { detail: me, bubbles: true }))
  }

  #refuse(problem: string, loginFirst: boolean): void {
    this.problem = problem
    const field = loginFirst ? this.loginField : this.passwordField
    field.focus()
    field.select()
  }
}
