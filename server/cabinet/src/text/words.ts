import type { CollectionStatus, LastAction, WorkState } from '../api/wire.ts'
import { momentText } from './dates.ts'

/** How far one's own organisation has come. */
export const stateWords: Readonly<Record<WorkState, string>> = {
  notStarted: 'Не приступило',
  inProgress: 'В работе',
  submitted: 'Сдано',
}

/** The same in the list of participants, where the manual words it «Не приступал». */
export const participantWords: Readonly<Record<WorkState, string>> = { ...stateWords, notStarted: 'Не приступал' }

/** Status of a collection. */
export const statusWords: Readonly<Record<CollectionStatus, string>> = { open: 'Открыт', closed: 'Закрыт' }

/** What leads to the form: «Заполнить» before anything is entered, «Редактировать» after, «Просмотр» when it is closed. */
export function fillWord(status: CollectionStatus, state: WorkState | null): string {
  if (status === 'closed') return 'Просмотр'
  return state === 'notStarted' ? 'Заполнить' : 'Редактировать'
}

/** The last action over the data: what, when, by whom. */
export function lastActionText(action: LastAction | null): string {
  if (!action) return 'Данные еще не вносились'
  const what = action.kind === 'submitted' ? 'Отчет сдан' : 'Данные изменены'
  return `${what} ${momentText(action.at)}, ${action.by}`
}
