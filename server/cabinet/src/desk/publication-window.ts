import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { ActingView } from '../acting-view.ts'
import type { Publication } from '../api/wire.ts'
import type { DateField } from '../elements/date-field.ts'
import '../elements/date-field.ts'
import { icons } from '../elements/icons.ts'
import { Modal } from '../elements/modal.ts'
import { fromMoscow, inMoscow, moscow } from '../text/dates.ts'
import { kindWords } from '../text/words.ts'
import type { Reply } from '../api/route-types.ts'
import type { CircleChoice } from './circle-fields.ts'
import './circle-fields.ts'
import type { RichText } from './rich-text.ts'
import './rich-text.ts'

const words = { ...kindWords, reg: 'Региональные координаторы', mun: 'Муниципальные координаторы' }
const everybody: CircleChoice = { kinds: [], regions: [] }

/** What a former publication would be a year later. */
export type PublicationCopy = Reply<'get /api/admin/publications/{section}/{slug}/copy'>

/** What the person has chosen besides the text. */
interface Draft {
  readonly publishedAt: string
  readonly hidden: boolean
  readonly isPublic: boolean
  /** Null while it is written wrong. */
  readonly circle: CircleChoice | null
}

/**
 * «Новая публикация» and «Изменить публикацию»: text, day, for whom.
 *
 * @fires lk-published Detail: slug of the publication, which is there or has changed.
 */
@customElement('lk-publication-window')
export class PublicationWindow extends ActingView {
  /** Slug of the section. */
  @property({ attribute: false }) section = ''
  /** The publication to change; null for a new one. */
  @property({ attribute: false }) publication: Publication | null = null
  @state() private wanted = false
  /** What a new publication begins with, when it is one like a former. */
  @state() private copy: PublicationCopy | null = null
  @state() private draft: Draft = { publishedAt: '', hidden: false, isPublic: false, circle: everybody }
  @query('input[name="title"]') private field!: HTMLInputElement
  @query('lk-rich-text') private text!: RichText
  @query('lk-date-field') private dateField!: DateField

  constructor() {
    super()
    // Text that was written is not lost by a stray key.
    new Modal(this, { wanted: () => this.wanted, left: () => undefined, dismissal: 'asked' })
  }

  /** @param copy a new publication begins with it, as a draft. */
  open(copy: PublicationCopy | null = null): void {
    const given = this.publication
    this.copy = copy
    this.draft = {
      publishedAt: (copy ?? given)?.publishedAt ?? new Date().toISOString(),
      hidden: copy !== null || (given?.kept?.hidden ?? false),
      isPublic: (copy ?? given?.kept)?.isPublic ?? false,
      circle: (copy ?? given?.kept)?.circle ?? everybody,
    }
    this.problem = ''
    this.wanted = true
  }

  protected override render(): TemplateResult {
    const id = `publication-window-${this.publication?.slug ?? (this.copy ? 'copy' : 'new')}`
    return html`<dialog class="window wide desk" aria-labelledby=${id}>
      <header>
        <h2 id=${id}>${this.publication ? 'Изменить публикацию' : this.copy ? 'Копия публикации' : 'Новая публикация'}</h2>
        <button type="button" class="quiet square" @click=${() => (this.wanted = false)}>
          ${icons.close}<span class="unseen">Закрыть без сохранения</span>
        </button>
      </header>
      ${this.wanted ? this.#formTemplate(id) : nothing}
    </dialog>`
  }

  #formTemplate(id: string): TemplateResult {
    const { publishedAt, hidden, circle } = this.draft
    return html`<form class="desk-form" novalidate @submit=${(event: Event) => void this.#submit(event)}>
      <div class="desk-main">
        ${
          this.copy === null
            ? nothing
            : html`<p class="note">
                Новая публикация с тем же текстом, на год позже. Документы и сборы данных в нее не копируются: документы
                приложите, а сбор скопируйте кнопкой «Новый сбор данных», когда сохраните.
              </p>`
        }
        <label class="field">
          Название
          <input type="text" name="title" maxlength="300" .defaultValue=${(this.copy ?? this.publication)?.title ?? ''} />
        </label>
        <div class="field">
          <span id="${id}-text">Общая информация</span>
          <lk-rich-text .value=${(this.copy ?? this.publication)?.body ?? ''} .labelledBy=${`${id}-text`}></lk-rich-text>
        </div>
      </div>
      <div class="desk-side">
        <lk-date-field
          class="field"
          label="Дата публикации, по московскому времени"
          with-time
          zone=${moscow}
          .defaultValue=${inMoscow(publishedAt)}
          @change=${(event: Event) => this.#dated((event.target as DateField).value)}
        ></lk-date-field>
        <p class="note">Если дата еще не наступила, публикация появится у всех сама.</p>
        <label class="switch">
          <input
            type="checkbox"
            .checked=${hidden}
            @change=${(event: Event) => (this.draft = { ...this.draft, hidden: (event.target as HTMLInputElement).checked })}
          />
          Черновик: видите только вы
        </label>
        <label class="switch">
          <input
            type="checkbox"
            .checked=${this.draft.isPublic}
            @change=${(event: Event) => (this.draft = { ...this.draft, isPublic: (event.target as HTMLInputElement).checked })}
          />
          Читается до входа в кабинет
        </label>
        <lk-circle-fields
          .circle=${circle ?? everybody}
          .words=${words}
          @lk-circle=${(event: CustomEvent<CircleChoice | null>) => (this.draft = { ...this.draft, circle: event.detail })}
        ></lk-circle-fields>
        <p class="note">Координаторы видят и то, что предназначено организациям их региона.</p>
        ${this.#storesTemplate()}
      </div>
      <footer class="buttons end">
        ${this.refusalTemplate()}
        <button type="button" class="button" @click=${() => (this.wanted = false)}>Не сохранять</button>
        <button class="button primary" aria-disabled=${this.busy}>
          ${this.publication ? 'Сохранить' : hidden ? 'Сохранить черновик' : 'Опубликовать'}
        </button>
      </footer>
    </form>`
  }

  #storesTemplate(): TemplateResult | typeof nothing {
    const stores = this.copy?.stores ?? []
    if (stores.length === 0) return nothing
    return html`<label class="switch"
        ><input type="checkbox" name="stores" checked />Создать такие же хранилища, без файлов</label
      >
      <p class="note">${stores.map(({ title }) => `«${title}»`).join(', ')}</p>`
  }

  #dated(local: string): void {
    if (local !== '') this.draft = { ...this.draft, publishedAt: fromMoscow(local) }
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault()
    const { publishedAt, hidden, isPublic, circle } = this.draft
    const title = this.field.value.trim()
    if (title === '') return void (this.problem = 'Напишите название публикации.')
    if (this.dateField.value === '') return void (this.problem = this.dateField.validationMessage || 'Укажите дату публикации.')
    if (circle === null) return void (this.problem = 'Проверьте коды регионов: по две цифры, через запятую.')
    const withStores = new FormData(event.target as HTMLFormElement).has('stores')
    await this.told(async () => {
      const stores = withStores ? this.copy?.stores : undefined
      const slug = await this.#send({ stores, title, body: this.text.html, publishedAt, hidden, isPublic, circle })
      this.wanted = false
      this.cabinet.say(hidden ? 'Сохранено. Публикацию видите только вы.' : 'Сохранено.')
      this.dispatchEvent(new CustomEvent('lk-published', { detail: slug }))
    })
  }

  async #send({
    circle,
    stores,
    ...text
  }: Omit<Draft, 'circle'> & {
    title: string
    body: string
    circle: CircleChoice
    stores: PublicationCopy['stores'] | undefined
  }): Promise<string> {
    const { api } = this.cabinet
    const body = {
      ...text,
      circle: circle as typeof circle & { readonly kinds: readonly ('edu' | 'ksh' | 'spo' | 'reg' | 'mun')[] },
    }
    const { section, publication } = this
    if (publication === null)
      return (
        await api.call('post /api/admin/sections/{section}/publications', {
          params: { section },
          body: stores ? { ...body, stores } : body,
        })
      ).slug
    await api.call('post /api/admin/publications/{section}/{slug}', { params: { section, slug: publication.slug }, body })
    return publication.slug
  }
}
