import type { Logger } from 'pino'
import { iso, isoOrNull } from '../../clock.ts'
import type { Clock } from '../../clock.ts'
import type { StoredAnswer } from '../../http/route.ts'
import { canDownload } from '../../policies/placement.ts'
import type { Addressee, Audience } from '../../policies/placement.ts'
import { roleOf } from '../../policies/collection.ts'
import type { Scope } from '../../policies/scope.ts'
import { problems } from '../../problems.ts'
import { recordAudit } from '../../storage/audit.ts'
import type { Blobs } from '../../storage/blobs.ts'
import type { Database, Tx } from '../../storage/database.ts'
import { lastDownloads, recordDownload } from '../../storage/downloads.ts'
import { countPlacements, findPlacement, listPlacements } from '../../storage/placements.ts'
import type { Placement } from '../../storage/placements.ts'
import { findStore, listStores } from '../../storage/stores.ts'

/** A store as a publication tells of it. */
export interface StoreHead {
  readonly id: string
  readonly title: string
  /** How many files in it the person sees. */
  readonly files: number
}

/** A file of a store as somebody sees it. */
export interface FileView {
  /** Id of the placement. */
  readonly id: string
  readonly name: string
  readonly type: string
  /** Bytes. */
  readonly size: number
  /** ISO time. */
  readonly placedAt: string
  readonly addressee: Addressee
  /** The one organisation that it is for, for those above it. */
  readonly organisation: { readonly id: string; readonly login: string; readonly name: string } | null
  readonly canDownload: boolean
  /** When the person's own organisation downloaded it last, ISO time. */
  readonly downloadedAt: string | null
  /** Whom it is for, for the organizer alone. */
  readonly audience: Audience | null
}

export interface FilePage {
  readonly items: readonly FileView[]
  readonly total: number
  readonly page: number
  readonly per: number
}

/** Stores of files: what lies in them, and what of it somebody may have (Manual §3.2, Рис. 9–10). */
export class Stores {
  readonly #database: Database
  readonly #blobs: Blobs
  readonly #now: Clock
  readonly #log: Logger
  /** Downloads that are being written down. */
  readonly #writing = new Set<Promise<void>>()
  /** Everybody downloads on the day that a file is placed: what is written of it shares its commits, as saves do. */
  readonly #record: (write: (tx: Tx) => Promise<void>) => Promise<void>

  constructor(database: Database, blobs: Blobs, now: Clock, log: Logger) {
    this.#database = database
    this.#blobs = blobs
    this.#now = now
    this.#log = log
    this.#record = database.together(async (tx, writes) => {
      const done: void[] = []
      for (const write of writes) done.push(await write(tx))
      return done
    })
  }

  /** Stores of a publication. */
  async heads(scope: Scope, publicationId: string): Promise<readonly StoreHead[]> {
    const stores = await listStores(scope, this.#database.read, publicationId)
    const counts = stores.map(({ id }) => countPlacements(scope, this.#database.read, id))
    const files = await Promise.all(counts)
    return stores.map(({ id, title }, place) => ({ id, title, files: files[place] ?? 0 }))
  }

  /** One page of a store's files, by name. @param page counted from 1. */
  async list(
    scope: Scope,
    storeId: string,
    { q, page, per }: { readonly q: string; readonly page: number; readonly per: number },
  ): Promise<FilePage> {
    const db = this.#database.read
    if ((await findStore(scope, db, storeId, this.#now())) === null) throw problems.notFound({})
    const { items, total } = await listPlacements(scope, db, storeId, { q, offset: (page - 1) * per, limit: per })
    const ids = items.map(({ id }) => id)
    const last = await lastDownloads(scope, db, ids)
    return { items: items.map((item) => toView(scope, item, last.get(item.id) ?? null)), total, page, per }
  }

  /**
   * A file to be downloaded. Whether it may be is asked anew each time; how the sending ends is written down.
   *
   * @throws the problems `not-found` and `only-for-organisations`.
   */
  async content(scope: Scope, placementId: string): Promise<StoredAnswer> {
    const placement = await findPlacement(scope, this.#database.read, placementId, this.#now())
    if (placement === null) throw problems.notFound({})
    if (!canDownload(scope.person, withOrganisation(placement))) throw problems.onlyForOrganisations({})
    const { sha256, size, name, type } = placement.file
    if (!(await this.#blobs.has({ sha256, size }))) throw problems.fileGone({})
    return {
      sha256,
      size,
      name,
      type,
      disposition: 'attachment',
      open: (from, to) => this.#blobs.read(sha256, from, to),
      sent: (bytes, completed) => this.#writeDown(scope, placement, bytes, completed),
    }
  }

  /** Waits until every download that has ended is written down. */
  async settled(): Promise<void> {
    await Promise.all(this.#writing)
  }

  #writeDown(scope: Scope, { id, file }: Placement, bytes: number, completed: boolean): void {
    const at = this.#now()
    const { accountId, login, organisation } = scope.person
    const download = { placementId: id, accountId, organisationId: organisation.id, at, bytes, completed }
    const details = { name: file.name, sha256: file.sha256, bytes, completed }
    const writing = this.#record(async (tx) => {
      await recordDownload(scope, tx, download)
      await recordAudit(scope, tx, { at, actor: login, action: 'file-downloaded', subject: id, details })
    })
      // The file has been sent already: there is nobody else left to tell.
      .catch((error: unknown) => this.#log.error({ err: error, placement: id }, 'a download could not be written down'))
      .finally(() => this.#writing.delete(writing))
    this.#writing.add(writing)
  }
}

function toView(scope: Scope, placement: Placement, downloadedAt: number | null): FileView {
  const { id, file, at, addressee, organisation, kinds, regions } = placement
  const role = roleOf(scope.person.organisation.kind)
  return {
    id,
    name: file.name,
    type: file.type,
    size: file.size,
    placedAt: iso(at),
    addressee,
    organisation: role === 'org' ? null : organisation,
    canDownload: canDownload(scope.person, withOrganisation(placement)),
    downloadedAt: isoOrNull(downloadedAt),
    audience: role === 'fed' ? { addressee, kinds, regions } : null,
  }
}

const withOrganisation = (placement: Placement) => ({ ...placement, organisationId: placement.organisation?.id ?? null })
