import { consume } from '@lit/context'
import { Task } from '@lit/task'
import { html, nothing } from 'lit'
import type { PropertyValues, TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { ApiProblem } from '../api/problem.ts'
import type { Api } from '../api/client.ts'
import type { FilePage, Store, StoredFile } from '../api/wire.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import '../collection/export-button.ts'
import type { AudienceWindow } from '../desk/audience-window.ts'
import { onDemand } from '../desk/on-demand.ts'
import type { Confirm } from '../elements/confirm.ts'
import '../elements/confirm.ts'
import { icons } from '../elements/icons.ts'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import { counted } from '../text/plural.ts'
import { View } from '../view.ts'
import { Arrivals } from './arrivals.ts'
import { fileTemplate } from './file-row.ts'
import type { UploadWindow } from './upload-window.ts'
import './upload-window.ts'

/** How many files a store shows before it is expanded, and on a page after. */
const few = 5
const perPage = 20
/** How long a person may go on typing before the search begins. Milliseconds. */
const pause = 300

/**
 * A store of files: the first few of them; «Раскрыть» gives all, with a search by name and pages at the bottom. Coordinators order
 * «Отчет» of who has downloaded what. Manual §3.2, Рис. 9–12.
 *
 * @fires lk-unfold «Раскрыть» or «Свернуть» was pressed; detail: whether the store is to be expanded.
 */
@customElement('lk-store')
export class StoreBlock extends View {
  @property({ attribute: false }) store!: Store
  @property({ attribute: false }) expanded = false
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet
  @state() private q = ''
  /** Counted from 1. */
  @state() private page = 1
  @query('lk-upload-window') private uploads!: UploadWindow
  @query('lk-confirm') private confirm!: Confirm
  #timer: ReturnType<typeof setTimeout> | undefined
  /** Ends what is being sent when the page is left. */
  #left = new AbortController()

  readonly #files = new Task(this, {
    task: ([cabinet, id, q, page, per], { signal }) => cabinet.api.files(id, { q, page, per }, signal),
    args: () => [this.cabinet, this.store.id, this.q, this.page, this.expanded ? perPage : few] as const,
  })

  readonly #arrivals = new Arrivals(this, async () => {
    await this.#files.run()
    return this.#files.value?.items ?? []
  })

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
    this.#left.abort()
    this.#left = new AbortController()
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed)
    if (!changed.has('expanded')) return
    clearTimeout(this.#timer)
    this.q = ''
    this.page = 1
  }

  protected override render(): TemplateResult {
    const { id, title, files } = this.store
    return html`<article class="store" aria-label=${title}>
      <header>
        ${icons.folder}
        <h4>${title}</h4>
        <p class="note">${counted(this.q === '' ? (this.#files.value?.total ?? files) : files, ['файл', 'файла', 'файлов'])}</p>
        <button
          type="button"
          class="button small"
          aria-expanded=${this.expanded}
          aria-controls="files-${id}"
          @click=${() => this.#unfold(!this.expanded)}
        >
          ${this.expanded ? icons.fold : icons.unfold}${this.expanded ? 'Свернуть' : 'Раскрыть'}
        </button>
      </header>
      ${this.expanded ? this.#searchTemplate() : nothing}
      <div id="files-${id}" class="files">${this.#filesTemplate()}</div>
      <p class="unseen" role="status">${this.#arrivals.arrived === '' ? '' : `Файл «${this.#arrivals.arrived}» скачан`}</p>
      ${
        this.cabinet.me.role === 'org'
          ? nothing
          : html`<div class="buttons">
              ${this.#keepingTemplate()}<lk-export-button
                .orders=${[{ label: 'Отчет', send: (api: Api) => api.orderStoreReport(id) }]}
              ></lk-export-button>
            </div>`
      }
    </article>`
  }

  /** What the organizer does besides. */
  #keepingTemplate(): TemplateResult | typeof nothing {
    if (this.cabinet.me.role !== 'fed') return nothing
    return html`<button type="button" class="button" @click=${() => this.uploads.open()}>${icons.add}Добавить файлы</button>
      <lk-upload-window .store=${this.store} @lk-placed=${() => void this.#files.run()}></lk-upload-window>
      <lk-audience-window @lk-placed=${() => void this.#files.run()}></lk-audience-window>
      <lk-confirm></lk-confirm>`
  }

  #searchTemplate(): TemplateResult {
    return html`<form
      class="filters"
      role="search"
      aria-label=${`Файлы: ${this.store.title}`}
      @submit=${(event: Event) => event.preventDefault()}
    >
      <label class="search">
        ${icons.search}<span class="unseen">Название файла</span>
        <input type="search" placeholder="Название файла" maxlength="100" .value=${this.q} @input=${this.#typed} />
      </label>
      <p class="note" role="status">${this.q !== '' && this.#files.value ? `Найдено: ${this.#files.value.total}` : ''}</p>
    </form>`
  }

  #filesTemplate(): unknown {
    const ready = this.#files.value
    return this.#files.render({
      pending: () => (ready ? this.#listTemplate(ready) : waitingTemplate()),
      complete: (page) => this.#listTemplate(page),
      error: (error) => problemTemplate(error, () => void this.#files.run()),
    })
  }

  #listTemplate({ items, total, page, per }: FilePage): TemplateResult {
    if (items.length === 0)
      return html`<p class="empty">${this.q === '' ? 'Файлов для вас здесь пока нет.' : 'Таких файлов нет. Измените поиск.'}</p>`
    const pages = Math.ceil(total / per)
    return html`<ul class="file-list">
        ${repeat(
          items,
          (file) => file.id,
          (file) =>
            fileTemplate(file, {
              downloading: this.#arrivals.has(file.id),
              started: () => this.#arrivals.expect(file),
              keeping: {
                addressed: () => void this.#address(file),
                replaced: (by) => void this.#replace(file, by),
                removed: () => void this.#remove(file),
              },
            }),
        )}
      </ul>
      ${this.expanded && pages > 1 ? this.#pagesTemplate(page, pages) : nothing}
      ${
        !this.expanded && total > items.length
          ? html`<p class="note">Показаны первые ${items.length} из ${total}. Остальные – по кнопке «Раскрыть».</p>`
          : nothing
      }`
  }

  #pagesTemplate(page: number, pages: number): TemplateResult {
    return html`<nav class="pages" aria-label="Страницы хранилища">
      <button type="button" class="button" ?disabled=${page <= 1} @click=${() => (this.page = page - 1)}>Назад</button>
      <span>Страница ${page} из ${pages}</span>
      <button type="button" class="button" ?disabled=${page >= pages} @click=${() => (this.page = page + 1)}>Вперед</button>
    </nav>`
  }

  readonly #typed = (event: Event): void => {
    const { value } = event.target as HTMLInputElement
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.q = value.trim()
      this.page = 1
    }, pause)
  }

  async #address(file: StoredFile): Promise<void> {
    const load = () => import('../desk/audience-window.ts')
    ;(await onDemand<AudienceWindow>(this, 'lk-audience-window', load, this.cabinet.say))?.open(file)
  }

  async #replace(file: StoredFile, by: File): Promise<void> {
    const text = `Вместо файла «${file.name}» получатели увидят «${by.name}». Кто скачал прежний, останется в отчете.`
    if (!(await this.confirm.ask({ title: 'Заменить файл?', text, yes: 'Заменить', no: 'Оставить' }))) return
    const place = { params: { id: file.id }, query: { name: by.name } }
    const sent = { file: by, progress: () => undefined, signal: this.#left.signal }
    await this.#told('Файл заменен.', () => this.cabinet.api.send('post /api/admin/placements/{id}/replacement', place, sent))
  }

  async #remove(file: StoredFile): Promise<void> {
    const text = `Файл «${file.name}» исчезнет из хранилища у всех. Кто его уже скачал, останется в отчете.`
    if (!(await this.confirm.ask({ title: 'Убрать файл?', text, yes: 'Убрать', no: 'Оставить' }))) return
    await this.#told('Файл убран.', () => this.cabinet.api.removeFile(file.id))
  }

  /** Does something to the store, and says that it is done, or why not. */
  async #told(done: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work()
      this.cabinet.say(done)
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      this.cabinet.say(error.message)
    }
    await this.#files.run()
  }

  #unfold(wanted: boolean): void {
    this.dispatchEvent(new CustomEvent('lk-unfold', { detail: wanted }))
  }
}
