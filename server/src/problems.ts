/** A failure as it goes over the wire (RFC 9457), apart from its details. */
export interface ProblemKind<D extends object> {
  readonly code: string
  readonly status: number
  readonly title: string
  /** What happened and what to do, in Russian. */
  readonly detail: (details: D) => string
}

/** A foreseen failure of a request. Thrown anywhere, written to the wire in one place. */
export class RequestProblem extends Error {
  override readonly name = 'RequestProblem'
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  /** More members of the answer. */
  readonly extras: Readonly<Record<string, unknown>>
  /** Seconds to wait before trying again. */
  readonly retryAfter: number | null

  constructor(kind: ProblemKind<object>, detail: string, extras: Readonly<Record<string, unknown>>) {
    super(kind.code)
    this.status = kind.status
    this.code = kind.code
    this.title = kind.title
    this.detail = detail
    this.extras = extras
    this.retryAfter = typeof extras['retryAfter'] === 'number' ? extras['retryAfter'] : null
  }
}

function problem<D extends object = object>(
  code: string,
  status: number,
  title: string,
  detail: string | ((details: D) => string),
) {
  const kind: ProblemKind<D> = { code, status, title, detail: typeof detail === 'string' ? () => detail : detail }
  return (details: D): RequestProblem =>
    new RequestProblem(kind as ProblemKind<object>, kind.detail(details), details as Readonly<Record<string, unknown>>)
}

const seconds = (value: number): string => {
  const forms: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'секунду', few: 'секунды' }
  return `${value} ${forms[new Intl.PluralRules('ru').select(value)] ?? 'секунд'}`
}

/** So many lines are told in a sentence. */
const mostTold = 20

/** What is wrong in a file, line by line. */
function byLine(errors: readonly { readonly line: number; readonly message: string }[], more: number): string {
  const told = errors
    .slice(0, mostTold)
    .map(({ line, message }) => `Строка ${line}: ${message}`)
    .join(' ')
  const rest = more + Math.max(0, errors.length - mostTold)
  return rest > 0 ? `${told} И еще ошибок: ${rest}.` : told
}

/** Every failure a request can meet: code, status and Russian text. */
export const problems = {
  badCredentials: problem(
    'bad-credentials',
    401,
    'Вход не выполнен',
    'Неверный логин или пароль. Проверьте, нет ли лишних символов и в том ли регистре введены буквы.',
  ),
  signInLocked: problem(
    'sign-in-locked',
    403,
    'Вход закрыт',
    'Вход для вашей организации закрыл организатор. Введенное и сданное сохранено. Обратитесь к региональному координатору.',
  ),
  signInClosed: problem<{ successor: { login: string; name: string } | null }>(
    'sign-in-closed',
    403,
    'Организация закрыта',
    ({ successor }) =>
      `Организация закрыта, войти под ее логином нельзя. ${
        successor === null ? '' : `Отчеты теперь сдает «${successor.name}» (${successor.login}). `
      }Если это ошибка, сообщите региональному координатору.`,
  ),
  tooManyAttempts: problem<{ retryAfter: number }>(
    'too-many-attempts',
    429,
    'Слишком много попыток входа',
    ({ retryAfter }) => `Слишком много неудачных попыток входа. Попробуйте снова через ${seconds(retryAfter)}.`,
  ),
  signedOut: problem('signed-out', 401, 'Вход не выполнен', 'Войдите в личный кабинет: сеанс не начат или закончился.'),
  passwordChange: problem(
    'password-change-required',
    403,
    'Смените пароль',
    'Этот пароль выдан на один раз. Придумайте свой: после этого откроется личный кабинет.',
  ),
  wrongPassword: problem('wrong-password', 422, 'Пароль не сменен', 'Текущий пароль введен неверно.'),
  weakPassword: problem<{ weakness: string }>('weak-password', 422, 'Пароль не сменен', ({ weakness }) => weakness),
  accountsRefused: problem<{ errors: readonly { line: number; message: string }[]; more: number }>(
    'accounts-refused',
    422,
    'Организации не загружены',
    ({ errors, more }) => `Ни одна организация не загружена. ${byLine(errors, more)}`,
  ),
  organisationRefused: problem<{ why: string }>('organisation-refused', 422, 'Организация не изменена', ({ why }) => why),
  badCsrf: problem(
    'bad-csrf',
    403,
    'Запрос отклонен',
    'Запрос пришел не со страницы личного кабинета. Обновите страницу и повторите.',
  ),
  notFound: problem('not-found', 404, 'Не найдено', 'Здесь ничего нет: адрес неверен или у вас нет к нему доступа.'),
  methodNotAllowed: problem('method-not-allowed', 405, 'Так нельзя', 'По этому адресу такое действие не предусмотрено.'),
  badJson: problem('bad-json', 400, 'Запрос не прочитан', 'Тело запроса – не JSON.'),
  badUrl: problem('bad-url', 400, 'Запрос не прочитан', 'Адрес запроса записан с ошибкой.'),
  notJson: problem('not-json', 415, 'Запрос не прочитан', 'Тело запроса должно быть в формате application/json.'),
  notThisType: problem<{ accepts: readonly string[] }>(
    'not-this-type',
    415,
    'Файл не принят',
    ({ accepts }) => `Файлы этого вида здесь не принимаются. Укажите в Content-Type: ${accepts.join(' или ')}.`,
  ),
  tooLarge: problem<{ limit: number }>(
    'too-large',
    413,
    'Запрос слишком велик',
    ({ limit }) => `Запрос больше ${Math.floor(limit / 1024)} КБ. Разделите его на части.`,
  ),
  fileTooLarge: problem<{ limit: number }>(
    'file-too-large',
    413,
    'Файл слишком велик',
    ({ limit }) => `Файл больше ${Math.floor(limit / 1024 / 1024)} МБ. Уменьшите его или разделите на части.`,
  ),
  uploadBroken: problem('upload-broken', 400, 'Файл не дошел', 'Файл дошел не весь: связь прервалась. Отправьте его еще раз.'),
  emptyFile: problem('empty-file', 422, 'Файл не принят', 'Файл пуст. Проверьте, что он сохранен, и выберите его еще раз.'),
  badFileName: problem(
    'bad-file-name',
    422,
    'Файл не принят',
    'Имя файла не подходит: оно должно быть не длиннее 200 знаков, без косых черт и служебных символов. Переименуйте файл.',
  ),
  nameTaken: problem(
    'name-taken',
    409,
    'Файл не заменен',
    'В хранилище уже есть другой файл с таким именем для тех же получателей. Переименуйте файл.',
  ),
  attachmentRefused: problem<{ reason: string }>('attachment-refused', 422, 'Файл не приложен', ({ reason }) => reason),
  noSuchAddressee: problem<{ reason: string }>('no-such-addressee', 422, 'Файл не принят', ({ reason }) => reason),
  badAudience: problem(
    'bad-audience',
    422,
    'Получатели не изменены',
    'Виды и регионы указывают только для файлов образовательных организаций. Файл одной организации другим не открывается.',
  ),
  onlyForOrganisations: problem(
    'only-for-organisations',
    403,
    'Скачать файл нельзя',
    'Файл предназначен только для образовательных организаций: вы его видите, но скачать его могут только они.',
  ),
  fileGone: problem('file-gone', 410, 'Файла нет', 'Файл на сервере не найден. Сообщите об этом федеральному организатору.'),
  badRange: problem<{ size: number }>(
    'bad-range',
    416,
    'Такой части файла нет',
    ({ size }) => `В файле ${size} байт: запрошенной части в нем нет. Скачайте файл заново.`,
  ),
  badRequest: problem<{ errors: readonly { path: string; message: string }[] }>(
    'bad-request',
    422,
    'Запрос составлен неверно',
    ({ errors }) => `Запрос составлен неверно: ${errors.map(({ path, message }) => `${path || '/'} ${message}`).join('; ')}.`,
  ),
  badText: problem(
    'bad-text',
    422,
    'Недопустимые символы',
    'В тексте есть символы, которые нельзя сохранить: нулевой байт или половина составного символа. Удалите их и повторите.',
  ),
  tooDeep: problem('too-deep', 422, 'Запрос составлен неверно', 'Скобки в запросе вложены слишком глубоко.'),
  closed: problem<{ parked?: boolean }>('closed', 403, 'Сбор данных закрыт', ({ parked }) =>
    parked
      ? 'Сбор данных закрыт. Введенное сохранено отдельно: в отчет оно не вошло. Если сбор продлят, его можно будет внести.'
      : 'Сбор данных закрыт: сейчас изменить или сдать данные нельзя.',
  ),
  formVersion: problem<{ formVersion: string }>(
    'form-version',
    409,
    'Форма изменилась',
    ({ formVersion }) => `Форма изменилась, теперь действует версия ${formVersion}. Откройте таблицу заново.`,
  ),
  formRefused: problem<{ errors: readonly { line: number; column: number; message: string }[]; more: number }>(
    'form-refused',
    422,
    'Форма не принята',
    ({ errors, more }) => `Форма не принята. ${byLine(errors, more)}`,
  ),
  otherForm: problem<{ expected: string; got: string }>(
    'other-form',
    422,
    'Форма не принята',
    ({ expected, got }) => `В сборе форма «${expected}», а в файле – «${got}». Выберите файл новой версии той же формы.`,
  ),
  versionTaken: problem<{ version: string }>(
    'version-taken',
    409,
    'Форма не принята',
    ({ version }) => `Версия ${version} этой формы уже есть, и она другая. Дайте измененной форме новый номер версии.`,
  ),
  seqGap: problem<{ expected: number }>(
    'seq-gap',
    409,
    'Пропущено сохранение',
    ({ expected }) => `До этого сохранения не дошло предыдущее. Ожидается сохранение № ${expected}.`,
  ),
  seqReused: problem(
    'seq-reused',
    409,
    'Номер сохранения занят',
    'Под этим номером уже сохранены другие изменения. Откройте таблицу заново.',
  ),
  versionAhead: problem<{ version: number }>(
    'version-ahead',
    409,
    'Версия неизвестна',
    ({ version }) => `Такой версии черновика еще нет, последняя – ${version}. Откройте таблицу заново.`,
  ),
  nothingToFill: problem(
    'nothing-to-fill',
    403,
    'Заполнять нечего',
    'Данные вносит организация: в этой форме нет листа, который заполняете вы.',
  ),
  excelOff: problem(
    'excel-off',
    403,
    'Заполнение в Excel не предусмотрено',
    'Этот сбор заполняется только на сайте: организатор не открыл для него шаблон Excel.',
  ),
  fileRefused: problem<{ reason: string; message: string }>('file-refused', 422, 'Файл не прочитан', ({ message }) => message),
  conflict: problem<{ conflicts: readonly unknown[]; version: number }>(
    'conflict',
    409,
    'Данные изменил кто-то еще',
    'Эти же ячейки одновременно изменил другой человек. Выберите, какие значения оставить.',
  ),
  badOps: problem<{ faults: readonly { message: string }[] }>(
    'bad-ops',
    422,
    'Изменение невозможно',
    ({ faults }) => faults[0]?.message ?? 'Изменение невозможно.',
  ),
  versionRequired: problem(
    'version-required',
    428,
    'Не указана версия',
    'Укажите в заголовке If-Match версию черновика, которую сдаете.',
  ),
  versionMismatch: problem<{ version: number }>(
    'version-mismatch',
    412,
    'Черновик изменился',
    'Черновик изменился после проверки. Просмотрите данные и сдайте отчет еще раз.',
  ),
  sourcesChanged: problem<{ renewal: { readonly version: number } }>(
    'sources-changed',
    409,
    'Исходные данные изменились',
    'Отчет не сдан: изменились данные, по которым он заполняется и проверяется. В таблице уже новые значения. Просмотрите их и сдайте отчет еще раз.',
  ),
  registryRefused: problem<{ errors: readonly { line: number; message: string }[]; more: number }>(
    'registry-refused',
    422,
    'Реестр не загружен',
    ({ errors, more }) => `Реестр не загружен, прежний остается в силе. ${byLine(errors, more)}`,
  ),
  badDate: problem('bad-date', 422, 'Дата не принята', 'Такой даты нет в календаре. Проверьте день, месяц и время.'),
  badInterval: problem(
    'bad-interval',
    422,
    'Сбор не открыт',
    'Сбор не открыт: окончание должно быть позже начала. Проверьте даты и время.',
  ),
  noParticipants: problem(
    'no-participants',
    422,
    'Некому заполнять форму',
    'Ни одна организация не подходит: проверьте виды организаций, регионы, логины и то, для кого предназначена сама форма.',
  ),
  unknownLogins: problem<{ logins: readonly string[] }>(
    'unknown-logins',
    422,
    'Организации не найдены',
    ({ logins }) => `Таких организаций нет, или форма не для них: ${logins.join(', ')}. Проверьте логины.`,
  ),
  noViewer: problem(
    'no-viewer',
    422,
    'Показать не за кого',
    'Такой организации нет. Проверьте, кто смотрит, код региона и логин.',
  ),
  badDeadline: problem(
    'bad-deadline',
    422,
    'Срок не изменен',
    'Срок не изменен: окончание сбора должно быть позже его начала. Проверьте дату и время.',
  ),
  reasonRequired: problem(
    'reason-required',
    422,
    'Не указана причина',
    'Напишите, почему проверка меняется: причина останется в истории и в сданных отчетах.',
  ),
  extensionReason: problem(
    'reason-required',
    422,
    'Не указана причина',
    'Напишите, почему срок продлен: организация увидит причину рядом со сроком.',
  ),
  reportNotReady: problem('report-not-ready', 409, 'Отчет не готов', 'Отчет еще формируется. Мы сообщим, когда он будет готов.'),
  reportGone: problem('report-gone', 410, 'Отчета больше нет', 'Файл отчета удален. Сформируйте отчет заново.'),
  unavailable: problem<{ retryAfter: number }>(
    'unavailable',
    503,
    'База данных недоступна',
    'База данных сейчас недоступна. Введенное хранится на вашем компьютере и сохранится само, когда она заработает.',
  ),
  busy: problem<{ retryAfter: number }>(
    'busy',
    503,
    'Сервер перегружен',
    ({ retryAfter }) => `Сейчас слишком много обращений. Попробуйте снова через ${seconds(retryAfter)}.`,
  ),
  stopping: problem<{ retryAfter: number }>(
    'stopping',
    503,
    'Сервер перезапускается',
    'Сервер перезапускается. Попробуйте чуть позже.',
  ),
  broken: problem('broken', 500, 'Ошибка сервера', 'На сервере произошла ошибка. Мы уже знаем о ней; попробуйте чуть позже.'),
} as const
