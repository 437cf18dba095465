import { html, nothing } from 'lit'
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

/** The same choice in a line of its own, for windows too narrow to have a head. */
export function sortFieldsTemplate(
  { sort, order }: ParticipantSorting,
  change: (sorting: ParticipantSorting) => void,
): TemplateResult {
  const choose = ({ target }: Event): void => {
    const column = sortColumns.find((one) => one.sort === (target as HTMLSelectElement).value)
    change(column ? { sort: column.sort, order: order === 'desc' ? 'desc' : 'asc' } : unsorted)
  }
  return html`<div class="sorting">
    <label>
      <span>Сортировка</span>
      <select @change=${choose}>
        <option value="">по подчинению</option>
        ${sortColumns.map((one) => html`<option value=${one.sort} ?selected=${one.sort === sort}>${one.title}</option>`)}
      </select>
    </label>
    ${
      sort === ''
        ? nothing
        : html`<button
            type="button"
            class="button square"
            title=${order === 'asc' ? 'По возрастанию' : 'По убыванию'}
            @click=${() => change({ sort, order: order === 'asc' ? 'desc' : 'asc' })}
          >
            <span class=${`direction ${order}`} aria-hidden="true">${icons.chevron}</span>
            <span class="unseen">Изменить порядок, сейчас ${order === 'asc' ? 'по возрастанию' : 'по убыванию'}</span>
          </button>`
    }
  </div>`
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
