import { consume } from '@lit/context'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../api/client.ts'
import { reportAddress } from '../api/client.ts'
import { ApiProblem } from '../api/problem.ts'
import type { Report } from '../api/wire.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import { icons } from '../elements/icons.ts'
import { counted } from '../text/plural.ts'
import { View } from '../view.ts'

/** What a button orders. */
export interface ReportOrder {
  /** Words on the button. */
  readonly label: string
  /** Orders it; id of the report. */
  readonly send: (api: Api) => Promise<string>
}

/** How often an ordered report is asked after. Milliseconds. */
const pace = 1000

/**
 * Buttons that order reports, one at a time: says that the report is being made, then offers «Загрузить отчет». It is in the
 * notifications as well, so the page may be left meanwhile. Manual §3.3, Рис. 24–25; §3.2, Рис. 11–12.
 */
@customElement('lk-export-button')
export class ExportButton extends View {
  @property({ attribute: false }) orders: readonly ReportOrder[] = []
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet
  @state() private report: Report | null = null
  @state() private problem = ''
  @state() private ordering = false
  #timer: ReturnType<typeof setTimeout> | undefined

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
  }

  protected override render(): TemplateResult {
    return html`${this.orders.map(
        (order) =>
          html`<button type="button" class="button" aria-disabled=${this.#busy} @click=${() => void this.#order(order)}>
            ${icons.table}${order.label}
          </button>`,
      )}
      <div class="export" role="status">${this.#messageTemplate()}</div>`
  }

  get #busy(): boolean {
    return this.ordering || this.report?.state === 'queued' || this.report?.state === 'running'
  }

  #messageTemplate(): TemplateResult | typeof nothing {
    const { report } = this
    if (this.problem !== '') return html`<p class="note bad">${icons.alert}${this.problem}</p>`
    if (!report) return nothing
    if (report.state === 'failed')
      return html`<p class="note bad">
        ${icons.alert}Отчет сформировать не удалось. ${report.message ?? ''} Закажите его еще раз.
      </p>`
    if (report.state === 'cancelled') return html`<p class="note">Формирование отчета отменено.</p>`
    if (report.state !== 'done')
      return html`<p class="note">
        <progress max="1" .value=${report.progress}></progress>Отчет формируется. Можно продолжать работу: когда он будет готов,
        придет уведомление.
        <button type="button" class="button small" @click=${() => void this.#cancel(report.id)}>Отменить</button>
      </p>`
    return html`<p class="note">
      ${icons.done}Отчет сформирован${report.rows === null ? '' : `: ${counted(report.rows, ['строка', 'строки', 'строк'])}`}.
      <a class="button small" href=${reportAddress(report.id)} download>${icons.download}Загрузить отчет</a>
    </p>`
  }

  async #order({ send }: ReportOrder): Promise<void> {
    if (this.#busy) return
    this.problem = ''
    this.report = null
    this.ordering = true
    try {
      await this.#follow(await send(this.cabinet.api))
    } catch (error) {
      this.#failed(error)
    } finally {
      this.ordering = false
    }
  }

  async #cancel(id: string): Promise<void> {
    clearTimeout(this.#timer)
    try {
      this.report = await this.cabinet.api.cancelReport(id)
      if (this.report.state === 'done') await this.cabinet.notices.refresh()
    } catch (error) {
      this.#failed(error)
    }
  }

  async #follow(id: string): Promise<void> {
    this.report = await this.cabinet.api.report(id)
    if (this.report.state === 'cancelled') return
    if (this.report.state === 'done' || this.report.state === 'failed') {
      await this.cabinet.notices.refresh()
      return
    }
    this.#timer = setTimeout(() => void this.#follow(id).catch((error: unknown) => this.#failed(error)), pace)
  }

  #failed(error: unknown): void {
    if (!(error instanceof ApiProblem)) throw error
    this.report = null
    this.problem = error.message
  }
}
