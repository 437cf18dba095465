import { consume } from '@lit/context'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { reportAddress } from '../api/client.ts'
import { ApiProblem } from '../api/problem.ts'
import type { Report } from '../api/wire.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import { icons } from '../elements/icons.ts'
import { counted } from '../text/plural.ts'
import { View } from '../view.ts'

/** How often an ordered report is asked after. Milliseconds. */
const pace = 1000

/**
 * «Экспорт результатов» as a workbook or as CSV, and «Экспорт списка участников»: orders the report, says that it is being made, then offers «Загрузить отчет». It is in the
 * notifications as well, so the page may be left meanwhile. Manual §3.3, Рис. 24–25.
 */
@customElement('lk-export-button')
export class ExportButton extends View {
  /** Id of the collection. */
  @property({ attribute: false }) collection = ''
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
    return html`<button
        type="button"
        class="button"
        aria-disabled=${this.#busy}
        @click=${() => void this.#order('results', 'xlsx')}
      >
        ${icons.table}Экспорт результатов
      </button>
      <button type="button" class="button" aria-disabled=${this.#busy} @click=${() => void this.#order('results', 'csv')}>
        ${icons.table}Результаты в CSV
      </button>
      <button type="button" class="button" aria-disabled=${this.#busy} @click=${() => void this.#order('participants', 'xlsx')}>
        ${icons.table}Экспорт списка участников
      </button>
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
    if (report.state !== 'done')
      return html`<p class="note">
        <progress max="1" .value=${report.progress}></progress>Отчет формируется. Можно продолжать работу: когда он будет готов,
        придет уведомление.
      </p>`
    return html`<p class="note">
      ${icons.done}Отчет сформирован${report.rows === null ? '' : `: ${counted(report.rows, ['строка', 'строки', 'строк'])}`}.
      <a class="button small" href=${reportAddress(report.id)} download>${icons.download}Загрузить отчет</a>
    </p>`
  }

  async #order(kind: 'results' | 'participants', format: 'xlsx' | 'csv'): Promise<void> {
    if (this.#busy) return
    this.problem = ''
    this.report = null
    this.ordering = true
    try {
      await this.#follow(await this.cabinet.api.orderExport(this.collection, kind, format))
    } catch (error) {
      this.#failed(error)
    } finally {
      this.ordering = false
    }
  }

  async #follow(id: string): Promise<void> {
    this.report = await this.cabinet.api.report(id)
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
