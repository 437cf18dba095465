import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { Api } from '../api/client.ts'

interface Choice {
  readonly title: string
  readonly version: string
  readonly source: () => Promise<string>
}

/** Forms to begin with, by where they come from. */
export type FormChoices = readonly { readonly label: string; readonly forms: readonly Choice[] }[]

/** Forms that are there already: ready ones, and those of collections. @throws ApiProblem */
export async function formChoices(api: Api, signal: AbortSignal): Promise<FormChoices> {
  const [ready, collected] = await Promise.all([
    api.call('get /api/admin/ready-forms', { signal }),
    api.call('get /api/admin/forms', { signal }),
  ])
  const readySource = async (id: string) => (await api.call('get /api/admin/ready-forms/{id}', { params: { id } })).source
  const collectedSource = async (id: string) => (await api.call('get /api/admin/forms/{id}', { params: { id } })).source
  return [
    { label: 'Готовые формы', forms: ready.items.map((form) => ({ ...form, source: () => readySource(form.id) })) },
    {
      label: 'Формы прошлых сборов',
      forms: collected.items.map((form) => ({ ...form, source: () => collectedSource(form.id) })),
    },
  ]
}

/** @param picked Given what fetches the file of the chosen form. */
export function formChoiceTemplate(
  choices: FormChoices,
  picked: (source: () => Promise<string>) => void,
): TemplateResult | typeof nothing {
  const all = choices.flatMap(({ forms }) => forms)
  if (all.length === 0) return nothing
  const changed = (event: Event): void => {
    const chosen = all[Number((event.target as HTMLSelectElement).value)]
    if (chosen) picked(chosen.source)
  }
  return html`<label class="known-forms">
    <span class="unseen">Взять готовую форму</span>
    <select @change=${changed}>
      <option value="">или взять готовую форму…</option>
      ${choices
        .filter(({ forms }) => forms.length > 0)
        .map(
          ({ label, forms }) =>
            html`<optgroup label=${label}>
              ${forms.map((form) => html`<option value=${all.indexOf(form)}>${form.title}, ${form.version}</option>`)}
            </optgroup>`,
        )}
    </select>
  </label>`
}
