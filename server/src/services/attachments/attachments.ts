import { blockNamed, fileFault, forRole, isFilledBy } from '@tabel/engine'
import type { CellRules, CompiledForm, FileRef } from '@tabel/engine'
import type { Clock } from '../../clock.ts'
import type { StoredAnswer } from '../../http/route.ts'
import { intervalOf, isOpen } from '../../policies/collection.ts'
import type { Scope } from '../../policies/scope.ts'
import { problems } from '../../problems.ts'
import type { Assignment } from '../../storage/assignments.ts'
import { attachedSoFar, findAttachment, insertAttachment } from '../../storage/attachments.ts'
import { recordAudit } from '../../storage/audit.ts'
import type { Blobs } from '../../storage/blobs.ts'
import type { Database } from '../../storage/database.ts'
import type { Collections } from '../collections.ts'
import { fillerOf } from '../drafts/who-fills.ts'
import { fileNameOf, typeOf } from '../files/file-name.ts'
import { storedAnswer } from '../files/stored-answer.ts'
import { isOfItsKind, looked } from './file-kind.ts'

/** A file on its way into a cell. */
export interface AttachRequest {
  readonly block: string
  /** Left out in fields, and for a row that is not there yet. */
  readonly row?: string
  readonly column: string
  readonly name: string
  /** Bytes that were announced; 0 when nothing was said of them. */
  readonly announced: number
}

/** So much may be attached to one draft, all that was ever put in counted: the history still shows it. */
const mostFiles = 300
const mostBytes = 1_000_000_000

/**
 * Files in the cells of drafts. One that has come stays: a version of the draft, or a submission, may hold it, and a page without a
 * connection may still be about to save it.
 */
export class Attachments {
  readonly #database: Database
  readonly #blobs: Blobs
  readonly #collections: Collections
  readonly #now: Clock

  constructor(database: Database, blobs: Blobs, collections: Collections, now: Clock) {
    this.#database = database
    this.#blobs = blobs
    this.#collections = collections
    this.#now = now
  }

  /**
   * Keeps a file for a cell of the scope's own draft, or of the part of another's that it fills. The draft itself changes only when the
   * cell is saved.
   *
   * @param organisation whose draft it is; null: the scope's own.
   * @param source is not read before it is known that the file may be attached.
   * @returns what the cell is to hold.
   * @throws the problems `not-found`, `closed`, `bad-file-name`, `nothing-to-fill`, `attachment-refused`, `empty-file` and what the source throws.
   */
  async attach(
    scope: Scope,
    collectionId: string,
    organisation: string | null,
    asked: AttachRequest,
    source: () => AsyncIterable<Uint8Array>,
  ): Promise<FileRef> {
    const { collection, assignment } = await this.#collections.part(scope, collectionId, organisation)
    const interval = organisation === null ? collection : intervalOf(collection, assignment.extension)
    if (!isOpen(interval, this.#now())) throw problems.closed({})
    const name = fileNameOf(asked.name)
    const { form } = await this.#collections.form(scope, collectionId)
    const role = fillerOf(scope)
    if (role !== 'organisation' && !isFilledBy(form, role)) throw problems.nothingToFill({})
    const rules = rulesIn(forRole(form, role, assignment.status), asked)
    if (rules?.type !== 'file') throw problems.attachmentRefused({ reason: 'В эту ячейку файл не прикладывают.' })
    if (rules.closed) throw problems.attachmentRefused({ reason: rules.closed })
    refuse(rules, name, asked.announced)
    await this.#roomFor(assignment, asked.announced)
    const blob = await this.#blobs.put(checked(rules, name, source()))
    if (blob.size === 0) throw problems.emptyFile({})
    await this.#roomFor(assignment, blob.size)
    const at = this.#now()
    const { login: by } = scope.person
    const id = await this.#database.write(async (tx) => {
      const attached = await insertAttachment(scope, tx, assignment, { ...blob, name, type: typeOf(name), at, by })
      const details = { name, sha256: blob.sha256, size: blob.size, attachment: attached }
      await recordAudit(scope, tx, { at, actor: by, action: 'attachment-added', subject: collectionId, details })
      return attached
    })
    return { $file: id, name, size: blob.size }
  }

  /** @param view to be shown; otherwise, and where it cannot be, to be saved. @throws the problems `not-found` and `file-gone`. */
  async content(scope: Scope, collectionId: string, id: string, view: boolean): Promise<StoredAnswer> {
    await this.#collections.require(scope, collectionId)
    const file = await findAttachment(scope, this.#database.read, collectionId, id)
    if (file === null) throw problems.notFound({})
    return storedAnswer(this.#blobs, file, view)
  }

  async #roomFor(assignment: Assignment, size: number): Promise<void> {
    const { files, bytes } = await attachedSoFar(this.#database.read, assignment)
    if (files >= mostFiles)
      throw problems.attachmentRefused({ reason: `К отчету можно приложить не больше ${mostFiles} файлов.` })
    if (bytes + size > mostBytes)
      throw problems.attachmentRefused({ reason: 'Файлы этого отчета вместе занимают больше 1 000 МБ: больше приложить нельзя.' })
  }
}

/** What a cell asks for, whether its row, or the row that it is repeated for, is in the draft already or not. */
function rulesIn(form: CompiledForm, { block: key, row, column }: AttachRequest): CellRules | null {
  const found = blockNamed(form, key)
  if (!found) return null
  const { block, columns } = found
  const rules = block.columns[columns.get(column) ?? columns.get(`${column.split('~')[0]}~*`) ?? -1]
  const line = block.kind === 'fixed' ? block.rows.find((one) => one.key === row) : undefined
  return (rules && line?.cells[rules.key]) ?? rules ?? null
}

/** Passes a file on as long as it is what its column asks for. */
async function* checked(rules: CellRules, name: string, source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0
  let head = Buffer.alloc(0)
  for await (const part of source) {
    size += part.length
    refuse(rules, name, size)
    if (head.length < looked) {
      head = Buffer.concat([head, part.subarray(0, looked)])
      if (head.length >= looked) refuseStrange(name, head)
    }
    yield part
  }
  if (size > 0 && head.length < looked) refuseStrange(name, head)
}

function refuse(rules: CellRules, name: string, size: number): void {
  const reason = fileFault(rules, { name, size })
  if (reason !== null) throw problems.attachmentRefused({ reason: `${reason}.` })
}

function refuseStrange(name: string, head: Uint8Array): void {
  if (isOfItsKind(name, head)) return
  const reason = `Файл «${name}» не того вида, что в его имени. Сохраните документ заново и приложите его еще раз.`
  throw problems.attachmentRefused({ reason })
}
