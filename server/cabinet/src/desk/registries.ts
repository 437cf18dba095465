import { Task } from '@lit/task'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { ActingView } from '../acting-view.ts'
import type { Reply } from '../api/route-types.ts'
import { fileButton } from '../elements/file-button.ts'
import { icons } from '../elements/icons.ts'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import { codes } from '../text/codes.ts'
import { momentText } from '../text/dates.ts'
import { counted } from '../text/plural.ts'

type Version = Reply<'get /api/registries'>[number]

/** A file that was looked at and waits for a yes. */
interface Looked {
  readonly name: string
  readonly file: File
  readonly columns: readonly string[]
  readonly rows: number
  readonly organisations: number
}

const rowWords = ['строка', 'строки', 'строк'] as const
const organisationWords = ['организации', 'организаций', 'организаций'] as const
const goodName = /^[a-z][a-z0-9-]{0,39}$/u

/** «Реестры»: tables from which forms take data, with their versions; a new file is looked at before it becomes one. */
@customElement('lk-registries')
export class Registries extends ActingView {
  @state() private looked: Looked | null = null
  /** Name of a registry that is not there yet. */
  @state() private name = ''
  /** The registry that was last asked for; empty: the new one. */
  @state() private about = ''
  #left = new AbortController()

  readonly #versions = new Task(this, {
    task: ([cabinet], { signal }) => cabinet.api.call('get /api/registries', { signal }),
    args: () => [this.cabinet] as const,
  })

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#left.abort()
    this.#left = new AbortController()
  }

  protected override render(): TemplateResult {
    return html`${this.#versions.render({
      pending: () => (this.#versions.value ? this.#listTemplate(this.#versions.value) : waitingTemplate()),
      complete: (versions) => this.#listTemplate(versions),
      error: (error) => problemTemplate(error, () => void this.#versions.run()),
    })}`
  }

  #listTemplate(versions: readonly Version[]): TemplateResult {
    const names = [...new Set(versions.map(({ registry }) => registry))]
    return html`${repeat(
      names,
      (name) => name,
      (name) => this.#registryTemplate(versions.filter(({ registry }) => registry === name)),
    )}
    ${this.#newTemplate(names)}`
  }

  #registryTemplate([now, ...earlier]: readonly Version[]): TemplateResult | typeof nothing {
    if (!now) return nothing
    const { registry, number, rows, columns, at, by } = now
    return html`<article class="form-card" aria-labelledby="registry-${registry}">
      <h3 id="registry-${registry}">Реестр <code>${registry}</code></h3>
      <p class="note">Версия ${number} от ${momentText(at)}, ${by}: ${counted(rows, rowWords)}. Графы: ${codes(columns)}.</p>
      <div class="buttons">
        ${fileButton({
          icon: icons.table,
          text: 'Загрузить новую версию',
          look: 'small',
          accept: '.csv,.xlsx,text/csv',
          disabled: this.busy,
          chosen: ([file]) => {
            this.about = registry
            if (file) void this.#look(registry, file)
          },
        })}
      </div>
      ${this.looked?.name === registry ? this.#lookedTemplate(this.looked, now) : nothing}
      ${this.about === registry ? this.refusalTemplate() : nothing}
      ${
        earlier.length === 0
          ? nothing
          : html`<details>
              <summary>Прежние версии: ${earlier.length}</summary>
              <ul class="form-versions">
                ${earlier.map((one) => html`<li>${one.number}: ${momentText(one.at)}, ${one.by}, ${counted(one.rows, rowWords)}</li>`)}
              </ul>
            </details>`
      }
    </article>`
  }

  #newTemplate(names: readonly string[]): TemplateResult {
    const isNew = this.looked !== null && !names.includes(this.looked.name)
    return html`<article class="form-card" aria-label="Новый реестр">
      <h3>Новый реестр</h3>
      <p class="note">
        Файл .csv или .xlsx, в первой строке – названия граф латиницей, как их называет форма. Если у организаций строки разные,
        добавьте графу <code>organisation</code> с логинами.
      </p>
      <div class="new-registry">
        <label>
          <span>Имя, по которому его читает форма</span>
          <input
            maxlength="40"
            autocomplete="off"
            spellcheck="false"
            .value=${this.name}
            @input=${(event: Event) => (this.name = (event.target as HTMLInputElement).value.trim())}
          />
        </label>
        ${fileButton({
          icon: icons.table,
          text: 'Выбрать файл реестра',
          accept: '.csv,.xlsx,text/csv',
          disabled: this.busy,
          chosen: ([file]) => {
            if (file) this.#lookAtNew(names, file)
          },
        })}
      </div>
      ${isNew && this.looked ? this.#lookedTemplate(this.looked, null) : nothing}
      ${this.about === '' ? this.refusalTemplate() : nothing}
    </article>`
  }

  /** What the file holds, against what is there now, and the last word. */
  #lookedTemplate({ name, rows, columns, organisations }: Looked, now: Version | null): TemplateResult {
    const gone = now?.columns.filter((column) => !columns.includes(column)) ?? []
    return html`<div class="looked" role="status">
      <p>
        В файле
        ${counted(rows, rowWords)}${now ? html` (сейчас ${now.rows})` : nothing}${
          organisations > 0 ? html`, у ${counted(organisations, organisationWords)} – свои` : nothing
        }.
        Графы: ${codes(columns)}.
      </p>
      ${gone.length === 0 ? nothing : html`<p class="warn">Не станет граф: ${codes(gone)}. Формы, которые их читают, покажут пустое.</p>`}
      <div class="buttons">
        <button type="button" class="button primary" aria-disabled=${this.busy} @click=${() => void this.#take()}>
          ${now ? 'Заменить версию' : `Загрузить «${name}»`}
        </button>
        <button type="button" class="button" @click=${() => (this.looked = null)}>Не загружать</button>
      </div>
    </div>`
  }

  #lookAtNew(names: readonly string[], file: File): void {
    this.looked = null
    this.about = ''
    if (!goodName.test(this.name))
      this.problem = 'Напишите имя реестра: строчные латинские буквы, цифры и дефис, первой – буква. Например: pupils.'
    else if (names.includes(this.name)) this.problem = `Реестр ${this.name} уже есть: загрузите его новую версию.`
    else void this.#look(this.name, file)
  }

  async #look(name: string, file: File): Promise<void> {
    this.looked = null
    await this.told(async () => {
      const found = await this.cabinet.api.send(
        'post /api/registries/{name}',
        { params: { name }, query: { dryRun: '1' } },
        this.#sent(file),
      )
      this.looked = { name, file, ...found }
    })
  }

  async #take(): Promise<void> {
    const { looked } = this
    if (!looked) return
    await this.told(async () => {
      await this.cabinet.api.send('post /api/registries/{name}', { params: { name: looked.name } }, this.#sent(looked.file))
      this.looked = null
      this.name = ''
      this.cabinet.say('Реестр загружен.')
      await this.#versions.run()
    })
  }

  #sent(file: File) {
    return { file, progress: () => undefined, signal: this.#left.signal }
  }
}
