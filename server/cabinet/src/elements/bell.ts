import { consume } from '@lit/context'
import { html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { reportAddress } from '../api/client.ts'
import type { Notice } from '../api/wire.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import { momentText } from '../text/dates.ts'
import { counted } from '../text/plural.ts'
import { View } from '../view.ts'
import { icons } from './icons.ts'

/** «Уведомления»: how many are unread, and the list with formed reports. */
@customElement('lk-bell')
export class Bell extends View {
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet
  @state() private open = false
  @query('.notices') private list!: HTMLElement
  #heard: Cabinet['notices'] | null = null

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#heard?.removeEventListener('change', this.#changed)
    this.#heard = null
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed)
    if (this.#heard === this.cabinet.notices) return
    this.#heard?.removeEventListener('change', this.#changed)
    this.#heard = this.cabinet.notices
    this.#heard.addEventListener('change', this.#changed)
  }

  protected override render(): TemplateResult {
    const { unread } = this.cabinet.notices.list
    const said = unread > 0 ? `, ${counted(unread, ['непрочитанное', 'непрочитанных', 'непрочитанных'])}` : ''
    return html`<button
        type="button"
        class="quiet square"
        title="Уведомления"
        aria-haspopup="dialog"
        aria-expanded=${this.open}
        popovertarget="notices"
      >
        ${icons.bell}<span class="unseen">Уведомления${said}</span>
        ${unread > 0 ? html`<span class="badge" aria-hidden="true">${unread > 99 ? '99+' : unread}</span>` : nothing}
      </button>
      <div id="notices" class="notices" popover role="dialog" aria-label="Уведомления" tabindex="-1" @toggle=${this.#toggled}>
        <h2>Уведомления</h2>
        ${this.#bodyTemplate()}
      </div>`
  }

  #bodyTemplate(): TemplateResult {
    const { list, problem } = this.cabinet.notices
    if (list.items.length > 0)
      return html`<ul>
        ${repeat(
          list.items,
          (notice) => notice.id,
          (notice) => noticeTemplate(notice),
        )}
      </ul>`
    return html`<p class="empty">${problem ? problem.message : 'Уведомлений пока нет. Здесь появятся сформированные отчеты.'}</p>`
  }

  readonly #changed = (): void => this.requestUpdate()

  readonly #toggled = (event: Event): void => {
    this.open = (event as ToggleEvent).newState === 'open'
    if (!this.open) return
    this.list.focus({ preventScroll: true })
    const { notices } = this.cabinet
    void notices.refresh().then(() => notices.markAllRead())
  }
}

function noticeTemplate(notice: Notice): TemplateResult {
  const failed = notice.kind === 'report-failed'
  return html`<li class=${notice.readAt === null ? 'unread' : ''}>
    <span class=${failed ? 'bad' : 'good'}>${failed ? icons.alert : icons.done}</span>
    <div>
      <p>${notice.text}</p>
      <time datetime=${notice.at}>${momentText(notice.at)}</time>
      ${
        notice.reportId === null || failed
          ? nothing
          : notice.reportKept
            ? html`<a class="button small" href=${reportAddress(notice.reportId)} download>${icons.download}Загрузить отчет</a>`
            : html`<p class="note">Файл этого отчета больше не хранится. Отчет можно заказать еще раз.</p>`
      }
    </div>
  </li>`
}
