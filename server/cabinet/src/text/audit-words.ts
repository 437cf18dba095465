import { shortMoment } from './dates.ts'

/** What was done, in words. */
export const actionWords: Readonly<Record<string, string>> = {
  'signed-in': 'Вход',
  'sign-in-failed': 'Неудачный вход',
  'password-changed': 'Пароль сменен',
  'password-reset': 'Выдан новый пароль',
  submitted: 'Отчет сдан',
  'attachment-added': 'Приложен файл',
  'upload-applied': 'Внесены данные из Excel',
  'parked-dropped': 'Отброшено введенное после срока',
  'export-ordered': 'Заказана выгрузка',
  'report-downloaded': 'Скачана выгрузка',
  'file-downloaded': 'Скачан файл',
  'accounts-imported': 'Загружен список организаций',
  'organisation-locked': 'Вход заблокирован',
  'organisation-unlocked': 'Вход разблокирован',
  'organisation-moved': 'Организация перемещена',
  'organisation-closed': 'Организация закрыта',
  'organisation-reopened': 'Организация открыта снова',
  'section-made': 'Создан раздел',
  'section-renamed': 'Переименован раздел',
  'sections-ordered': 'Изменен порядок разделов',
  published: 'Создана публикация',
  'publication-changed': 'Изменена публикация',
  'collection-opened': 'Открыт сбор данных',
  'collection-widened': 'Добавлены участники сбора',
  extended: 'Продлен срок организациям',
  'deadline-moved': 'Изменен срок сбора',
  'form-changed': 'Заменена форма',
  'excel-allowed': 'Заполнение в Excel',
  'store-made': 'Создано хранилище',
  'file-placed': 'Размещен файл',
  'file-audience': 'Изменены получатели файла',
  'file-removed': 'Убран файл',
  'document-added': 'Добавлен документ',
}

/** Names of details; what has none is for machines. */
const detailWords: Readonly<Record<string, string>> = {
  reason: 'причина',
  logins: 'логины',
  closesAt: 'срок до',
  came: 'добавлено',
  from: 'было',
  to: 'стало',
  successor: 'правопреемник',
  withdrawn: 'несданных отчетов снято',
  submitted: 'сдано отчетов',
  title: 'название',
  name: 'файл',
  organisation: 'для организации',
  kinds: 'виды',
  regions: 'регионы',
  created: 'новых',
  changed: 'изменено',
  unchanged: 'без изменений',
  version: 'версия',
  saves: 'сохранений',
  ops: 'изменений',
  bytes: 'байт',
  completed: 'до конца',
  allowed: 'разрешено',
  state: 'почему',
  address: 'адрес',
}

/** Why somebody with the right password was not let in. */
const stateWords: Readonly<Record<string, string>> = { locked: 'вход заблокирован', closed: 'организация закрыта' }

/** Details of an entry, for people: «причина: приказ № 5; было: …». */
export function detailsText(details: Readonly<Record<string, unknown>>): string {
  return Object.entries(detailWords)
    .flatMap(([key, word]) => {
      const value = details[key]
      const text = key === 'state' ? (stateWords[String(value)] ?? '') : valueText(value)
      return text === '' ? [] : [`${word}: ${text}`]
    })
    .join('; ')
}

function valueText(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'да' : 'нет'
  if (Array.isArray(value)) return value.map(String).join(', ')
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/u.test(value)) return shortMoment(value)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
