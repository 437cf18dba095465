/** An answer of the server. `body` is what its JSON says, null when it has none. */
export interface Answer {
  readonly status: number
  readonly body: unknown
}

/** A problem as the server tells it (RFC 9457). */
export interface ProblemBody {
  readonly code: string
  readonly detail: string
  readonly [extra: string]: unknown
}

/** The part of `fetch` that is used, so that a page can bring its own. */
export type Fetch = (input: string, init: RequestInit) => Promise<Response>

/** Requests of one draft: JSON, cookies of the same site, the CSRF header on everything that changes. */
export class Api {
  readonly #base: string
  readonly #csrf: () => string
  readonly #fetch: Fetch

  constructor(base: string, csrf: () => string, fetchLike: Fetch) {
    this.#base = base.replace(/\/$/u, '')
    this.#csrf = csrf
    this.#fetch = fetchLike
  }

  get(path: string): Promise<Answer> {
    return this.#ask(path, { method: 'GET' })
  }

  /** @throws TypeError when there is no connection, as `fetch` does. */
  send(method: 'POST' | 'PATCH', path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const json: Record<string, string> = body === undefined ? {} : { 'Content-Type': 'application/json' }
    const init: RequestInit = { method, headers: { ...headers, ...json, 'X-Tabel-CSRF': this.#csrf() } }
    if (body !== undefined) init.body = JSON.stringify(body)
    return this.#ask(path, init)
  }

  async #ask(path: string, init: RequestInit): Promise<Answer> {
    const response = await this.#fetch(this.#base + path, { credentials: 'same-origin', cache: 'no-store', ...init })
    const json = response.headers.get('Content-Type')?.includes('json') === true
    return { status: response.status, body: json ? ((await response.json()) as unknown) : null }
  }
}

/** The problem in an answer; an answer that is not one becomes a problem with the code `status-500` or the like. */
export function problemOf(answer: Answer): ProblemBody {
  const body = answer.body
  if (typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string') {
    const detail = 'detail' in body && typeof body.detail === 'string' ? body.detail : ''
    return { ...body, code: body.code, detail }
  }
  return { code: `status-${answer.status}`, detail: '' }
}
