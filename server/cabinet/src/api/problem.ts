import { plural } from '../text/plural.ts'

/** A request that did not succeed; `message` is a Russian sentence for people. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  /** HTTP status; 0 when no answer came. */
  readonly status: number
  /** The server's code of the problem, or `offline`, `timeout`, `unreadable`. */
  readonly code: string
  /** What else the server tells of it. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(
    status: number,
    code: string,
    message: string,
    options: ErrorOptions & { readonly details?: Readonly<Record<string, unknown>> } = {},
  ) {
    super(message, options)
    this.status = status
    this.code = code
    this.details = options.details ?? {}
  }
}

/**
 * The problem behind an answer that is not 2xx (RFC 9457).
 *
 * @param body What the answer held, parsed; anything else than a problem gets a sentence of our own.
 * @param retryAfter The header Retry-After, seconds.
 */
export function problemOfAnswer(status: number, body: unknown, retryAfter: string | null): ApiProblem {
  const details = isRecord(body) ? body : {}
  const { code, detail } = details
  const known = typeof code === 'string' ? code : 'unreadable'
  const text = typeof detail === 'string' && detail !== '' ? detail : ownSentence(status, Number(retryAfter ?? Number.NaN))
  return new ApiProblem(status, known, text, { details })
}

/** The problem behind a request that got no answer at all. */
export function problemOfFailure(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  if (error instanceof Error && error.name === 'TimeoutError')
    return new ApiProblem(0, 'timeout', 'Сервер долго не отвечает. Подождите немного и повторите.', { cause: error })
  return new ApiProblem(0, 'offline', 'Нет связи с сервером. Проверьте подключение к интернету и повторите.', { cause: error })
}

function ownSentence(status: number, seconds: number): string {
  if (status === 429 || status === 503) return `Сейчас слишком много обращений. Попробуйте снова ${later(seconds)}.`
  if (status === 404) return 'Здесь ничего нет: адрес неверен или у вас нет к нему доступа.'
  if (status === 401) return 'Войдите в личный кабинет: сеанс не начат или закончился.'
  return `Сервер не смог ответить (код ${status}). Попробуйте чуть позже.`
}

function later(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds <= 0) return 'чуть позже'
  const whole = Math.ceil(seconds)
  return `через ${whole} ${plural(whole, ['секунду', 'секунды', 'секунд'])}`
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
