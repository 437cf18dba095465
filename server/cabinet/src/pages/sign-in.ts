import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement } from 'lit/decorators.js'
import { icons } from '../elements/icons.ts'
import { markTemplate } from '../elements/mark.ts'
import '../elements/sign-in-form.ts'
import { View } from '../view.ts'

/** The first page: login, password and what to do when they do not fit. The address stays where one was headed. */
@customElement('lk-sign-in-page')
export class SignInPage extends View {
  protected override render(): TemplateResult {
    return html`<main class="sign-in">
      <div class="sign-in-card">
        <p class="product">${markTemplate()}<span>Табель</span></p>
        <h1>Вход в личный кабинет</h1>
        <lk-sign-in-form></lk-sign-in-form>
      </div>
      <aside class="sign-in-help" aria-labelledby="help-title">
        <h2 id="help-title">${icons.info}Если войти не получается</h2>
        <ul>
          <li>Вводите логин и пароль в том же регистре, в котором вы их получили: большие и маленькие буквы различаются.</li>
          <li>Проверьте, нет ли лишних символов: пробел в начале или в конце часто попадает туда при копировании.</li>
          <li>Проверьте, что реквизиты актуальны. О замене реквизитов сообщает региональный координатор.</li>
        </ul>
        <p>
          Пароль – конфиденциальная информация. Не пересылайте его по электронной почте. За хранение паролей отвечает
          администрация организации.
        </p>
      </aside>
    </main>`
  }
}
