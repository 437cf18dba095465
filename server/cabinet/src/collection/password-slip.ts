import { consume } from '@lit/context'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { ApiProblem } from '../api/problem.ts'
import type { OrganisationName } from '../api/wire.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import type { Confirm } from '../elements/confirm.ts'
import '../elements/confirm.ts'
import { icons } from '../elements/icons.ts'
import { Modal } from '../elements/modal.ts'
import { View } from '../view.ts'

/** «Выдать новый пароль»: asks, gives, and shows the password once. */
@customElement('lk-password-slip')
export class PasswordSlip extends View {
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet
  @state() private given: { readonly organisation: OrganisationName; readonly password: string } | null = null
  @query('lk-confirm') private confirm!: Confirm

  constructor() {
    super()
    new Modal(this, { wanted: () => this.given !== null, left: () => (this.given = null), dismissal: 'asked' })
  }

  async give(organisation: OrganisationName): Promise<void> {
    const sure = await this.confirm.ask({
      title: 'Выдать новый пароль?',
      text: `${organisation.name}, ${organisation.login}: прежний пароль перестанет действовать, открытые сеансы закончатся. Введенное не пропадет. Организация увидит, кто выдал пароль.`,
      yes: 'Выдать',
      no: 'Не выдавать',
    })
    if (!sure) return
    try {
      this.given = { organisation, password: await this.cabinet.api.resetPassword(organisation.login) }
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      this.cabinet.say(`Пароль не выдан. ${error.message}`)
    }
  }

  protected override render(): TemplateResult {
    return html`<dialog class="window small" aria-labelledby="slip-title">
        ${this.given === null ? nothing : this.#slipTemplate(this.given)}
      </dialog>
      <lk-confirm></lk-confirm>`
  }

  #slipTemplate({ organisation, password }: { organisation: OrganisationName; password: string }): TemplateResult {
    return html`<h2 id="slip-title">Новый пароль</h2>
      <p>${organisation.name}</p>
      <dl class="slip">
        <dt>Логин</dt>
        <dd><code>${organisation.login}</code></dd>
        <dt>Пароль на один раз</dt>
        <dd><code>${password}</code></dd>
      </dl>
      <p class="note">
        Запишите или передайте его сейчас: больше он нигде не показывается. Не пересылайте пароль по электронной почте.
      </p>
      <div class="buttons end">
        <button type="button" class="button primary" autofocus @click=${() => (this.given = null)}>${icons.done}Записано</button>
      </div>`
  }
}
