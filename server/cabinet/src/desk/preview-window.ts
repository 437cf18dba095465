import { consume } from '@lit/context'
import { Task, initialState } from '@lit/task'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Query } from '../api/route-types.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import { icons } from '../elements/icons.ts'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import { Modal } from '../elements/modal.ts'
import { View } from '../view.ts'
import { previewTemplate } from './preview-parts.ts'
import type { Preview } from './preview-parts.ts'

type Looking = Query<'get /api/admin/publications/{section}/{slug}/preview'>

const viewers: readonly (readonly [Looking['as'], string])[] = [
  ['edu', 'Общеобразовательная организация'],
  ['ksh', 'Кадетская школа или корпус'],
  ['spo', 'Профессиональная образовательная организация'],
  ['reg', 'Региональный координатор'],
  ['mun', 'Муниципальный координатор'],
  ['stranger', 'До входа в кабинет'],
]

/** «Посмотреть как…»: a publication as others see it, or will see it when it is out. The server decides what that is. */
@customElement('lk-preview-window')
export class PreviewWindow extends View {
  /** Slugs of the publication's address. */
  @property({ attribute: false }) section = ''
  @property({ attribute: false }) publication = ''
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet
  @state() private looking: Looking | null = null
  @state() private problem = ''
  @query('form') private form!: HTMLFormElement

  readonly #seen = new Task(this, {
    task: async ([cabinet, section, slug, looking], { signal }): Promise<Preview | typeof initialState> => {
      if (looking === null) return initialState
      const params = { section, slug }
      return cabinet.api.call('get /api/admin/publications/{section}/{slug}/preview', { params, query: looking, signal })
    },
    args: () => [this.cabinet, this.section, this.publication, this.looking] as const,
  })

  constructor() {
    super()
    new Modal(this, { wanted: () => this.looking !== null, left: () => this.#close(), dismissal: 'keyboard' })
  }

  open(): void {
    this.problem = ''
    this.looking = { as: 'edu' }
  }

  protected override render(): TemplateResult {
    const id = `preview-${this.publication}`
    return html`<dialog class="window wide desk" aria-labelledby=${id}>
      <header>
        <h2 id=${id}>Как видят публикацию</h2>
        <button type="button" class="quiet square" @click=${() => this.#close()}>
          ${icons.close}<span class="unseen">Закрыть</span>
        </button>
      </header>
      ${this.looking === null ? nothing : html`${this.#filtersTemplate(this.looking)}${this.#seenTemplate()}`}
    </dialog>`
  }

  #filtersTemplate({ as }: Looking): TemplateResult {
    const change = () => this.#changed()
    return html`<form class="filters viewers" novalidate @change=${change} @submit=${(event: Event) => event.preventDefault()}>
        <label class="field">
          Кто смотрит
          <select name="as">
            ${viewers.map(([value, word]) => html`<option value=${value}>${word}</option>`)}
          </select>
        </label>
        ${
          as === 'stranger'
            ? nothing
            : html`<label class="field">
                  Код региона
                  <input type="text" name="region" inputmode="numeric" maxlength="2" placeholder="любой" />
                </label>
                <label class="field">
                  Логин, если нужна одна организация
                  <input type="text" name="login" maxlength="100" spellcheck="false" autocapitalize="none" />
                </label>`
        }
      </form>
      ${this.problem === '' ? nothing : html`<p class="note bad" role="alert">${this.problem}</p>`}`
  }

  #seenTemplate(): unknown {
    return this.#seen.render({
      initial: () => waitingTemplate(),
      pending: () => waitingTemplate(),
      complete: (preview) => previewTemplate(preview),
      error: (error) => problemTemplate(error, () => void this.#seen.run()),
    })
  }

  #changed(): void {
    const given = new FormData(this.form)
    const text = (name: string): string => (given.get(name) as string | null)?.trim() ?? ''
    const [as, region, login] = [text('as') as Looking['as'], text('region'), text('login')]
    this.problem = region === '' || /^\d{2}$/u.test(region) ? '' : 'Код региона – две цифры, например: 01.'
    if (this.problem === '') this.looking = { as, region: region || undefined, login: login || undefined }
  }

  #close(): void {
    this.looking = null
  }
}
