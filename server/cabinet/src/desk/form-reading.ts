import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { Reply } from '../api/route-types.ts'
import { icons } from '../elements/icons.ts'
import { checkWords } from '../text/check-words.ts'
import { counted } from '../text/plural.ts'
import './form-needs.ts'

/** A form file as the server has read it. */
export type FormReading = Reply<'post /api/admin/forms/reading'>

const severityWords = { error: 'Ошибка', warning: 'Предупреждение', info: 'Справка' } as const

/** What a form file is: its title and version, its mistakes with their places, what it needs, its checks in words. */
export function readingTemplate(reading: FormReading, preview: () => void): TemplateResult {
  const { form, title, version, mistakes, more, checks, needs } = reading
  return html`<section class="reading" aria-live="polite">
    <p class=${form ? 'good' : 'bad'}>
      ${form ? icons.done : icons.alert}
      <strong>${form ? `${title}, версия ${version}` : 'Форма не принята: исправьте ошибки и выберите файл снова.'}</strong>
    </p>
    ${
      mistakes.length === 0
        ? nothing
        : html`<ul class="mistakes" tabindex="0" aria-label="Замечания к форме">
            ${mistakes.map(
              ({ severity, line, column, message, hint }) =>
                html`<li class=${severity}>
                  <strong>${severityWords[severity]}, строка ${line}, знак ${column}.</strong> ${message}
                  ${hint === '' ? nothing : html`<span class="note">${hint}</span>`}
                </li>`,
            )}
            ${more > 0 ? html`<li>И еще: ${more}.</li>` : nothing}
          </ul>`
    }
    ${
      form
        ? html`<div class="buttons">
              <button type="button" class="button small" @click=${preview}>${icons.look}Посмотреть форму</button>
            </div>
            <lk-form-needs .needs=${needs}></lk-form-needs>
            <details>
              <summary>${counted(checks.length, ['проверка', 'проверки', 'проверок'])} словами</summary>
              <ul class="check-words" tabindex="0" aria-label="Проверки формы">
                ${checks.map(
                  (check) =>
                    html`<li>
                      <code>${check.check}</code>
                      ${check.severity === 'error' ? '' : `(${severityWords[check.severity].toLowerCase()}) `}${checkWords(check)}
                    </li>`,
                )}
              </ul>
            </details>`
        : nothing
    }
  </section>`
}
