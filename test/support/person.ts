/** An answer of the server. `body` is the parsed JSON. */
export interface Reply<T = Record<string, unknown>> {
  readonly status: number
  readonly headers: Headers
  readonly body: T
  /** Code of the problem, when it is one. */
  readonly code: string | undefined
}

/** Somebody in front of a browser: keeps the cookie and sends the CSRF token along. */
export class Person {
  readonly url: string
  login = ''
  cookie = ''
  csrf = ''

  constructor(url: string) {
    this.url = url
  }

  static async signIn(url: string, login: string, password = 'demo-2026'): Promise<Person> {
    const person = new Person(url)
    const reply = await person.post<{ csrf: string }>('/api/login', { login, password })
    if (reply.status !== 200) throw new Error(`${login} cannot sign in: ${JSON.stringify(reply.body)}`)
    person.login = login
    person.csrf = reply.body.csrf
    return person
  }

  get<T = Record<string, unknown>>(path: string, headers: Record<string, string> = {}): Promise<Reply<T>> {
    return this.send('GET', path, undefined, headers)
  }

  post<T = Record<string, unknown>>(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply<T>> {
    return this.send('POST', path, body, headers)
  }

  patch<T = Record<string, unknown>>(path: string, body: unknown): Promise<Reply<T>> {
    return this.send('PATCH', path, body, {})
  }

  /** @param body sent as JSON, or as it is when it is a text or a blob. */
  async send<T>(method: string, path: string, body: unknown, headers: Record<string, string>): Promise<Reply<T>> {
    const response = await this.fetch(method, path, body, headers)
    const text = await response.text()
    const parsed = text === '' ? {} : (JSON.parse(text) as T & { code?: string })
    const [cookie] = response.headers.getSetCookie()
    if (cookie !== undefined) this.cookie = cookie.split(';')[0] ?? ''
    return { status: response.status, headers: response.headers, body: parsed as T, code: (parsed as { code?: string }).code }
  }

  fetch(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(this.cookie && { cookie: this.cookie }),
        ...(this.csrf && { 'x-tabel-csrf': this.csrf }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' || body instanceof Blob ? body : JSON.stringify(body) }),
    })
  }
}
