import type { Clock } from '../../clock.ts'
import { onlyTheOrganizer } from '../../policies/organizer.ts'
import type { Audience, StoreAudience } from '../../policies/placement.ts'
import type { Scope } from '../../policies/scope.ts'
import { problems } from '../../problems.ts'
import { recordAudit } from '../../storage/audit.ts'
import type { Blob, Blobs } from '../../storage/blobs.ts'
import type { Database } from '../../storage/database.ts'
import { deleteDocument, findDocument, insertDocument } from '../../storage/documents.ts'
import { putFile } from '../../storage/files.ts'
import { exclusively } from '../../storage/migrations/index.ts'
import { findByLogins } from '../../storage/organisations.ts'
import { changeAudience, findPlacement, placeFile, removePlacement, replaceFile } from '../../storage/placements.ts'
import type { Placed } from '../../storage/placements.ts'
import { findPublication, findSection } from '../../storage/publications.ts'
import { findStore, insertStore } from '../../storage/stores.ts'
import { fileNameOf, loginsIn, typeOf } from './file-name.ts'

/** Later than any date of publication: files may be placed before it comes. */
const ever = Number.MAX_SAFE_INTEGER

/** Where a file came to lie. */
export interface PlacedFile {
  /** Id of the placement. */
  readonly id: string
  readonly name: string
  readonly sha256: string
  /** Bytes. */
  readonly size: number
  /** `unchanged`: this very file lay there already. */
  readonly done: Placed
  readonly organisation: { readonly id: string; readonly login: string; readonly name: string } | null
}

/** Stores, and what is put into them: the organizer's side. Everybody else is told that there is nothing here. */
export class StoreKeeper {
  readonly #database: Database
  readonly #blobs: Blobs
  readonly #now: Clock

  constructor(database: Database, blobs: Blobs, now: Clock) {
    this.#database = database
    this.#blobs = blobs
    this.#now = now
  }

  /** Makes a store in a publication, after the others. @returns its id. */
  async make(
    scope: Scope,
    store: { readonly section: string; readonly slug: string; readonly title: string; readonly audience: StoreAudience },
  ): Promise<string> {
    const { title, audience } = store
    const publicationId = await this.#publication(scope, store.section, store.slug)
    return this.#database.write(async (tx) => {
      const id = await insertStore(scope, tx, { publicationId, title, audience })
      await this.#record(scope, tx, 'store-made', id, { title, audience })
      return id
    })
  }

  /**
   * Takes a file into a store. One of the same name for the same addressee is replaced.
   *
   * @param source is not read before it is known that the file may be placed.
   * @throws the problems `not-found`, `bad-file-name`, `bad-audience`, `no-such-addressee`, `empty-file` and what the source throws.
   */
  async place(
    scope: Scope,
    storeId: string,
    given: Audience & { readonly name: string },
    source: () => AsyncIterable<Uint8Array>,
  ): Promise<PlacedFile> {
    onlyTheOrganizer(scope)
    const name = fileNameOf(given.name)
    checkAudience(given)
    if ((await findStore(scope, this.#database.read, storeId, ever)) === null) throw problems.notFound({})
    const organisation = given.addressee === 'organisation' ? await this.#addressee(scope, name) : null
    const blob = await this.#blobs.put(source())
    if (blob.size === 0) throw problems.emptyFile({})
    return this.#enter(scope, storeId, { ...given, name }, blob, organisation)
  }

  /** Adds a document to a publication, after the others. @returns its id. */
  async addDocument(
    scope: Scope,
    document: { readonly section: string; readonly slug: string; readonly name: string; readonly title: string },
    source: () => AsyncIterable<Uint8Array>,
  ): Promise<string> {
    const publicationId = await this.#publication(scope, document.section, document.slug)
    const name = fileNameOf(document.name)
    const blob = await this.#blobs.put(source())
    if (blob.size === 0) throw problems.emptyFile({})
    const at = this.#now()
    return exclusively(this.#database, async (tx) => {
      const fileId = await putFile(scope, tx, { ...blob, name, type: typeOf(name), at, by: actorOf(scope) })
      const id = await insertDocument(scope, tx, { publicationId, fileId, title: document.title })
      await this.#record(scope, tx, 'document-added', id, { name, sha256: blob.sha256 })
      return id
    })
  }

  /** Says anew whom a placed file is for. @throws the problems `not-found` and `bad-audience`. */
  async changeAudience(scope: Scope, id: string, audience: Audience): Promise<void> {
    onlyTheOrganizer(scope)
    await this.#database.write(async (tx) => {
      const placement = await findPlacement(scope, tx, id, null)
      if (placement === null) throw problems.notFound({})
      const isPersonal = (one: Audience): boolean => one.addressee === 'organisation'
      if (isPersonal(audience) || isPersonal(placement)) throw problems.badAudience({})
      checkAudience(audience)
      await changeAudience(scope, tx, id, audience)
      const { addressee, kinds, regions } = audience
      await this.#record(scope, tx, 'file-audience', id, { name: placement.file.name, addressee, kinds, regions })
    })
  }

  /**
   * Puts another file in the place of one, for the same audience; who downloaded the former stays known. @returns the new placement.
   *
   * @param source is not read before it is known that the file may be replaced.
   * @throws the problems `not-found`, `bad-file-name`, `name-taken`, `empty-file` and what the source throws.
   */
  async replace(scope: Scope, id: string, givenName: string, source: () => AsyncIterable<Uint8Array>): Promise<string> {
    onlyTheOrganizer(scope)
    const name = fileNameOf(givenName)
    if ((await findPlacement(scope, this.#database.read, id, null)) === null) throw problems.notFound({})
    const blob = await this.#blobs.put(source())
    if (blob.size === 0) throw problems.emptyFile({})
    const at = this.#now()
    const by = actorOf(scope)
    return exclusively(this.#database, async (tx) => {
      const placement = await findPlacement(scope, tx, id, null)
      if (placement === null) throw problems.notFound({})
      const fileId = await putFile(scope, tx, { ...blob, name, type: typeOf(name), at, by })
      const replaced = await replaceFile(scope, tx, placement, { fileId, name, at, by })
      if (replaced === null) throw problems.nameTaken({})
      const { file, organisation } = placement
      const details = {
        name,
        sha256: blob.sha256,
        former: file.name,
        formerSha256: file.sha256,
        organisation: organisation?.login,
      }
      await this.#record(scope, tx, 'file-replaced', replaced, details)
      return replaced
    })
  }

  /** Takes a document out of its publication. @throws the problem `not-found`. */
  async removeDocument(scope: Scope, id: string): Promise<void> {
    onlyTheOrganizer(scope)
    await this.#database.write(async (tx) => {
      const document = await findDocument(scope, tx, id, ever)
      if (document === null) throw problems.notFound({})
      await deleteDocument(scope, tx, id)
      await this.#record(scope, tx, 'document-removed', id, { name: document.file.name, sha256: document.file.sha256 })
    })
  }

  /** Takes a file out of its store. @throws the problem `not-found`. */
  async remove(scope: Scope, id: string): Promise<void> {
    onlyTheOrganizer(scope)
    await this.#database.write(async (tx) => {
      const placement = await findPlacement(scope, tx, id, null)
      if (placement === null) throw problems.notFound({})
      await removePlacement(scope, tx, id, this.#now())
      await this.#record(scope, tx, 'file-removed', id, { name: placement.file.name, sha256: placement.file.sha256 })
    })
  }

  /** The bytes are on disk: the rows come last. */
  #enter(
    scope: Scope,
    storeId: string,
    { name, addressee, kinds, regions }: Audience & { readonly name: string },
    blob: Blob,
    organisation: Awaited<ReturnType<typeof findByLogins>>[number] | null,
  ): Promise<PlacedFile> {
    const at = this.#now()
    const by = actorOf(scope)
    return exclusively(this.#database, async (tx) => {
      const fileId = await putFile(scope, tx, { ...blob, name, type: typeOf(name), at, by })
      const placement = { storeId, fileId, name, addressee, kinds, regions, organisation, at, by }
      const { id, done } = await placeFile(scope, tx, placement)
      const details = { name, sha256: blob.sha256, store: storeId, addressee, kinds, regions, organisation: organisation?.login }
      if (done !== 'unchanged') await this.#record(scope, tx, 'file-placed', id, { ...details, done })
      const told = organisation && { id: organisation.id, login: organisation.login, name: organisation.name }
      return { id, name, ...blob, done, organisation: told }
    })
  }

  async #addressee(scope: Scope, name: string) {
    const logins = loginsIn(name)
    const found = await findByLogins(scope, this.#database.read, logins)
    const [one] = found
    if (one && found.length === 1) return one
    throw problems.noSuchAddressee({ reason: `Файл «${name}» не принят: ${whyNobody(logins, found.length)}` })
  }

  async #publication(scope: Scope, sectionSlug: string, slug: string): Promise<string> {
    onlyTheOrganizer(scope)
    const db = this.#database.read
    const section = await findSection(scope, db, sectionSlug)
    const publication = section && (await findPublication(scope, db, section.id, slug, ever))
    if (publication === null) throw problems.notFound({})
    return publication.id
  }

  async #record(
    scope: Scope,
    tx: Parameters<typeof recordAudit>[1],
    action: Parameters<typeof recordAudit>[2]['action'],
    subject: string,
    details: Readonly<Record<string, unknown>>,
  ): Promise<void> {
    await recordAudit(scope, tx, { at: this.#now(), actor: actorOf(scope), action, subject, details })
  }
}

/** Why a file for one organisation has nobody to go to, in Russian; the beginning of the sentence is the caller's. */
export function whyNobody(logins: readonly string[], found: number): string {
  if (found > 1) return `в имени логины нескольких организаций: ${logins.join(', ')}. Оставьте один.`
  if (logins.length === 0) return 'в имени нет логина организации. Добавьте его, например: справка eduRRNNNN.pdf.'
  return `организации с логином ${logins.join(', ')} нет. Проверьте имя файла.`
}

function checkAudience({ addressee, kinds, regions }: Audience): void {
  if (addressee !== 'organisations' && kinds.length + regions.length > 0) throw problems.badAudience({})
}

function actorOf(scope: Scope): string {
  return scope.reason === null ? scope.person.login : 'system'
}
