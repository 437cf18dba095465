import { html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import type { PlacedFile } from '../api/wire.ts'
import { icons } from '../elements/icons.ts'

/** A file that the organizer has chosen, and how far it is. */
export interface Sending {
  readonly file: File
  readonly state: 'waiting' | 'sending' | 'done' | 'failed'
  /** From 0 to 1. */
  readonly share: number
  readonly placed: PlacedFile | null
  /** Why it was not taken. */
  readonly problem: string
}

const doneWords: Readonly<Record<PlacedFile['done'], string>> = {
  placed: 'Размещен',
  replaced: 'Заменен',
  unchanged: 'Уже на месте',
}

/** One line for each file: its name and how far it is. */
export function sendingsTemplate(sendings: readonly Sending[]): TemplateResult | typeof nothing {
  if (sendings.length === 0) return nothing
  return html`<ul class="file-list sendings" aria-label="Выбранные файлы">
    ${sendings.map(
      (sending) =>
        html`<li class="sending">
          <span class="file-name">${sending.file.name}</span>
          ${stateTemplate(sending)}
        </li>`,
    )}
  </ul>`
}

function stateTemplate({ file, state, share, placed, problem }: Sending): TemplateResult {
  if (state === 'failed') return html`<p class="note bad">${icons.alert}${problem}</p>`
  if (state === 'sending') return html`<progress max="1" .value=${share} aria-label="Отправка файла «${file.name}»"></progress>`
  if (state === 'waiting' || placed === null) return html`<p class="note">Ждет</p>`
  const whose = placed.organisation === null ? '' : `: ${placed.organisation.name}`
  return html`<p class="note good">${icons.done}${doneWords[placed.done]}${whose}</p>`
}
