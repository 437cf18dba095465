import { problemOfAnswer, problemOfFailure } from './problem.ts'

/** One request to the server. */
export interface Ask {
  readonly method: 'get' | 'post' | 'patch'
  readonly path: string
  readonly body?: unknown
  /** The CSRF token of the session; for everything but GET. */
  readonly csrf?: string
  /** The version that a change is made to. */
  readonly ifMatch?: number
  readonly signal?: AbortSignal | undefined
}

/** Milliseconds after which a silent server is given up. */
const patience = 20_000

/**
 * Asks the server and gives what it answered; undefined for an empty answer.
 *
 * @throws ApiProblem for every failure but an abort of `signal`, which is thrown as it is.
 */
export async function request(ask: Ask): Promise<unknown> {
  try {
    const response = await fetch(ask.path, options(ask))
    const body = await bodyOf(response)
    if (!response.ok) throw problemOfAnswer(response.status, body, response.headers.get('Retry-After'))
    return body
  } catch (error) {
    if (ask.signal?.aborted) throw error
    throw problemOfFailure(error)
  }
}

function options({ method, body, csrf, ifMatch, signal }: Ask): RequestInit {
  const headers = new Headers({ Accept: 'application/json' })
  if (body !== undefined) headers.set('Content-Type', 'application/json')
  if (csrf !== undefined) headers.set('X-Tabel-CSRF', csrf)
  if (ifMatch !== undefined) headers.set('If-Match', `"${ifMatch}"`)
  const timeout = AbortSignal.timeout(patience)
  return {
    // Fetch makes capitals of every method but PATCH.
    method: method.toUpperCase(),
    headers,
    cache: method === 'get' ? 'no-cache' : 'no-store',
    credentials: 'same-origin',
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch (error) {
    if (response.ok) throw problemOfAnswer(response.status, null, null)
    return error
  }
}
