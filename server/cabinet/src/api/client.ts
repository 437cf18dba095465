import { ApiProblem } from './problem.ts'
import type { Ask } from './request.ts'
import { request } from './request.ts'
import type {
  Check,
  CheckMode,
  Collection,
  CompiledForm,
  Me,
  NoticeList,
  ParticipantData,
  ParticipantsPage,
  ParticipantsQuery,
  Publication,
  Report,
  Section,
  SectionPublications,
  Statistics,
} from './wire.ts'

/** Signs in. @throws ApiProblem `bad-credentials`, `too-many-attempts`, or no answer. */
export async function signIn(login: string, password: string): Promise<Me> {
  return (await request({ method: 'POST', path: '/api/login', body: { login, password } })) as Me
}

/** Who is signed in; null when nobody is. @throws ApiProblem when the server does not answer. */
export async function whoIsSignedIn(): Promise<Me | null> {
  try {
    return (await request({ path: '/api/me' })) as Me
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null
    throw error
  }
}

/**
 * The server as one signed-in person sees it. Every method throws {@link ApiProblem};
 * a session that is over is told to `signedOut` as well.
 */
export class Api {
  readonly #csrf: () => string
  readonly #signedOut: () => void

  constructor(csrf: () => string, signedOut: () => void) {
    this.#csrf = csrf
    this.#signedOut = signedOut
  }

  async sections(signal?: AbortSignal): Promise<readonly Section[]> {
    return ((await this.#get('/api/sections', signal)) as { items: readonly Section[] }).items
  }

  async publications(section: string, signal?: AbortSignal): Promise<SectionPublications> {
    return (await this.#get(`/api/sections/${encodeURIComponent(section)}/publications`, signal)) as SectionPublications
  }

  async publication(section: string, slug: string, signal?: AbortSignal): Promise<Publication> {
    const path = `/api/publications/${encodeURIComponent(section)}/${encodeURIComponent(slug)}`
    return (await this.#get(path, signal)) as Publication
  }

  async collection(id: string): Promise<Collection> {
    return (await this.#get(collectionPath(id))) as Collection
  }

  async form(collection: string, signal?: AbortSignal): Promise<CompiledForm> {
    return (await this.#get(`${collectionPath(collection)}/form`, signal)) as CompiledForm
  }

  async statistics(collection: string, signal?: AbortSignal): Promise<Statistics> {
    return (await this.#get(`${collectionPath(collection)}/statistics`, signal)) as Statistics
  }

  async participants(collection: string, query: ParticipantsQuery, signal?: AbortSignal): Promise<ParticipantsPage> {
    const search = new URLSearchParams()
    for (const [name, value] of Object.entries(query)) if (value !== '') search.set(name, value)
    return (await this.#get(`${collectionPath(collection)}/participants?${search}`, signal)) as ParticipantsPage
  }

  async participantData(collection: string, organisation: string, signal?: AbortSignal): Promise<ParticipantData> {
    const path = `${collectionPath(collection)}/participants/${encodeURIComponent(organisation)}/data`
    return (await this.#get(path, signal)) as ParticipantData
  }

  /** @param closesAt ISO time. */
  async moveDeadline(collection: string, closesAt: string): Promise<Collection> {
    return (await this.#post(`${collectionPath(collection)}/deadline`, { closesAt })) as Collection
  }

  async checks(collection: string, signal?: AbortSignal): Promise<readonly Check[]> {
    return (await this.#get(`${collectionPath(collection)}/checks`, signal)) as readonly Check[]
  }

  async turnCheck(collection: string, check: string, mode: CheckMode, reason: string): Promise<void> {
    await this.#post(`${collectionPath(collection)}/checks/${encodeURIComponent(check)}`, { mode, reason })
  }

  /** Orders a report with all submitted data, or with all participants; its id. */
  async orderExport(collection: string, kind: 'results' | 'participants', format: 'xlsx' | 'csv'): Promise<string> {
    return ((await this.#post(`${collectionPath(collection)}/exports?kind=${kind}&format=${format}`, {})) as { id: string }).id
  }

  async report(id: string): Promise<Report> {
    return (await this.#get(`/api/reports/${encodeURIComponent(id)}`)) as Report
  }

  async notices(): Promise<NoticeList> {
    return (await this.#get('/api/notifications')) as NoticeList
  }

  async markRead(notice: string): Promise<void> {
    await this.#post(`/api/notifications/${encodeURIComponent(notice)}/read`)
  }

  async changePassword(current: string, next: string): Promise<Me> {
    return (await this.#post('/api/password', { current, next })) as Me
  }

  /** Gives an organisation below a password to be used once; the password. */
  async resetPassword(login: string): Promise<string> {
    return ((await this.#post(`/api/accounts/${encodeURIComponent(login)}/password`)) as { password: string }).password
  }

  async signOut(): Promise<void> {
    await this.#post('/api/logout')
  }

  #get(path: string, signal?: AbortSignal): Promise<unknown> {
    return this.#ask({ path, ...(signal ? { signal } : {}) })
  }

  #post(path: string, body?: unknown): Promise<unknown> {
    return this.#ask({ method: 'POST', path, csrf: this.#csrf(), ...(body === undefined ? {} : { body }) })
  }

  async #ask(ask: Ask): Promise<unknown> {
    try {
      return await request(ask)
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) this.#signedOut()
      throw error
    }
  }
}

/** Where the browser gets the workbook of a report. */
export function reportAddress(id: string): string {
  return `/api/reports/${encodeURIComponent(id)}/content`
}

function collectionPath(id: string): string {
  return `/api/collections/${encodeURIComponent(id)}`
}
