import { consume } from '@lit/context'
import { Task, initialState } from '@lit/task'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Receipt } from '../api/wire.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import { icons } from '../elements/icons.ts'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import { Modal } from '../elements/modal.ts'
import { deadlineText } from '../text/dates.ts'
import { View } from '../view.ts'

/** «Квитанция о сдаче»: what proves that the report was submitted, to be kept or printed. On paper it stands alone. */
@customElement('lk-receipt-window')
export class ReceiptWindow extends View {
  /** Id of the collection. */
  @property({ attribute: false }) collection = ''
  @property({ attribute: false }) wanted = false
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet

  /** Asked for at every opening: the report may have been submitted again. */
  readonly #receipt = new Task(this, {
    task: async ([cabinet, collection, wanted], { signal }): Promise<Receipt | typeof initialState> =>
      wanted ? cabinet.api.receipt(collection, signal) : initialState,
    args: () => [this.cabinet, this.collection, this.wanted] as const,
  })

  constructor() {
    super()
    new Modal(this, { wanted: () => this.wanted, left: () => this.#close(), dismissal: 'anyhow' })
  }

  protected override render(): TemplateResult {
    const id = `receipt-${this.collection}`
    return html`<dialog class="window small receipt" aria-labelledby=${id}>
      <header>
        <h2 id=${id}>Квитанция о сдаче отчета</h2>
        <button type="button" class="quiet square" @click=${() => this.#close()}>
          ${icons.close}<span class="unseen">Закрыть</span>
        </button>
      </header>
      ${this.wanted ? this.#contentTemplate() : nothing}
    </dialog>`
  }

  #contentTemplate(): unknown {
    return this.#receipt.render({
      initial: () => waitingTemplate(),
      pending: () => waitingTemplate(),
      complete: receiptTemplate,
      error: (error) => problemTemplate(error, () => void this.#receipt.run()),
    })
  }

  #close(): void {
    this.cabinet.router.closeOver('receipt')
  }
}

function receiptTemplate(receipt: Receipt): TemplateResult {
  const { number, organisation, collection, form, submittedAt, submittedBy, sha256 } = receipt
  return html`<dl class="receipt-lines">
      ${lineTemplate('Номер отчета', String(number))}
      ${lineTemplate('Организация', `${organisation.name} (${organisation.login})`)} ${lineTemplate('Сбор данных', collection)}
      ${lineTemplate('Форма', `${form.title}, версия ${form.version}`)}
      ${lineTemplate('Дата и время сдачи', deadlineText(submittedAt))} ${lineTemplate('Кто сдал', submittedBy)}
      <div>
        <dt>Контрольная сумма отчета (SHA-256)</dt>
        <dd><code>${sha256}</code></dd>
      </div>
    </dl>
    <div class="buttons end">
      <button type="button" class="button primary" @click=${() => print()}>${icons.print}Распечатать</button>
    </div>`
}

function lineTemplate(name: string, value: string): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`
}
