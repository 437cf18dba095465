import { addressOf, call } from './call.ts'
import type { Circumstances } from './call.ts'
import { ApiProblem } from './problem.ts'
import type { Argument, Demand, JsonRoute, Reply, FileTaking, Place } from './route-types.ts'
import { upload } from './upload.ts'
import type { Upload } from './upload.ts'
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
  OpenCollection,
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
export function signIn(login: string, password: string): Promise<Me> {
  return call('post /api/login', { body: { login, password } })
}

/** Who is signed in; null when nobody is. @throws ApiProblem when the server does not answer. */
export async function whoIsSignedIn(): Promise<Me | null> {
  try {
    return await call('get /api/me')
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null
    throw error
  }
}

/** What is read before signing in. @throws ApiProblem */
export async function publicPublications(signal: AbortSignal): Promise<readonly PublicPublication[]> {
  return (await call('get /api/publications', { signal })).items
}

/** A publication for somebody who is not signed in; null when it is not for them. @throws ApiProblem when the server does not answer. */
export async function publicPublication(section: string, slug: string, signal: AbortSignal): Promise<Publication | null> {
  try {
    return await call('get /api/publications/{section}/{slug}', { params: { section, slug }, signal })
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
    return (await this.call('get /api/sections', { signal })).items
  }

  /** Collections that are open now, those that end first before the others. */
  async openCollections(signal?: AbortSignal): Promise<readonly OpenCollection[]> {
    return (await this.call('get /api/collections', { signal })).items
  }

  publications(section: string, signal?: AbortSignal): Promise<SectionPublications> {
    return this.call('get /api/sections/{section}/publications', { params: { section }, signal })
  }

  publication(section: string, slug: string, signal?: AbortSignal): Promise<Publication> {
    return this.call('get /api/publications/{section}/{slug}', { params: { section, slug }, signal })
  }

  collection(id: string): Promise<Collection> {
    return this.call('get /api/collections/{id}', { params: { id } })
  }

  receipt(collection: string, signal?: AbortSignal): Promise<Receipt> {
    return this.call('get /api/collections/{id}/receipt', { params: { id: collection }, signal })
  }

  form(collection: string, signal?: AbortSignal): Promise<CompiledForm> {
    return this.call('get /api/collections/{id}/form', { params: { id: collection }, signal })
  }

  statistics(collection: string, signal?: AbortSignal): Promise<Statistics> {
    return this.call('get /api/collections/{id}/statistics', { params: { id: collection }, signal })
  }

  participants(
    collection: string,
    { status, q, sort, order, cursor }: ParticipantsQuery,
    signal?: AbortSignal,
  ): Promise<ParticipantsPage> {
    const query = {
      status: status || undefined,
      q: q || undefined,
      sort: sort || undefined,
      order: order || undefined,
      cursor: cursor || undefined,
    }
    return this.call('get /api/collections/{id}/participants', { params: { id: collection }, query, signal })
  }

  participantData(collection: string, organisation: string, signal?: AbortSignal): Promise<ParticipantData> {
    const params = { id: collection, organisation }
    return this.call('get /api/collections/{id}/participants/{organisation}/data', { params, signal })
  }

  /** @param organisation id of an organisation below; null for one's own draft. @param before where the page before ended. */
  history(collection: string, organisation: string | null, before: number | null, signal?: AbortSignal): Promise<HistoryPage> {
    const query = { before: before ?? undefined }
    if (organisation === null)
      return this.call('get /api/collections/{id}/draft/history', { params: { id: collection }, query, signal })
    const params = { id: collection, organisation }
    return this.call('get /api/collections/{id}/participants/{organisation}/history', { params, query, signal })
  }

  draftVersion(collection: string, organisation: string | null, version: number, signal?: AbortSignal): Promise<DraftVersion> {
    if (organisation === null)
      return this.call('get /api/collections/{id}/draft/versions/{version}', { params: { id: collection, version }, signal })
    const params = { id: collection, organisation, version }
    return this.call('get /api/collections/{id}/participants/{organisation}/versions/{version}', { params, signal })
  }

  parked(collection: string, organisation: string | null, signal?: AbortSignal): Promise<readonly ParkedSave[]> {
    if (organisation === null) return this.call('get /api/collections/{id}/draft/parked', { params: { id: collection }, signal })
    const params = { id: collection, organisation }
    return this.call('get /api/collections/{id}/participants/{organisation}/parked', { params, signal })
  }

  takeParked(collection: string): Promise<ParkedTaken> {
    return this.call('post /api/collections/{id}/draft/parked/take', { params: { id: collection } })
  }

  dropParked(collection: string): Promise<void> {
    return this.call('post /api/collections/{id}/draft/parked/drop', { params: { id: collection } })
  }

  /** @param closesAt ISO time. */
  moveDeadline(collection: string, closesAt: string): Promise<Collection> {
    return this.call('post /api/collections/{id}/deadline', { params: { id: collection }, body: { closesAt } })
  }

  checks(collection: string, signal?: AbortSignal): Promise<readonly Check[]> {
    return this.call('get /api/collections/{id}/checks', { params: { id: collection }, signal })
  }

  turnCheck(collection: string, check: string, mode: CheckMode, reason: string): Promise<void> {
    return this.call('post /api/collections/{id}/checks/{check}', { params: { id: collection, check }, body: { mode, reason } })
  }

  /** Orders a report with all submitted data, or with all participants; its id. */
  async orderExport(collection: string, kind: 'results' | 'participants', format: 'xlsx' | 'csv'): Promise<string> {
    const order = { params: { id: collection }, query: { kind, format } }
    return (await this.call('post /api/collections/{id}/exports', order)).id
  }

  report(id: string): Promise<Report> {
    return this.call('get /api/reports/{id}', { params: { id } })
  }

  /** Files of a store whose name holds `q`. @param page Counted from 1. */
  files(
    store: string,
    { q, page, per }: { readonly q: string; readonly page: number; readonly per: number },
    signal?: AbortSignal,
  ): Promise<FilePage> {
    const query = { page, per, q: q || undefined }
    return this.call('get /api/stores/{id}/files', { params: { id: store }, query, signal })
  }

  /** Makes a store of files in a publication. In one for `organisations` coordinators download nothing. */
  async makeStore(store: {
    readonly section: string
    readonly publication: string
    readonly title: string
    readonly audience: 'all' | 'organisations'
  }): Promise<void> {
    await this.call('post /api/admin/stores', { body: store })
  }

  /** Places a file in a store. @param progress Told from 0 to 1. */
  placeFile(
    store: string,
    file: File,
    { for: addressee, kinds, regions }: Addressees,
    progress: (share: number) => void,
    signal: AbortSignal,
  ): Promise<PlacedFile> {
    const lists = { kinds: kinds.join(',') || undefined, regions: regions.join(',') || undefined }
    const place = { params: { id: store }, query: { name: file.name, for: addressee, ...lists } }
    return this.send('post /api/admin/stores/{id}/files', place, { file, progress, signal })
  }

  /** Sends a filled workbook; what it would change. @param progress Told from 0 to 1. */
  sendWorkbook(collection: string, file: File, progress: (share: number) => void, signal: AbortSignal): Promise<UploadPreview> {
    const place = { params: { id: collection }, query: { name: file.name } }
    return this.send('post /api/collections/{id}/uploads', place, { file, progress, signal })
  }

  /** Does what a workbook changes. @param mine cells of conflicts for which the workbook counts. */
  async applyUpload({ id, version }: UploadPreview, mine: readonly string[], removeMissing: boolean): Promise<void> {
    const body = { mine, removeMissing }
    await this.call('post /api/uploads/{id}/apply', { params: { id }, ifMatch: version, body })
  }

  /** Takes back what a workbook has changed; how many cells and rows were left alone because somebody changed them since. */
  async undoUpload(id: string): Promise<number> {
    return (await this.call('post /api/uploads/{id}/undo', { params: { id } })).left
  }

  allowExcel(collection: string, allowed: boolean): Promise<Collection> {
    return this.call('post /api/collections/{id}/excel', { params: { id: collection }, body: { allowed } })
  }

  removeFile(placement: string): Promise<void> {
    return this.call('post /api/admin/placements/{id}/removal', { params: { id: placement } })
  }

  /** Orders a report of who has downloaded what from a store; its id. */
  async orderStoreReport(store: string): Promise<string> {
    return (await this.call('post /api/stores/{id}/reports', { params: { id: store } })).id
  }

  /** Takes the order of a report back; one that has ended stays as it is. The report as it is then. */
  cancelReport(id: string): Promise<Report> {
    return this.call('post /api/reports/{id}/cancel', { params: { id } })
  }

  notices(): Promise<NoticeList> {
    return this.call('get /api/notifications')
  }

  markRead(notice: string): Promise<void> {
    return this.call('post /api/notifications/{id}/read', { params: { id: notice } })
  }

  changePassword(current: string, next: string): Promise<Me> {
    return this.call('post /api/password', { body: { current, next } })
  }

  /** Gives an organisation below a password to be used once; the password. */
  async resetPassword(login: string): Promise<string> {
    return (await this.call('post /api/accounts/{login}/password', { params: { login } })).password
  }

  signOut(): Promise<void> {
    return this.call('post /api/logout')
  }

  /** Asks a route that has no name of its own here. */
  call<R extends JsonRoute>(route: R, ...[given]: Argument<Demand<R> & Circumstances>): Promise<Reply<R>> {
    const mine = { ...given, ...(route.startsWith('get ') ? {} : { csrf: this.#csrf() }) } as Demand<R> & Circumstances
    return this.#watched(() => call(route, mine))
  }

  /** Sends a file to a route. */
  send<R extends FileTaking>(route: R, place: Place<R>, sent: Omit<Upload, 'csrf'>): Promise<Reply<R>> {
    return this.#watched(() => upload(route, place, { ...sent, csrf: this.#csrf() }))
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

/** Where the browser gets the workbook of a report. */
export function reportAddress(id: string): string {
  return addressOf('get /api/reports/{id}/content', { params: { id } })
}

/** Where the browser gets the file of a ready form. */
export function readyFormAddress(id: string): string {
  return addressOf('get /api/admin/ready-forms/{id}/file', { params: { id } })
}

/** Where the browser gets the form as a workbook. */
export function templateAddress(collection: string): string {
  return addressOf('get /api/collections/{id}/template', { params: { id: collection } })
}

/** Where the browser gets what was entered, as a workbook. */
export function filledAddress(collection: string): string {
  return addressOf('get /api/collections/{id}/filled', { params: { id: collection } })
}

/** Where the browser gets a file of a store. */
export function fileAddress(placement: string): string {
  return addressOf('get /api/placements/{id}/content', { params: { id: placement } })
}

/** Where the browser gets a document: to be shown, or to be saved. */
export function documentAddress(id: string, view: boolean): string {
  return addressOf('get /api/documents/{id}/content', { params: { id }, query: { view: view ? '1' : undefined } })
}
