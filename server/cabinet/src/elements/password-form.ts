import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { ApiProblem } from '../api/problem.ts'
import type { Me } from '../api/wire.ts'
import { View } from '../view.ts'
import { icons } from './icons.ts'

/** Changes the password of whoever is signed in. */
export type ChangePassword = (current: string, next: string) => Promise<Me>

/**
 * The present password and the new one, twice.
 *
 * @fires lk-password-changed Detail: {@link Me}, with the token of the new session.
 */
@customElement('lk-password-form')
export class PasswordForm extends View {
  @property({ attribute: false }) login = ''
  @property({ attribute: false }) change!: ChangePassword
  @state() private busy = false
  @state() private problem = ''
  @query('input[name=current]') private current!: HTMLInputElement
  @query('input[name=next]') private next!: HTMLInputElement
  @query('input[name=repeated]') private repeated!: HTMLInputElement

  protected override firstUpdated(): void {
    this.current.focus()
  }

  protected override render(): TemplateResult {
    const bad = this.problem !== ''
    return html`<form class="sign-in-form" novalidate @submit=${(event: Event) => void this.#submit(event)}>
      ${
        bad
          ? html`<div id="password-problem" class="problem plain" role="alert">
              ${icons.alert}
              <p>${this.problem}</p>
            </div>`
          : nothing
      }
      <input
        class="unseen"
        name="username"
        autocomplete="username"
        tabindex="-1"
        aria-hidden="true"
        readonly
        .value=${this.login}
      />
      ${this.#fieldTemplate('current', 'Текущий пароль', 'current-password')}
      ${this.#fieldTemplate('next', 'Новый пароль', 'new-password', 'Не короче 10 символов и без логина. Например, три слова подряд.')}
      ${this.#fieldTemplate('repeated', 'Новый пароль еще раз', 'new-password')}
      <button class="button primary wide" aria-disabled=${this.busy}>${this.busy ? 'Меняем…' : 'Сменить пароль'}</button>
    </form>`
  }

  #fieldTemplate(name: string, label: string, autocomplete: 'current-password' | 'new-password', note = ''): TemplateResult {
    return html`<div class="field">
      <label for="password-${name}">${label}</label>
      <input
        id="password-${name}"
        name=${name}
        type="password"
        autocomplete=${autocomplete}
        maxlength="200"
        aria-invalid=${this.problem !== ''}
        aria-describedby=${note === '' ? nothing : `password-${name}-note`}
      />
      ${note === '' ? nothing : html`<p class="note" id="password-${name}-note">${note}</p>`}
    </div>`
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault()
    if (this.busy) return
    const [current, next] = [this.current.value, this.next.value]
    if (current === '' || next === '')
      return this.#refuse('Введите текущий и новый пароль.', current === '' ? this.current : this.next)
    if (next !== this.repeated.value) return this.#refuse('Новый пароль введен по-разному. Введите его еще раз.', this.repeated)
    this.busy = true
    try {
      const me = await this.change(current, next)
      this.problem = ''
      this.dispatchEvent(new CustomEvent('lk-password-changed', { detail: me, bubbles: true }))
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      this.#refuse(error.message, error.code === 'wrong-password' ? this.current : this.next)
    } finally {
      this.busy = false
    }
  }

  #refuse(problem: string, field: HTMLInputElement): void {
    this.problem = problem
    field.focus()
    field.select()
  }
}
