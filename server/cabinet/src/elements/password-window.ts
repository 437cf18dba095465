import { consume } from '@lit/context'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { Me } from '../api/wire.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import { View } from '../view.ts'
import { icons } from './icons.ts'
import { Modal } from './modal.ts'
import './password-form.ts'

/** «Сменить пароль» over the cabinet. */
@customElement('lk-password-window')
export class PasswordWindow extends View {
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet
  @state() private wanted = false

  constructor() {
    super()
    new Modal(this, { wanted: () => this.wanted, left: () => (this.wanted = false), dismissal: 'keyboard' })
  }

  open(): void {
    this.wanted = true
  }

  protected override render(): TemplateResult {
    const { me, api } = this.cabinet
    return html`<dialog class="window small" aria-labelledby="password-title">
      <header>
        <h2 id="password-title">Сменить пароль</h2>
        <button type="button" class="quiet square" @click=${() => (this.wanted = false)}>
          ${icons.close}<span class="unseen">Закрыть</span>
        </button>
      </header>
      ${
        this.wanted
          ? html`<p>Везде, где вы вошли под этим логином, понадобится войти еще раз.</p>
              <lk-password-form
                .login=${me.login}
                .change=${(current: string, next: string) => api.changePassword(current, next)}
                @lk-password-changed=${(event: CustomEvent<Me>) => this.#changed(event.detail)}
              ></lk-password-form>`
          : nothing
      }
    </dialog>`
  }

  #changed(me: Me): void {
    this.wanted = false
    this.cabinet.say('Пароль сменен.')
    this.cabinet.renew(me)
  }
}
