import { consume } from '@lit/context'
import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { importOrganisations } from '../api/organisations.ts'
import type { LineError, OrganisationsImport } from '../api/organisations.ts'
import { ApiProblem } from '../api/problem.ts'
import type { Cabinet } from '../cabinet.ts'
import { cabinetContext } from '../cabinet.ts'
import type { Confirm } from '../elements/confirm.ts'
import '../elements/confirm.ts'
import { fileButton } from '../elements/file-button.ts'
import { icons } from '../elements/icons.ts'
import { waitingTemplate } from '../elements/loading.ts'
import { Modal } from '../elements/modal.ts'
import { counted } from '../text/plural.ts'
import { View } from '../view.ts'
import { previewTemplate, refusedTemplate } from './import-parts.ts'
import { printSlips } from './password-slips.ts'

/** How far an import has come. */
type Step =
  | { readonly at: 'choosing'; readonly problem: string }
  | { readonly at: 'sending'; readonly text: string }
  | { readonly at: 'refused'; readonly errors: readonly LineError[]; readonly more: number }
  | { readonly at: 'looked'; readonly file: File; readonly preview: OrganisationsImport }
  | { readonly at: 'done'; readonly result: OrganisationsImport; readonly printed: boolean }

/**
 * «Загрузить список»: a file is chosen, what it would do is looked at, then it is done, and the passwords are printed.
 *
 * @fires lk-imported Organisations are not as they were.
 */
@customElement('lk-import-window')
export class ImportWindow extends View {
  @consume({ context: cabinetContext, subscribe: true }) @state() private cabinet!: Cabinet
  @state() private step: Step | null = null
  @query('lk-confirm') private confirm!: Confirm
  #stop = new AbortController()

  constructor() {
    super()
    new Modal(this, { wanted: () => this.step !== null, left: () => void this.#close(), dismissal: 'asked' })
  }

  open(): void {
    this.#stop = new AbortController()
    this.step = { at: 'choosing', problem: '' }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#stop.abort()
  }

  protected override render(): TemplateResult {
    return html`<dialog class="window wide" aria-labelledby="import-title">
        <header>
          <h2 id="import-title">Загрузить список организаций</h2>
          <button type="button" class="quiet square" @click=${() => void this.#close()}>
            ${icons.close}<span class="unseen">Закрыть окно</span>
          </button>
        </header>
        ${
          this.step === null
            ? nothing
            : html`<div class="scroll preview" tabindex="0" role="region" aria-labelledby="import-title">
                ${this.#stepTemplate(this.step)}
              </div>`
        }
      </dialog>
      <lk-confirm></lk-confirm>`
  }

  #stepTemplate(step: Step): TemplateResult {
    switch (step.at) {
      case 'choosing':
        return html`${formatTemplate()}
        ${step.problem === '' ? nothing : html`<p class="problem plain" role="alert">${step.problem}</p>`}
        ${this.#chooseTemplate('Выбрать файл', true)}`
      case 'sending':
        return waitingTemplate(step.text)
      case 'refused':
        return html`<div class="buttons">${this.#chooseTemplate('Выбрать исправленный файл', true)}</div>
          ${refusedTemplate(step.errors, step.more)}`
      case 'looked':
        return this.#lookedTemplate(step.file, step.preview)
      case 'done':
        return this.#doneTemplate(step.result)
    }
  }

  #lookedTemplate(file: File, preview: OrganisationsImport): TemplateResult {
    const nothingToDo = preview.created.length + preview.changes.length === 0
    return html`<p class="note">${file.name}. Пока ничего не загружено.</p>
      <div class="buttons">
        ${
          nothingToDo
            ? html`<p>Все организации из файла уже есть: загружать нечего.</p>`
            : html`<button type="button" class="button primary" @click=${() => void this.#send(file, false)}>
                ${icons.done}Загрузить
              </button>`
        }
        ${this.#chooseTemplate('Выбрать другой файл', nothingToDo)}
      </div>
      ${previewTemplate(preview)}`
  }

  #doneTemplate({ created, changes }: OrganisationsImport): TemplateResult {
    const made = counted(created.length, ['новая организация', 'новые организации', 'новых организаций'])
    return html`<p role="status">Загружено: ${made}, изменено: ${changes.length}.</p>
      ${
        created.length === 0
          ? nothing
          : html`<p>
              Пароли для первого входа показываются только сейчас. Напечатайте реквизиты: на каждую организацию – своя полоса,
              которую можно отрезать.
            </p>`
      }
      <div class="buttons">
        ${
          created.length === 0
            ? nothing
            : html`<button type="button" class="button primary" @click=${() => this.#print()}>
                ${icons.document}Напечатать реквизиты
              </button>`
        }
        <button type="button" class="button" @click=${() => void this.#close()}>Готово</button>
      </div>`
  }

  #chooseTemplate(text: string, primary: boolean): TemplateResult {
    const chosen = ([file]: readonly File[]): void => void (file && this.#send(file, true))
    return fileButton({ icon: icons.document, text, look: primary ? 'primary' : '', accept: '.csv,.xlsx,text/csv', chosen })
  }

  async #send(file: File, dryRun: boolean): Promise<void> {
    const text = dryRun ? 'Проверяем файл…' : 'Загружаем организации…'
    this.step = { at: 'sending', text }
    try {
      const answer = await importOrganisations(this.cabinet.api, file, dryRun, () => undefined, this.#stop.signal)
      if ('errors' in answer) this.step = { at: 'refused', ...answer }
      else if (dryRun) this.step = { at: 'looked', file, preview: answer }
      else this.#done(answer)
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      if (!this.#stop.signal.aborted) this.step = { at: 'choosing', problem: error.message }
    }
  }

  #done(result: OrganisationsImport): void {
    this.step = { at: 'done', result, printed: result.created.length === 0 }
    this.dispatchEvent(new Event('lk-imported'))
  }

  #print(): void {
    if (this.step?.at !== 'done') return
    printSlips(this.step.result.created.map(({ login, name, password }) => ({ login, name, password: password ?? '' })))
    this.step = { ...this.step, printed: true }
  }

  /** Passwords are nowhere else: who has not printed them is asked. */
  async #close(): Promise<void> {
    if (this.step?.at === 'done' && !this.step.printed) {
      const sure = await this.confirm.ask({
        title: 'Реквизиты не напечатаны',
        text: 'Пароли для первого входа больше нигде не показываются. Если закрыть окно, их придется выдавать каждой организации заново.',
        yes: 'Все равно закрыть',
        no: 'Остаться',
      })
      if (!sure) return
    }
    this.#stop.abort()
    this.step = null
  }
}

/** What a file must look like. */
function formatTemplate(): TemplateResult {
  return html`<p>
      Таблица CSV или Excel, в первой строке названия граф: «Логин», «Название», «Вышестоящая организация» – ее логин, для
      регионов пусто, «Часовой пояс» – если он другой, чем у вышестоящей, например <code>Asia/Omsk</code>.
    </p>
    <p class="note">
      Сначала файл только проверяется. Новые организации получат пароль для первого входа и станут участниками идущих сборов. У
      тех, что уже есть, исправятся название и часовой пояс; перемещать и закрывать организации нужно на этой странице.
    </p>`
}
