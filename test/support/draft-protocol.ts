import { applyOps, findConflicts, findFaults, migrateData, migrateOps } from '@tabel/engine'
import type { CompiledForm, FormData, Op, Problem } from '@tabel/engine'

interface LogEntry {
  readonly version: number
  readonly clientId: string
  readonly by: string
  readonly at: string
  readonly ops: readonly Op[]
}

interface Push {
  readonly clientId: string
  readonly seq: number
  readonly baseVersion: number
  readonly formVersion: string
  readonly ops: readonly Op[]
}

/** How a test bends the server. */
export interface DraftServerOptions {
  readonly form: CompiledForm
  readonly data?: FormData
  readonly account?: string
  readonly today?: string
  /** What the server's own check finds at submission. */
  readonly judge?: (data: FormData) => Promise<readonly Problem[]>
}

/** The drafts' protocol over the engine's ops, in memory: what a Tabel server answers for one collection, as a `fetch`. */
export class DraftServer {
  form: CompiledForm
  data: FormData
  version = 0
  /** Login of the session the browser holds; null when signed out. */
  session: string | null
  online = true
  /** The answer is lost on its way back; the push itself is applied. */
  loseAnswers = 0
  closed = false
  readonly log: LogEntry[] = []
  readonly pushes: Push[] = []
  /** What came after the end, by client and seq; null where the server keeps none. */
  parked: Map<string, Push> | null = null
  readonly #versions = new Set<string>()
  readonly #today: string
  readonly #judge: (data: FormData) => Promise<readonly Problem[]>
  readonly #answers = new Map<string, { readonly ops: string; readonly body: object }>()
  readonly #last = new Map<string, number>()
  #submission: object | null = null

  constructor(options: DraftServerOptions) {
    this.form = options.form
    this.#versions.add(options.form.version)
    this.data = options.data ?? {}
    this.session = options.account ?? 'edu010001'
    this.#today = options.today ?? '2026-04-25'
    this.#judge = options.judge ?? (() => Promise.resolve([]))
  }

  /** The organizer puts another version of the form in place. */
  renew(form: CompiledForm): void {
    this.data = migrateData(form, this.data, this.form.version).data
    this.form = form
    this.version += 1
    this.#versions.add(form.version)
  }

  /** A database from before: it never had the form that is open. */
  forget(): void {
    this.#versions.clear()
  }

  /** Somebody else changes the draft. */
  change(by: string, ops: readonly Op[]): void {
    this.#append(`other-${by}`, by, ops)
  }

  readonly fetch = async (input: string, init: RequestInit): Promise<Response> => {
    if (!this.online) throw new TypeError('no connection')
    const { pathname, searchParams } = new URL(input, 'http://tabel.test')
    const path = pathname.replace(/^\/api/u, '')
    if (path.endsWith('/changes') && this.session !== null) return this.#changes(Number(searchParams.get('since')))
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : null
    const response = await this.#answer(init.method ?? 'GET', path, body, new Headers(init.headers))
    if (init.method === 'PATCH' && this.loseAnswers > 0) {
      this.loseAnswers -= 1
      throw new TypeError('the answer was lost')
    }
    return response
  }

  async #answer(method: string, path: string, body: unknown, headers: Headers): Promise<Response> {
    if (this.session === null) return problem(401, 'signed-out', 'Войдите снова')
    if (path === '/me') return json(200, { login: this.session })
    if (path.endsWith('/form')) return json(200, this.form)
    if (path.startsWith('/submissions/')) return json(200, this.#submission)
    if (path.endsWith('/draft')) return method === 'PATCH' ? this.#push(body as Push) : json(200, this.#draft())
    if (path.endsWith('/submissions')) return this.#submit(headers.get('If-Match'))
    return problem(404, 'not-found', 'Не найдено')
  }

  #changes(since: number): Response {
    const entries = this.log.filter(({ version }) => version > since)
    return json(200, { version: this.version, formVersion: this.form.version, complete: true, entries })
  }

  #draft(): object {
    const last = this.log.at(-1)
    return {
      version: this.version,
      savedAt: last?.at ?? null,
      savedBy: last?.by ?? null,
      formVersion: this.form.version,
      data: this.data,
      today: this.#today,
      state: 'inProgress',
      unsubmittedChanges: false,
      submittedAt: null,
      readOnly: this.closed ? { reason: 'closed', message: 'Сбор данных закрыт' } : null,
    }
  }

  #push(push: Push): Response {
    this.pushes.push(push)
    const ops = JSON.stringify(push.ops)
    const known = this.#answers.get(`${push.clientId} ${push.seq}`)
    if (known) return known.ops === ops ? json(200, known.body) : problem(409, 'seq-reused', 'Номер уже занят')
    const expected = (this.#last.get(push.clientId) ?? 0) + 1
    if (this.closed) return problem(403, 'closed', 'Сбор данных закрыт', { parked: this.#park(push) })
    if (push.seq !== expected) return problem(409, 'seq-gap', 'Пропущен номер', { expected })
    if (!this.#versions.has(push.formVersion))
      return problem(409, 'form-version', 'Форма обновлена', { formVersion: this.form.version })
    const late = push.formVersion !== this.form.version
    const typed = late ? migrateOps(this.form, push.ops, push.formVersion) : push.ops
    const faults = findFaults(this.form, this.data, typed)
    const others = this.log.filter((entry) => entry.version > push.baseVersion && entry.clientId !== push.clientId)
    const conflicts = others.flatMap(({ by, at, ops: theirs }) =>
      findConflicts(this.form, typed, theirs).map((cell) => ({ cell, by, at })),
    )
    if (conflicts.length > 0) return problem(409, 'conflict', 'Эти ячейки изменил другой', { conflicts, version: this.version })
    if (faults.length > 0) return problem(422, 'bad-ops', 'Изменение невозможно', { faults })
    const entry = this.#append(push.clientId, this.session ?? '', typed)
    const answer = {
      version: entry.version,
      formVersion: this.form.version,
      savedAt: entry.at,
      others: others.map(({ version, by, at, ops: theirs }) => ({ version, by, at, ops: theirs })),
    }
    this.#last.set(push.clientId, push.seq)
    this.#answers.set(`${push.clientId} ${push.seq}`, { ops, body: answer })
    return json(200, answer)
  }

  #park(push: Push): boolean {
    this.parked?.set(`${push.clientId} ${push.seq}`, push)
    return this.parked !== null
  }

  async #submit(match: string | null): Promise<Response> {
    if (match !== `"${this.version}"`) return problem(412, 'version-mismatch', 'Черновик изменился', { version: this.version })
    const problems = await this.#judge(this.data)
    const refused = problems.some((one) => one.severity === 'error')
    this.#submission = {
      id: 's1',
      state: refused ? 'refused' : 'accepted',
      version: this.version,
      number: refused ? null : '1',
      submittedAt: new Date().toISOString(),
      problems,
    }
    return json(202, { id: 's1' })
  }

  #append(clientId: string, by: string, ops: readonly Op[]): LogEntry {
    this.version += 1
    this.data = applyOps(this.form, this.data, ops)
    const entry = { version: this.version, clientId, by, at: new Date().toISOString(), ops }
    this.log.push(entry)
    return entry
  }
}

function json(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
}

function problem(status: number, code: string, detail: string, extra: object = {}): Response {
  const body = JSON.stringify({ type: 'about:blank', title: code, status, code, detail, ...extra })
  return new Response(body, { status, headers: { 'Content-Type': 'application/problem+json' } })
}
