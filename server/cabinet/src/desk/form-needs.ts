import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { ActingView } from '../acting-view.ts'
import type { Reply } from '../api/route-types.ts'
import { fileButton } from '../elements/file-button.ts'
import { icons } from '../elements/icons.ts'
import { codes } from '../text/codes.ts'
import { counted } from '../text/plural.ts'

type Needs = Reply<'post /api/admin/forms/reading'>['needs']
type Registry = Needs['registries'][number]
type OtherForm = Needs['forms'][number]

/** What a form reads from outside: what is there, what is missing, and the way to put a missing registry in. */
@customElement('lk-form-needs')
export class FormNeeds extends ActingView {
  @property({ attribute: false }) needs: Needs = { registries: [], forms: [], previous: false }
  /** Registries that were put in here, by name. */
  @state() private loaded: ReadonlyMap<string, { readonly rows: number; readonly columns: readonly string[] }> = new Map()
  #left = new AbortController()

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#left.abort()
    this.#left = new AbortController()
  }

  protected override render(): TemplateResult | typeof nothing {
    const { registries, forms, previous } = this.needs
    if (registries.length + forms.length === 0 && !previous) return nothing
    return html`<h3>Откуда форма берет данные</h3>
      <ul class="form-needs">
        ${registries.map((registry) => this.#registryTemplate(this.#now(registry)))} ${forms.map(otherFormTemplate)}
        ${
          previous
            ? html`<li>${icons.info}<span>Из отчета прошлого сбора этой же формы, если организация его сдала.</span></li>`
            : nothing
        }
      </ul>
      ${this.refusalTemplate()}`
  }

  /** A registry with what was put in since the form was read. */
  #now(registry: Registry): Registry {
    const loaded = this.loaded.get(registry.name)
    return loaded ? { ...registry, rows: loaded.rows, missing: lacking(registry, loaded.columns) } : registry
  }

  #registryTemplate(registry: Registry): TemplateResult {
    const { name, columns, missing, rows } = registry
    const title = html`реестр <code>${name}</code>`
    if (rows !== null && missing.length === 0)
      return html`<li class="good">
        ${icons.done}<span>Из реестра <code>${name}</code>: он загружен, ${counted(rows, ['строка', 'строки', 'строк'])}.</span>
      </li>`
    return html`<li class="warn">
      ${icons.alert}
      <div>
        <p>
          ${
            rows === null
              ? html`<strong>Нужен ${title}, его еще нет.</strong> Пока он не загружен, брать строки неоткуда. Загрузить его можно
                  и после открытия сбора: строки появятся, когда организация откроет форму.`
              : html`<strong>В реестре ${codes([name])} нет граф ${codes(missing)}.</strong> Эти данные останутся пустыми.`
          }
        </p>
        <p class="note">
          Графы в файле: ${codes(columns)}. Если у организаций строки разные, добавьте графу ${codes(['organisation'])} с
          логинами.
        </p>
        <div class="buttons">
          ${fileButton({
            icon: icons.table,
            text: 'Загрузить реестр',
            look: 'small',
            accept: '.csv,.xlsx,text/csv',
            disabled: this.busy,
            chosen: ([file]) => void (file && this.#load(registry, file)),
          })}
        </div>
      </div>
    </li>`
  }

  /** Looks first: a file without what the form reads must not take the place of a good one. */
  async #load(registry: Registry, file: File): Promise<void> {
    const params = { name: registry.name }
    const sent = { file, progress: () => undefined, signal: this.#left.signal }
    await this.told(async () => {
      const { columns } = await this.cabinet.api.send('post /api/registries/{name}', { params, query: { dryRun: '1' } }, sent)
      const missing = lacking(registry, columns)
      if (missing.length > 0) return void (this.problem = `Реестр не загружен: в файле нет граф ${missing.join(', ')}.`)
      const { rows } = await this.cabinet.api.send('post /api/registries/{name}', { params }, sent)
      this.loaded = new Map(this.loaded).set(registry.name, { rows, columns })
      this.cabinet.say('Реестр загружен.')
    })
  }
}

function otherFormTemplate({ form, title }: OtherForm): TemplateResult {
  return html`<li>
    ${icons.info}
    <span>
      ${
        title === null
          ? html`Из сданных отчетов по форме ${codes([form])}, но ее еще не собирали: эти данные останутся пустыми.`
          : html`Из сданных отчетов по форме «${title}». У кого такого отчета нет, у того эти данные останутся пустыми.`
      }
    </span>
  </li>`
}

function lacking({ columns }: Registry, found: readonly string[]): readonly string[] {
  return columns.filter((column) => !found.includes(column))
}
