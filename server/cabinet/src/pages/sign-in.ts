import { Task } from '@lit/task'
import { html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement } from 'lit/decorators.js'
import { publicPublications } from '../api/client.ts'
import type { PublicPublication } from '../api/wire.ts'
import { icons } from '../elements/icons.ts'
import { markTemplate } from '../elements/mark.ts'
import '../elements/sign-in-form.ts'
import { publicationPath } from '../router/routes.ts'
import { View } from '../view.ts'

/** The first page: login, password and what to do when they do not fit. The address stays where one was headed. */
@customElement('lk-sign-in-page')
export class SignInPage extends View {
  /** Instructions that can be read now. Without them the page is as good. */
  readonly #instructions = new Task(this, {
    task: (_, { signal }) => publicPublications(signal),
    args: () => [] as const,
  })

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
          <li>
            Логин и пароль выдает федеральный организатор. Вводите их в том же регистре, в котором вы их получили: большие и
            маленькие буквы различаются.
          </li>
          <li>Проверьте, нет ли лишних символов: пробел в начале или в конце часто попадает туда при копировании.</li>
          <li>Проверьте, что реквизиты актуальны. О замене реквизитов доступа информирует региональный координатор.</li>
          <li>
            Пароль утерян? Для его замены сформируйте заявку на сайте ФГБУ «ФИОКО» в разделе «Техническая поддержка информационных
            систем».
          </li>
          <li>Рекомендуемый браузер – Яндекс.Браузер.</li>
        </ul>
        ${instructionsTemplate(this.#instructions.value ?? [])}
        <p>
          Пароль – конфиденциальная информация, пересылка пароля по электронной почте недопустима. Ответственность за хранение
          паролей лежит на администрации организации.
        </p>
      </aside>
    </main>`
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed)
    document.title = 'Вход – Табель'
  }
}

function instructionsTemplate(publications: readonly PublicPublication[]): TemplateResult | typeof nothing {
  if (publications.length === 0) return nothing
  return html`<nav aria-label="Доступно без входа">
    <p>Подробный порядок действий:</p>
    <ul>
      ${publications.map(({ section, slug, title }) => html`<li><a href=${publicationPath(section, slug)}>${title}</a></li>`)}
    </ul>
  </nav>`
}
