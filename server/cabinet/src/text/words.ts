import type { Addressees, CollectionStatus, LastAction, StoredFile, WorkState } from '../api/wire.ts'
import { momentText } from './dates.ts'

/** How far organisations have come, where they are counted. */
export const stateWords: Readonly<Record<WorkState, string>> = {
  notStarted: 'Не приступило',
  inProgress: 'В работе',
  submitted: 'Сдано',
}

/** The same in the list of participants, where the manual words it «Не приступал». */
export const participantWords: Readonly<Record<WorkState, string>> = { ...stateWords, notStarted: 'Не приступал' }

/** The same to those who read of themselves. */
export const ownWords: Readonly<Record<WorkState, string>> = { ...stateWords, notStarted: 'Не приступали' }

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

/** For whom a file is placed. */
export const addresseeWords: Readonly<Record<Addressees['for'], string>> = {
  all: 'Для всех, кому открыто хранилище',
  organisations: 'Только для образовательных организаций',
  organisation: 'Каждой организации – свой файл',
}

/** Kinds of organisations. */
export const kindWords: Readonly<Record<string, string>> = {
  edu: 'Общеобразовательные организации',
  ksh: 'Кадетские школы и корпуса',
  spo: 'Профессиональные образовательные организации',
}

/** For whom a placed file is, as the organizer sees it in the list. */
export function audienceText({ addressee, kinds, regions }: NonNullable<StoredFile['audience']>): string {
  if (addressee === 'all') return 'Для всех'
  if (addressee === 'organisation') return 'Для одной организации'
  const who = kinds.length === 0 ? 'Образовательным организациям' : kinds.map((kind) => kindWords[kind] ?? kind).join(', ')
  return regions.length === 0 ? who : `${who}; регионы: ${regions.join(', ')}`
}
