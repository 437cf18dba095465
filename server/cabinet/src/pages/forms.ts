import { Task } from '@lit/task'
import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import '../desk/form-card.ts'
import type { KnownForm } from '../desk/form-card.ts'
import '../desk/ready-form.ts'
import '../desk/registries.ts'
import { problemTemplate, waitingTemplate } from '../elements/loading.ts'
import { Page } from './page.ts'

/** «Формы»: every form that was ever collected, with its versions, the ready ones to begin with, and the registries that forms read: for the organizer. */
@customElement('lk-forms-page')
export class FormsPage extends Page {
  readonly #forms = new Task(this, {
    task: async ([cabinet], { signal }) => (await cabinet.api.call('get /api/admin/forms', { signal })).items,
    args: () => [this.cabinet] as const,
  })

  readonly #ready = new Task(this, {
    task: async ([cabinet], { signal }) => (await cabinet.api.call('get /api/admin/ready-forms', { signal })).items,
    args: () => [this.cabinet] as const,
  })

  protected override get heading(): string {
    return 'Формы'
  }

  protected override render(): TemplateResult {
    return html`<div class="page">
      <h1 tabindex="-1">Формы</h1>
      <section aria-labelledby="collected-forms">
        <h2 id="collected-forms">Формы сборов</h2>
        <p class="note">
          Здесь видно, чем отличаются версии формы и что станет с введенными данными, если заменить одну другой. Файл, с которым
          сравнивают, никуда не попадает.
        </p>
        ${this.#forms.render({
          pending: () => waitingTemplate(),
          complete: formsTemplate,
          error: (error) => problemTemplate(error, () => void this.#forms.run()),
        })}
      </section>
      <section aria-labelledby="ready-forms">
        <h2 id="ready-forms">Готовые формы</h2>
        <p class="note">
          По готовой форме можно сразу открыть сбор: ее выбирают в окне «Новый сбор данных». Чтобы сделать из нее свою, скачайте
          файл, измените и выберите его в том же окне.
        </p>
        ${this.#ready.render({
          pending: () => waitingTemplate(),
          complete: (forms) => forms.map((form) => html`<lk-ready-form .form=${form}></lk-ready-form>`),
          error: (error) => problemTemplate(error, () => void this.#ready.run()),
        })}
      </section>
      <section aria-labelledby="registries">
        <h2 id="registries">Реестры</h2>
        <p class="note">
          Таблицы, из которых формы берут данные: ученики, площадки, выходные дни. Новый файл становится новой версией: черновики
          возьмут ее, когда их откроют или сохранят, сданные отчеты не меняются.
        </p>
        <lk-registries></lk-registries>
      </section>
    </div>`
  }
}

function formsTemplate(forms: readonly KnownForm[]): TemplateResult {
  if (forms.length === 0) return html`<p class="empty">Форм пока нет. Они появляются, когда открывают сбор данных.</p>`
  const keys = [...new Set(forms.map(({ form }) => form))]
  return html`${repeat(
    keys,
    (key) => key,
    (key) => html`<lk-form-card .versions=${forms.filter(({ form }) => form === key)}></lk-form-card>`,
  )}`
}
