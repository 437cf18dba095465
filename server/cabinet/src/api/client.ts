import { ApiProblem } from './problem.ts'
import type { Ask } from './request.ts'
import { request } from './request.ts'
import { upload } from './upload.ts'
import type {
  Addressees,
  Check,
  CheckMode,
  Collection,
  CompiledForm,
  DraftVersion,
  HistoryPage,
  FilePage,
  Me,
  NoticeList,
  ParkedSave,
  ParkedTaken,
  ParticipantData,
  ParticipantsPage,
  ParticipantsQuery,
  PlacedFile,
  Publication,
  PublicPublication,
  Receipt,
  Report,
  Section,
  SectionPublications,
  Statistics,
  UploadPreview,
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

/** What is read before signing in. @throws ApiProblem */
export async function publicPublications(signal: AbortSignal): Promise<readonly PublicPublication[]> {
  return ((await request({ path: '/api/publications', signal })) as { items: readonly PublicPublication[] }).items
}

/** A publication for somebody who is not signed in; null when it is not for them. @throws ApiProblem when the server does not answer. */
export async function publicPublication(section: string, slug: string, signal: AbortSignal): Promise<Publication | null> {
  try {
    return (await request({ path: publicationApiPath(section, slug), signal })) as Publication
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
    return (await this.#get(publicationApiPath(section, slug), signal)) as Publication
  }

  async collection(id: string): Promise<Collection> {
    return (await this.#get(collectionPath(id))) as Collection
  }

  async receipt(collection: string, signal?: AbortSignal): Promise<Receipt> {
    return (await this.#get(`${collectionPath(collection)}/receipt`, signal)) as Receipt
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

  /** @param organisation id of an organisation below; null for one's own draft. @param before where the page before ended. */
  async history(
    collection: string,
    organisation: string | null,
    before: number | null,
    signal?: AbortSignal,
  ): Promise<HistoryPage> {
    const from = before === null ? '' : `?before=${before}`
    return (await this.#get(`${draftPath(collection, organisation)}/history${from}`, signal)) as HistoryPage
  }

  async draftVersion(
    collection: string,
    organisation: string | null,
    version: number,
    signal?: AbortSignal,
  ): Promise<DraftVersion> {
    return (await this.#get(`${draftPath(collection, organisation)}/versions/${version}`, signal)) as DraftVersion
  }

  async parked(collection: string, organisation: string | null, signal?: AbortSignal): Promise<readonly ParkedSave[]> {
    return (await this.#get(`${draftPath(collection, organisation)}/parked`, signal)) as readonly ParkedSave[]
  }

  async takeParked(collection: string): Promise<ParkedTaken> {
    return (await this.#post(`${draftPath(collection, null)}/parked/take`)) as ParkedTaken
  }

  async dropParked(collection: string): Promise<void> {
    await this.#post(`${draftPath(collection, null)}/parked/drop`)
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

  /** Files of a store whose name holds `q`. @param page Counted from 1. */
  async files(
    store: string,
    { q, page, per }: { readonly q: string; readonly page: number; readonly per: number },
    signal?: AbortSignal,
  ): Promise<FilePage> {
    const search = new URLSearchParams({ page: String(page), per: String(per), ...(q === '' ? {} : { q }) })
    return (await this.#get(`/api/stores/${encodeURIComponent(store)}/files?${search}`, signal)) as FilePage
  }

  /** Makes a store of files in a publication. In one for `organisations` coordinators download nothing. */
  async makeStore(store: {
    readonly section: string
    readonly publication: string
    readonly title: string
    readonly audience: 'all' | 'organisations'
  }): Promise<void> {
    await this.#post('/api/admin/stores', store)
  }

  /** Places a file in a store. @param progress Told from 0 to 1. */
  async placeFile(
    store: string,
    file: File,
    { for: addressee, kinds, regions }: Addressees,
    progress: (share: number) => void,
    signal: AbortSignal,
  ): Promise<PlacedFile> {
    const query = new URLSearchParams({ name: file.name, for: addressee })
    if (kinds.length > 0) query.set('kinds', kinds.join(','))
    if (regions.length > 0) query.set('regions', regions.join(','))
    const path = `/api/admin/stores/${encodeURIComponent(store)}/files?${query}`
    return (await this.#watched(() => upload({ path, file, csrf: this.#csrf(), progress, signal }))) as PlacedFile
  }

  /** Sends a filled workbook; what it would change. @param progress Told from 0 to 1. */
  async sendWorkbook(
    collection: string,
    file: File,
    progress: (share: number) => void,
    signal: AbortSignal,
  ): Promise<UploadPreview> {
    const path = `${collectionPath(collection)}/uploads?${new URLSearchParams({ name: file.name })}`
    return (await this.#watched(() => upload({ path, file, csrf: this.#csrf(), progress, signal }))) as UploadPreview
  }

  /** Does what a workbook changes. @param mine cells of conflicts for which the workbook counts. */
  async applyUpload({ id, version }: UploadPreview, mine: readonly string[], removeMissing: boolean): Promise<void> {
    const path = `/api/uploads/${encodeURIComponent(id)}/apply`
    await this.#ask({ method: 'POST', path, csrf: this.#csrf(), ifMatch: version, body: { mine, removeMissing } })
  }

  /** Takes back what a workbook has changed; how many cells and rows were left alone because somebody changed them since. */
  async undoUpload(id: string): Promise<number> {
    return ((await this.#post(`/api/uploads/${encodeURIComponent(id)}/undo`)) as { left: number }).left
  }

  async allowExcel(collection: string, allowed: boolean): Promise<Collection> {
    return (await this.#post(`${collectionPath(collection)}/excel`, { allowed })) as Collection
  }

  async removeFile(placement: string): Promise<void> {
    await this.#post(`/api/admin/placements/${encodeURIComponent(placement)}/removal`)
  }

  /** Orders a report of who has downloaded what from a store; its id. */
  async orderStoreReport(store: string): Promise<string> {
    return ((await this.#post(`/api/stores/${encodeURIComponent(store)}/reports`, {})) as { id: string }).id
  }

  /** Takes the order of a report back; one that has ended stays as it is. The report as it is then. */
  async cancelReport(id: string): Promise<Report> {
    return (await this.#post(`/api/reports/${encodeURIComponent(id)}/cancel`, {})) as Report
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

  #ask(ask: Ask): Promise<unknown> {
    return this.#watched(() => request(ask))
  }

  async #watched<T>(asking: () => Promise<T>): Promise<T> {
    try {
      return await asking()
    } catch (error) {
      if (error instanceof ApiProblem && error.status === 401) this.#signedOut()
      throw error
    }
  }
}

function publicationApiPath(section: string, slug: string): string {
  return `/api/publications/${encodeURIComponent(section)}/${encodeURIComponent(slug)}`
}

/** Where the browser gets the workbook of a report. */
export function reportAddress(id: string): string {
  return `/api/reports/${encodeURIComponent(id)}/content`
}

function draftPath(collection: string, organisation: string | null): string {
  const part = organisation === null ? 'draft' : `participants/${encodeURIComponent(organisation)}`
  return `${collectionPath(collection)}/${part}`
}

/** Where the browser gets the form as a workbook. */
export function templateAddress(collection: string): string {
  return `${collectionPath(collection)}/template`
}

/** Where the browser gets a file of a store. */
export function fileAddress(placement: string): string {
  return `/api/placements/${encodeURIComponent(placement)}/content`
}

/** Where the browser gets a document: to be shown, or to be saved. */
export function documentAddress(id: string, view: boolean): string {
  return `/api/documents/${encodeURIComponent(id)}/content${view ? '?view=1' : ''}`
}

function collectionPath(id: string): string {
  return `/api/collections/${encodeURIComponent(id)}`
}
