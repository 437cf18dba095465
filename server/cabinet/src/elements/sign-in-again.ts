import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Me } from '../api/wire.ts'
import { View } from '../view.ts'
import { icons } from './icons.ts'
import { Modal } from './modal.ts'
import './sign-in-form.ts'

/** The session ended while something was open: sign in over it and go on. */
@customElement('lk-sign-in-again')
export class SignInAgain extends View {
  @state() private login: string | null = null
  #answer: ((me: Me | null) => void) | null = null
  #waiting: Promise<Me | null> | null = null

  constructor() {
    super()
    new Modal(this, { wanted: () => this.login !== null, left: () => this.#end(null), dismissal: 'keyboard' })
  }

  /** The person who signed in; null when it was put off. Asked twice at once, there is one window. */
  ask(login: string): Promise<Me | null> {
    this.login = login
    this.#waiting ??= new Promise((answer) => (this.#answer = answer))
    return this.#waiting
  }

  protected override render(): TemplateResult {
    return html`<dialog class="window small" aria-labelledby="again-title">
      ${
        this.login === null
          ? nothing
          : html`<header>
                <h2 id="again-title">Войдите еще раз</h2>
                <button type="button" class="quiet square" @click=${() => this.#end(null)}>
                  ${icons.close}<span class="unseen">Отложить вход</span>
                </button>
              </header>
              <p>Сеанс закончился. Все, что вы ввели, сохранено на этом компьютере и будет отправлено после входа.</p>
              <lk-sign-in-form
                .login=${this.login}
                @lk-signed-in=${(event: CustomEvent<Me>) => this.#end(event.detail)}
              ></lk-sign-in-form>`
      }
    </dialog>`
  }

  #end(me: Me | null): void {
    this.login = null
    this.#waiting = null
    this.#answer?.(me)
    this.#answer = null
  }
}
