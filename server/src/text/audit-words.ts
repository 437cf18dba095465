/** Everything that is written into the audit, in words. The cabinet shows them, and the server writes them into files. */
export const actionWords = {
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
  'file-replaced': 'Заменен файл',
  'file-removed': 'Убран файл',
  'document-added': 'Добавлен документ',
  'document-removed': 'Убран документ',
} as const

export type AuditAction = keyof typeof actionWords

/** What was done, in words; what another release has written stays as it is. */
export function actionText(action: string): string {
  const words: Readonly<Record<string, string>> = actionWords
  return words[action] ?? action
}

/** Who did it, as a login; nobody has one on the command line. */
export function actorText(actor: string): string {
  return actor === 'system' ? 'Командная строка' : actor
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
  former: 'вместо файла',
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

/**
 * Details of an entry, for people: «причина: приказ № 5; было: …».
 *
 * @param moment puts an ISO time into words.
 */
export function detailsText(details: Readonly<Record<string, unknown>>, moment: (iso: string) => string): string {
  return Object.entries(detailWords)
    .flatMap(([key, word]) => {
      const value = details[key]
      const text = key === 'state' ? (stateWords[String(value)] ?? '') : valueText(value, moment)
      return text === '' ? [] : [`${word}: ${text}`]
    })
    .join('; ')
}

function valueText(value: unknown, moment: (iso: string) => string): string {
  if (typeof value === 'boolean') return value ? 'да' : 'нет'
  if (Array.isArray(value)) return value.map(String).join(', ')
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/u.test(value)) return moment(value)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
