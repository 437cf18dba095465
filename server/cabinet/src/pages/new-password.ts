import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Me } from '../api/wire.ts'
import { markTemplate } from '../elements/mark.ts'
import type { ChangePassword } from '../elements/password-form.ts'
import '../elements/password-form.ts'
import { View } from '../view.ts'

/** The password was given by somebody else and works once: nothing is open until it is changed. */
@customElement('lk-new-password-page')
export class NewPasswordPage extends View {
  @property({ attribute: false }) me!: Me
  @property({ attribute: false }) change!: ChangePassword

  protected override render(): TemplateResult {
    return html`<main class="sign-in single">
      <div class="sign-in-card">
        <p class="product">${markTemplate()}<span>Табель</span></p>
        <h1>Придумайте свой пароль</h1>
        <p>
          Вы вошли как <strong>${this.me.login}</strong> с паролем, который выдан на один раз. После смены откроется личный
          кабинет.
        </p>
        <lk-password-form .login=${this.me.login} .change=${this.change}></lk-password-form>
      </div>
    </main>`
  }
}
