import { html } from 'lit'
import type { TemplateResult } from 'lit'
import type { ParticipantsQuery } from '../api/wire.ts'
import { icons } from '../elements/icons.ts'

/** How «Список участников» is sorted; empty: in the order of the tree. */
export type ParticipantSorting = Pick<ParticipantsQuery, 'sort' | 'order'>

export const unsorted: ParticipantSorting = { sort: '', order: '' }

/** Columns of the list, each of which sorts it. */
export const sortColumns = [
  { sort: 'name', title: 'Организация' },
  { sort: 'status', title: 'Статус' },
  { sort: 'startedAt', title: 'Дата начала работы с формой' },
  { sort: 'submittedAt', title: 'Дата передачи данных' },
  { sort: 'login', title: 'Логин' },
] as const

type SortColumn = (typeof sortColumns)[number]

/** What an address says of it; anything else is no sorting. */
export function sortingIn(query: URLSearchParams): ParticipantSorting {
  const column = sortColumns.find(({ sort }) => sort === query.get('sort'))
  return column ? { sort: column.sort, order: query.get('order') === 'desc' ? 'desc' : 'asc' } : unsorted
}

/** The head of a column: pressed once it sorts, pressed again it turns the order, and then lets go of it. */
export function sortHeaderTemplate(
  { sort, title }: SortColumn,
  sorting: ParticipantSorting,
  change: (sorting: ParticipantSorting) => void,
): TemplateResult {
  const order = sorting.sort === sort ? sorting.order : ''
  const next: ParticipantSorting = order === '' ? { sort, order: 'asc' } : order === 'asc' ? { sort, order: 'desc' } : unsorted
  return html`<th scope="col" aria-sort=${order === '' ? 'none' : order === 'asc' ? 'ascending' : 'descending'}>
    <button type="button" class="sort" @click=${() => change(next)}>
      ${title}<span class=${`direction ${order}`} aria-hidden="true">${icons.chevron}</span>
    </button>
  </th>`
}

const directions = [
  ['asc', 'по возрастанию'],
  ['desc', 'по убыванию'],
] as const

/** The same where the list has no head: on a phone. */
export function sortChoiceTemplate(sorting: ParticipantSorting, change: (sorting: ParticipantSorting) => void): TemplateResult {
  const chosen = (event: Event): void => {
    const [sort = '', order = ''] = (event.target as HTMLSelectElement).value.split(' ')
    change({ sort, order } as ParticipantSorting)
  }
  return html`<label class="sort-choice">
    <span class="unseen">Сортировка</span>
    <select @change=${chosen}>
      <option value=" " ?selected=${sorting.sort === ''}>Без сортировки</option>
      ${sortColumns.flatMap(({ sort, title }) =>
        directions.map(
          ([order, words]) =>
            html`<option value=${`${sort} ${order}`} ?selected=${sort === sorting.sort && order === sorting.order}>
              ${title}, ${words}
            </option>`,
        ),
      )}
    </select>
  </label>`
}
