import { Task } from '@lit/task'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Reply } from '../api/route-types.ts'
import '../elements/date-field.ts'
import { ActingView } from '../acting-view.ts'
import { fileButton } from '../elements/file-button.ts'
import { icons } from '../elements/icons.ts'
import { Modal } from '../elements/modal.ts'
import { dateText, fromMoscow, inMoscow, moscow } from '../text/dates.ts'
import { listed } from '../text/lists.ts'
import type { CircleChoice } from './circle-fields.ts'
import './circle-fields.ts'
import { formChoices, formChoiceTemplate } from './form-choice.ts'
import type { FormPreview } from './form-preview.ts'
import './form-preview.ts'
import { readingTemplate } from './form-reading.ts'
import type { FormReading } from './form-reading.ts'

type Former = Reply<'get /api/admin/collections'>['items'][number]

const week = 7 * 24 * 60 * 60 * 1000

/**
 * «Новый сбор данных»: a form file, a ready form or one of an earlier collection, with its diagnosis and a look at it; then when and
 * for whom.
 *
 * @fires lk-opened The collection is there.
 */
@customElement('lk-collection-maker')
export class CollectionMaker extends ActingView {
  /** Slugs of the publication's address. */
  @property({ attribute: false }) section = ''
  @property({ attribute: false }) publication = ''
  @state() private wanted = false
  @state() private source = ''
  @state() private reading: FormReading | null = null
  /** Title of the collection that the fields were filled from; empty for none. */
  @state() private copiedFrom = ''
  @state() private circle: CircleChoice | null = { kinds: [], regions: [] }
  @query('input[name="title"]') private titleField!: HTMLInputElement
  @query('form') private form!: HTMLFormElement
  @query('lk-form-preview') private preview!: FormPreview

  readonly #former = new Task(this, {
    task: async ([cabinet, wanted], { signal }) =>
      wanted ? (await cabinet.api.call('get /api/admin/collections', { signal })).items : [],
    args: () => [this.cabinet, this.wanted] as const,
  })

  readonly #choices = new Task(this, {
    task: async ([cabinet, wanted], { signal }) => (wanted ? formChoices(cabinet.api, signal) : []),
    args: () => [this.cabinet, this.wanted] as const,
  })

  constructor() {
    super()
    new Modal(this, { wanted: () => this.wanted, left: () => undefined, dismissal: 'asked' })
  }

  open(): void {
    this.problem = ''
    this.source = ''
    this.reading = null
    this.copiedFrom = ''
    this.circle = { kinds: [], regions: [] }
    this.wanted = true
  }

  protected override render(): TemplateResult {
    const id = `collection-maker-${this.publication}`
    return html`<dialog class="window wide desk" aria-labelledby=${id}>
        <header>
          <h2 id=${id}>Новый сбор данных</h2>
          <button type="button" class="quiet square" @click=${() => (this.wanted = false)}>
            ${icons.close}<span class="unseen">Закрыть без сохранения</span>
          </button>
        </header>
        ${this.wanted ? this.#formTemplate() : nothing}
      </dialog>
      <lk-form-preview></lk-form-preview>`
  }

  #formTemplate(): TemplateResult {
    return html`<form class="desk-form" novalidate @submit=${(event: Event) => void this.#submit(event)}>
      <div class="desk-main">
        <div class="buttons">
          ${fileButton({
            icon: icons.document,
            text: 'Выбрать файл формы',
            accept: '.json,application/json',
            chosen: ([file]) => void (file && this.#chosen(file)),
          })}
          ${formChoiceTemplate(this.#choices.value ?? [], (source) => void this.#picked(source))}${this.#formerTemplate()}
        </div>
        <p class="note" role="status" ?hidden=${this.copiedFrom === ''}>
          ${
            this.copiedFrom === ''
              ? nothing
              : `Все взято из сбора «${this.copiedFrom}», сроки – на год позже. Проверьте их и откройте сбор.`
          }
        </p>
        ${this.reading ? readingTemplate(this.reading, () => this.reading?.form && this.preview.open(this.reading.form)) : nothing}
        <label class="field">
          Название сбора
          <input type="text" name="title" maxlength="300" />
        </label>
        <label class="field">
          Пробный сбор: только эти логины (если пусто – все, кому предназначена форма)
          <textarea name="logins" rows="3" placeholder="edu010001, edu010002" spellcheck="false"></textarea>
        </label>
        <p class="note">Пробный сбор потом можно открыть всем: введенное не пропадет.</p>
      </div>
      <div class="desk-side">
        <lk-date-field
          class="field"
          label="Начало, по московскому времени"
          name="opens"
          with-time
          zone=${moscow}
          .defaultValue=${inMoscow(new Date().toISOString())}
        ></lk-date-field>
        <lk-date-field
          class="field"
          label="Окончание, по московскому времени"
          name="closes"
          with-time
          zone=${moscow}
          .defaultValue=${`${inMoscow(new Date(Date.now() + 2 * week).toISOString()).slice(0, 10)}T18:00`}
        ></lk-date-field>
        <label class="switch"><input type="checkbox" name="excel" />Можно заполнять в Excel</label>
        <lk-circle-fields
          .circle=${this.circle ?? { kinds: [], regions: [] }}
          @lk-circle=${(event: CustomEvent<CircleChoice | null>) => (this.circle = event.detail)}
        ></lk-circle-fields>
      </div>
      <footer class="buttons end">
        ${this.refusalTemplate()}
        <button type="button" class="button" @click=${() => (this.wanted = false)}>Не сохранять</button>
        <button class="button primary" aria-disabled=${this.busy}>Открыть сбор</button>
      </footer>
    </form>`
  }

  #formerTemplate(): TemplateResult | typeof nothing {
    const former = this.#former.value ?? []
    if (former.length === 0) return nothing
    const now = Date.now()
    const ended = former.filter(({ closesAt }) => Date.parse(closesAt) <= now)
    return html`<label class="known-forms">
      <span class="unseen">Скопировать сбор на год вперед</span>
      <select @change=${(event: Event) => void this.#copied((event.target as HTMLSelectElement).value)}>
        <option value="">или скопировать сбор на год вперед…</option>
        ${formerTemplate('Завершены', ended)}
        ${formerTemplate(
          'Еще не завершены',
          former.filter((one) => !ended.includes(one)),
        )}
      </select>
    </label>`
  }

  /** Fills the fields with what a former collection would be a year later; all of it may be changed before it is opened. */
  async #copied(id: string): Promise<void> {
    if (id === '') return
    await this.told(async () => {
      const copy = await this.cabinet.api.call('get /api/admin/collections/{id}/copy', { params: { id } })
      await this.#read(copy.source)
      this.circle = copy.circle
      await this.updateComplete
      const set = (name: string, value: string): void => {
        ;(this.form.elements.namedItem(name) as HTMLInputElement).value = value
      }
      set('title', copy.title)
      set('opens', inMoscow(copy.opensAt))
      set('closes', inMoscow(copy.closesAt))
      set('logins', copy.logins.join(', '))
      ;(this.form.elements.namedItem('excel') as HTMLInputElement).checked = copy.excel
      this.copiedFrom = this.#former.value?.find((one) => one.id === id)?.title ?? copy.title
    })
  }

  async #chosen(file: File): Promise<void> {
    await this.told(async () => this.#read(await file.text()))
  }

  async #picked(source: () => Promise<string>): Promise<void> {
    await this.told(async () => this.#read(await source()))
  }

  async #read(source: string): Promise<void> {
    this.copiedFrom = ''
    this.reading = await this.cabinet.api.call('post /api/admin/forms/reading', { body: { source } })
    this.source = source
    if (this.titleField.value.trim() === '' && this.reading.title !== null) this.titleField.value = this.reading.title
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault()
    const given = new FormData(this.form)
    const text = (name: string): string => (given.get(name) as string | null)?.trim() ?? ''
    const { circle } = this
    if (!this.reading) return void (this.problem = 'Выберите файл формы.')
    if (!this.reading.form) return void (this.problem = 'В форме есть ошибки: исправьте их и выберите файл снова.')
    if (text('title') === '') return void (this.problem = 'Напишите название сбора.')
    if (text('opens') === '' || text('closes') === '') return void (this.problem = 'Укажите начало и окончание сбора.')
    if (circle === null) return void (this.problem = 'Проверьте коды регионов: по две цифры, через запятую.')
    const body = {
      title: text('title'),
      source: this.source,
      opensAt: fromMoscow(text('opens')),
      closesAt: fromMoscow(text('closes')),
      excel: given.has('excel'),
      circle: circle as { readonly kinds: readonly ('edu' | 'ksh' | 'spo')[]; readonly regions: readonly string[] },
      logins: listed(text('logins')),
    }
    const params = { section: this.section, slug: this.publication }
    await this.told(async () => {
      await this.cabinet.api.call('post /api/admin/publications/{section}/{slug}/collections', { params, body })
      this.wanted = false
      this.cabinet.say('Сбор данных открыт.')
      this.dispatchEvent(new Event('lk-opened'))
    })
  }
}

function formerTemplate(label: string, former: readonly Former[]): TemplateResult | typeof nothing {
  if (former.length === 0) return nothing
  return html`<optgroup label=${label}>
    ${former.map(
      ({ id, title, publication, closesAt }) =>
        html`<option value=${id}>${title} (до ${dateText(closesAt)}; ${publication})</option>`,
    )}
  </optgroup>`
}
