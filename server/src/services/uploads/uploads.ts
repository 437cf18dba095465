import { applyOps, FormDocument } from '@tabel/engine'
import type { CompiledForm, FormData, Op, Problem } from '@tabel/engine'
import { FileRefused, planUpload, readWorkbookInChild } from '@tabel/excel'
import type { UploadPlan, WorkbookMeta } from '@tabel/excel'
import type { Clock } from '../../clock.ts'
import type { CheckPool } from '../../jobs/check-pool.ts'
import { isOpen } from '../../policies/collection.ts'
import type { Scope } from '../../policies/scope.ts'
import { problems } from '../../problems.ts'
import type { Assignment } from '../../storage/assignments.ts'
import { recordAudit } from '../../storage/audit.ts'
import type { Blobs } from '../../storage/blobs.ts'
import type { Collection } from '../../storage/collections.ts'
import type { Database } from '../../storage/database.ts'
import { listEntries, uploadClients } from '../../storage/draft-log.ts'
import { findUpload, insertUpload, recordApplied, recordUndone } from '../../storage/uploads.ts'
import type { Upload } from '../../storage/uploads.ts'
import { todayFor } from '../today.ts'
import type { Collections } from '../collections.ts'
import type { Drafts } from '../drafts/drafts.ts'
import { opsIn } from '../drafts/fold.ts'
import type { DraftSaver } from '../drafts/save-draft.ts'
import { fileNameOf } from '../files/file-name.ts'
import { previewOf } from './preview.ts'
import type { UploadPreview } from './preview.ts'

/** What a person chose of what a workbook does not do by itself. */
export interface UploadDecision {
  /** Cells that both have changed and for which the workbook counts, by `block/row/column`. */
  readonly mine: readonly string[]
  /** Rows that the workbook has no more are taken away. */
  readonly removeMissing: boolean
}

/** How the draft is then. */
export interface Applied {
  readonly version: number
  readonly collectionId: string
}

/** So many ops of one save (Contract of the drafts). */
const mostOps = 2_000

interface Planned {
  readonly collection: Collection
  readonly assignment: Assignment
  readonly form: CompiledForm
  readonly data: FormData
  readonly plan: UploadPlan
}

/** What must be there to read and apply workbooks. */
export interface UploadParts {
  readonly database: Database
  readonly blobs: Blobs
  readonly collections: Collections
  readonly drafts: Drafts
  readonly saver: DraftSaver
  readonly pool: CheckPool
  readonly now: Clock
}

/** Filled workbooks: kept as they came, read for what they say, looked at before anything is done, and done as one action. */
export class Uploads {
  readonly #parts: UploadParts

  constructor(parts: UploadParts) {
    this.#parts = parts
  }

  /**
   * Keeps a workbook and tells what it would change. Nothing is changed yet.
   *
   * @throws the problems `not-found`, `excel-off`, `closed`, `bad-file-name`, `file-refused`, and what the source throws.
   */
  async take(scope: Scope, collectionId: string, given: string, source: () => AsyncIterable<Uint8Array>): Promise<UploadPreview> {
    const { database, blobs, collections, now } = this.#parts
    const { collection, assignment } = await collections.part(scope, collectionId, null)
    if (!collection.excel) throw problems.excelOff({})
    if (!isOpen(collection, now())) throw problems.closed({})
    const name = fileNameOf(given)
    const blob = await blobs.put(source())
    const { login: by } = scope.person
    const id = await database.write((tx) => insertUpload(scope, tx, assignment, { name, ...blob, at: now(), by }))
    return this.view(scope, id)
  }

  /** What an upload of one's own organisation would change now. @throws the problems `not-found` and `file-refused`. */
  async view(scope: Scope, id: string): Promise<UploadPreview> {
    const upload = await this.#require(scope, id)
    const planned = await this.#plan(scope, upload)
    return previewOf(upload, planned, await this.#problems(scope, planned))
  }

  /**
   * Does what an upload changes, as one action of the person. The same once more does nothing.
   *
   * @param version of the draft that the person has seen the preview of.
   * @returns the version of the draft then.
   * @throws the problems `not-found`, `file-refused`, `version-mismatch`, and those of a save.
   */
  async apply(scope: Scope, id: string, version: number, decision: UploadDecision): Promise<Applied> {
    const { database, saver } = this.#parts
    const upload = await this.#require(scope, id)
    const { collectionId } = upload
    if (upload.applied && upload.undoneAt === null) return { version: upload.applied.to, collectionId }
    const { assignment, form, plan } = await this.#plan(scope, upload)
    if (assignment.version !== version) throw problems.versionMismatch({ version: assignment.version })
    const ops = plan.ops({ mine: new Set(decision.mine), removeMissing: decision.removeMissing })
    if (ops.length === 0) return { version, collectionId }
    const to = await this.#save(saver, scope, upload, { ops, version, form })
    await database.write(async (tx) => {
      await recordApplied(scope, tx, id, version, to)
      const { login: actor } = scope.person
      const details = { name: upload.name, sha256: upload.sha256, ops: ops.length }
      await recordAudit(scope, tx, {
        at: this.#parts.now(),
        actor,
        action: 'upload-applied',
        subject: upload.collectionId,
        details,
      })
    })
    return { version: to, collectionId }
  }

  /**
   * Takes back what an upload has done; what somebody has changed since is left alone.
   *
   * @returns the version of the draft then, and how much was left alone.
   * @throws the problems `not-found` and those of a save.
   */
  async undo(scope: Scope, id: string): Promise<Applied & { readonly left: number }> {
    const { database, collections, drafts, saver, now } = this.#parts
    const upload = await this.#require(scope, id)
    const { collection, assignment } = await collections.part(scope, upload.collectionId, null)
    if (!upload.applied || upload.undoneAt !== null) return { version: assignment.version, collectionId: collection.id, left: 0 }
    const db = database.read
    const { form } = await drafts.current(db, assignment, collection.formVersionId)
    const before = await drafts.inForm(db, await drafts.at(db, assignment, upload.applied.from), collection.formVersionId)
    const document = new FormDocument(form, before.data)
    const entries = await listEntries(db, assignment, upload.applied.from + 1, assignment.version)
    const own = entries.filter(({ clientId }) => clientId === clientOf(upload))
    document.apply(own.flatMap((entry) => opsIn(form, entry)))
    for (const entry of entries) if (entry.clientId !== clientOf(upload)) document.receive(opsIn(form, entry))
    const change = document.undo()
    const ops = change?.ops ?? []
    const { version } = assignment
    const to =
      ops.length === 0 ? version : await this.#save(saver, scope, { ...upload, id: `${upload.id}-undo` }, { ops, version, form })
    await database.write((tx) => recordUndone(scope, tx, id, now()))
    return { version: to, collectionId: collection.id, left: change?.skipped ?? 0 }
  }

  /** A large upload goes in several saves of one client, one right behind the other. */
  async #save(
    saver: DraftSaver,
    scope: Scope,
    upload: Pick<Upload, 'id' | 'collectionId'>,
    { ops, version, form }: { readonly ops: readonly Op[]; readonly version: number; readonly form: CompiledForm },
  ): Promise<number> {
    let last = version
    for (let first = 0, seq = 1; first < ops.length; first += mostOps, seq += 1) {
      const request = {
        clientId: clientOf(upload),
        seq,
        baseVersion: last,
        formVersion: form.version,
        ops: ops.slice(first, first + mostOps),
      }
      last = (await saver.save(scope, upload.collectionId, request)).version
    }
    return last
  }

  async #require(scope: Scope, id: string): Promise<Upload> {
    const upload = await findUpload(scope, this.#parts.database.read, id)
    if (upload === null) throw problems.notFound({})
    return upload
  }

  async #plan(scope: Scope, upload: Upload): Promise<Planned> {
    const { database, blobs, collections, drafts } = this.#parts
    const { collection, assignment } = await collections.part(scope, upload.collectionId, null)
    const db = database.read
    const { form, data } = await drafts.current(db, assignment, collection.formVersionId)
    const bytes = await gather(blobs.read(upload.sha256, 0, Math.max(0, upload.size - 1)))
    const base = async (meta: WorkbookMeta) => {
      if (meta.draftVersion > assignment.version || meta.draftVersion < 0) return null
      const then = await drafts.at(db, assignment, meta.draftVersion)
      return then.form.version === meta.formVersion ? then : drafts.named(db, then, form.form, meta.formVersion)
    }
    const organisation = { login: scope.person.login, name: scope.person.organisation.name }
    try {
      const book = await readWorkbookInChild(bytes)
      const plan = await planUpload(book, { form, organisation, collection: upload.collectionId, current: data, base })
      return { collection, assignment, form, data, plan }
    } catch (error) {
      if (!(error instanceof FileRefused)) throw error
      throw problems.fileRefused({ reason: error.code, message: error.message })
    }
  }

  /** What would be wrong with the report then. */
  async #problems(scope: Scope, { collection, form, data, plan }: Planned): Promise<readonly Problem[]> {
    const after = applyOps(form, data, plan.ops({ mine: true }))
    const today = todayFor(form, scope.person.organisation.zone, this.#parts.now())
    return (await this.#parts.pool.judge(collection.id, { form, data: after, options: { today } })).problems
  }
}

function clientOf({ id }: Pick<Upload, 'id'>): string {
  return `${uploadClients}${id}`
}

async function gather(source: AsyncIterable<Buffer>): Promise<Uint8Array> {
  const parts: Buffer[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}
