import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { LineError, OrganisationsImport } from '../api/organisations.ts'
import { number } from '../text/plural.ts'

/** So many lines of each list are shown. */
const most = 200

/** Everything that is wrong in the file, by its lines. */
export function refusedTemplate(errors: readonly LineError[], more: number): TemplateResult {
  return html`<p class="problem plain" role="alert">
      В файле ошибки (${number(errors.length + more)}). Ничего не загружено: исправьте их и выберите файл снова.
    </p>
    <table class="participants">
      <thead>
        <tr>
          <th scope="col">Строка</th>
          <th scope="col">Что не так</th>
        </tr>
      </thead>
      <tbody>
        ${errors.map(
          ({ line, message }) =>
            html`<tr>
              <th scope="row">${line}</th>
              <td>${message}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${restTemplate(more)}`
}

/** What the file makes and mends. */
export function previewTemplate({ created, changes, unchanged }: OrganisationsImport): TemplateResult {
  return html`<p role="status">
      Новых: <strong>${number(created.length)}</strong>, изменится: <strong>${number(changes.length)}</strong>, без изменений:
      <strong>${number(unchanged)}</strong>.
    </p>
    ${
      created.length === 0
        ? nothing
        : html`<h3>Появятся</h3>
            <table class="participants">
              <thead>
                <tr>
                  <th scope="col">Организация</th>
                  <th scope="col">Под кем</th>
                </tr>
              </thead>
              <tbody>
                ${created.slice(0, most).map(
                  ({ login, name, parent }) =>
                    html`<tr>
                      <th scope="row"><span>${name}</span><small>${login}</small></th>
                      <td>${parent}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
            ${restTemplate(created.length - most)}`
    }
    ${
      changes.length === 0
        ? nothing
        : html`<h3>Изменятся</h3>
            <table class="participants">
              <thead>
                <tr>
                  <th scope="col">Логин</th>
                  <th scope="col">Было</th>
                  <th scope="col">Станет</th>
                </tr>
              </thead>
              <tbody>
                ${changes.slice(0, most).map(
                  ({ login, was, becomes }) =>
                    html`<tr>
                      <th scope="row">${login}</th>
                      <td>${was.name}${was.zone === becomes.zone ? nothing : html` <small>${was.zone}</small>`}</td>
                      <td>${becomes.name}${was.zone === becomes.zone ? nothing : html` <small>${becomes.zone}</small>`}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
            ${restTemplate(changes.length - most)}`
    }`
}

function restTemplate(rest: number): TemplateResult | typeof nothing {
  return rest > 0 ? html`<p class="note">И еще строк: ${number(rest)}.</p>` : nothing
}
