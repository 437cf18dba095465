import { consume } from '@lit/context'
import { Task, initialState } from '@lit/task'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Reply } from '../api/route-types.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import { fileButton } from '../elements/file-button.ts'
import { icons } from '../elements/icons.ts'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import { shortMoment } from '../text/dates.ts'
import { counted } from '../text/plural.ts'
import { View } from '../view.ts'
import { differenceTemplate } from './difference-parts.ts'
import type { Difference } from './difference-parts.ts'

/** A version of a form that some collection has had. */
export type KnownForm = Reply<'get /api/admin/forms'>['items'][number]

/** What is compared: an earlier version with a later one, or with a file that is not put in yet. */
interface Compared {
  /** Id of the earlier version. */
  readonly from: string
  readonly to: { readonly id: string } | { readonly name: string; readonly source: string }
}

/** One form on the page of forms: its versions, and how two of them differ. */
@customElement('lk-form-card')
export class FormCard extends View {
  /** Versions of one form, the newest first. */
  @property({ attribute: false }) versions: readonly KnownForm[] = []
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet
  @query('form') private form!: HTMLFormElement
  @state() private compared: Compared | null = null

  readonly #difference = new Task(this, {
    task: async ([cabinet, compared], { signal }): Promise<Difference | typeof initialState> => {
      if (compared === null) return initialState
      const { from, to } = compared
      if ('id' in to)
        return cabinet.api.call('get /api/admin/forms/{id}/difference', { params: { id: to.id }, query: { from }, signal })
      const params = { id: from }
      return cabinet.api.call('post /api/admin/forms/{id}/difference', { params, body: { source: to.source }, signal })
    },
    args: () => [this.cabinet, this.compared] as const,
  })

  protected override render(): TemplateResult {
    const [newest] = this.versions
    const title = newest?.title ?? ''
    return html`<article class="form-card" aria-label=${title}>
      <h3>${title}</h3>
      <ul class="form-versions">
        ${this.versions.map(
          ({ version, createdAt, collections }) =>
            html`<li>
              <strong>Версия ${version}</strong>
              <span class="note">
                ${shortMoment(createdAt)},
                ${collections === 0 ? 'сейчас не используется' : counted(collections, ['сбор', 'сбора', 'сборов'])}
              </span>
            </li>`,
        )}
      </ul>
      <form class="filters" novalidate @submit=${(event: Event) => this.#compare(event)}>
        <label class="field"
          >Прежняя версия<select name="from">
            ${this.#optionsTemplate(1)}
          </select></label
        >
        ${
          this.versions.length < 2
            ? nothing
            : html`<label class="field"
                  >Новая версия<select name="to">
                    ${this.#optionsTemplate(0)}
                  </select></label
                >
                <button class="button">Показать отличия</button>`
        }
        ${fileButton({
          icon: icons.document,
          text: 'Сравнить с файлом',
          accept: '.json,application/json',
          chosen: ([file]) => void (file && this.#compareFile(file)),
        })}
      </form>
      ${this.compared && 'name' in this.compared.to ? html`<p class="note">Файл «${this.compared.to.name}»</p>` : nothing}
      ${
        this.compared === null
          ? nothing
          : this.#difference.render({
              pending: () => waitingTemplate('Сравниваем…'),
              complete: (difference) => differenceTemplate(difference, this.versions[0]?.title ?? ''),
              error: (error) => problemTemplate(error, () => void this.#difference.run()),
            })
      }
    </article>`
  }

  /** @param chosen place of the version that is chosen at first. */
  #optionsTemplate(chosen: number): readonly TemplateResult[] {
    const first = Math.min(chosen, this.versions.length - 1)
    return this.versions.map(
      ({ id, version }, place) => html`<option value=${id} ?selected=${place === first}>${version}</option>`,
    )
  }

  #compare(event: Event): void {
    event.preventDefault()
    const given = new FormData(event.currentTarget as HTMLFormElement)
    this.compared = { from: given.get('from') as string, to: { id: given.get('to') as string } }
  }

  async #compareFile(file: File): Promise<void> {
    const from = new FormData(this.form).get('from') as string
    if (from) this.compared = { from, to: { name: file.name, source: await file.text() } }
  }
}
