import type { Clock } from '../../clock.ts'
import type { StoredAnswer } from '../../http/route.ts'
import type { Scope } from '../../policies/scope.ts'
import { problems } from '../../problems.ts'
import type { Blobs } from '../../storage/blobs.ts'
import type { Database } from '../../storage/database.ts'
import { findDocument, listDocuments } from '../../storage/documents.ts'
import { storedAnswer } from './stored-answer.ts'
import { isViewable } from './viewable.ts'

export interface DocumentView {
  readonly id: string
  readonly title: string
  readonly name: string
  readonly type: string
  /** Bytes. */
  readonly size: number
  /** It can be shown in the page: a PDF or a picture. */
  readonly viewable: boolean
}

/** Documents of publications, to be read or saved (Manual §3.1, Рис. 8). */
export class Documents {
  readonly #database: Database
  readonly #blobs: Blobs
  readonly #now: Clock

  constructor(database: Database, blobs: Blobs, now: Clock) {
    this.#database = database
    this.#blobs = blobs
    this.#now = now
  }

  async list(scope: Scope, publicationId: string): Promise<readonly DocumentView[]> {
    const found = await listDocuments(scope, this.#database.read, publicationId)
    return found.map(({ id, title, file: { name, type, size } }) => ({
      id,
      title,
      name,
      type,
      size,
      viewable: isViewable(type),
    }))
  }

  /** @param view to be shown; otherwise, and where it cannot be, to be saved. @throws the problem `not-found`; for strangers `signed-out`. */
  async content(scope: Scope, id: string, view: boolean): Promise<StoredAnswer> {
    const document = await findDocument(scope, this.#database.read, id, this.#now())
    if (document === null) throw scope.isStranger ? problems.signedOut({}) : problems.notFound({})
    return storedAnswer(this.#blobs, document.file, view)
  }
}
