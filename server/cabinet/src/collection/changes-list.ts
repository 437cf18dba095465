import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { Change } from '../api/wire.ts'
import { counted } from '../text/plural.ts'

/** What a save did, a line each: where, what stood there and what stands there since. */
export function changesTemplate(changes: readonly Change[], more = 0): TemplateResult {
  return html`<ul class="changes">
    ${changes.map((change) => html`<li>${changeTemplate(change)}</li>`)}
    ${more > 0 ? html`<li class="note">и еще ${counted(more, ['изменение', 'изменения', 'изменений'])}</li>` : nothing}
    ${changes.length === 0 ? html`<li class="note">значения не изменились</li>` : nothing}
  </ul>`
}

function changeTemplate({ kind, place, was, is }: Change): unknown {
  switch (kind) {
    case 'row-added':
      return html`${capital(place)} добавлена${is === '' ? nothing : html`: <ins>${is}</ins>`}`
    case 'row-removed':
      return html`${capital(place)} удалена${was === '' ? nothing : html`: <del>${was}</del>`}`
    case 'rows-moved':
      return html`${capital(place)}: порядок строк изменен`
    case 'sources':
      return 'Исходные данные обновлены'
    case 'form':
      return html`Организатор обновил форму: версия ${was} заменена на ${is}`
    case 'cell':
    case 'explanation':
      return html`${capital(place)}: ${valueTemplate('del', was)} → ${valueTemplate('ins', is)}`
  }
}

function valueTemplate(kind: 'ins' | 'del', text: string): TemplateResult {
  if (text === '') return html`<i>пусто</i>`
  return kind === 'ins' ? html`<ins>${text}</ins>` : html`<del>${text}</del>`
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
