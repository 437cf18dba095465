import type { Scope } from '../policies/scope.ts'
import type { AssignmentId, DraftKey } from './assignments.ts'
import type { Reader, Tx } from './database.ts'
import type { StoredFile } from './files.ts'
import { newId } from './ids.ts'
import { withinSubtree } from './subtree.ts'

interface AttachmentRow extends Omit<StoredFile, 'size'> {
  readonly size: number | string
}

const columns = ['attachment.id', 'name', 'type', 'sha256', 'size'] as const

const toFile = (row: AttachmentRow): StoredFile => ({ ...row, size: Number(row.size) })

/** What is attached to a draft so far, used or not: how many files, and how many bytes. */
export async function attachedSoFar(
  db: Reader,
  { id }: Pick<DraftKey, 'id'>,
): Promise<{ readonly files: number; readonly bytes: number }> {
  const row = await db('attachment')
    .where({ assignment_id: id })
    .first<{ files: number; bytes: number | null }>(db.raw('count(*) as files, sum(size) as bytes'))
  return { files: Number(row.files), bytes: Number(row.bytes ?? 0) }
}

/** Says whose bytes that are on disk already are; the same under the same name are attached once. @returns the id. */
export async function insertAttachment(
  _scope: Scope,
  tx: Tx,
  draft: DraftKey,
  file: Omit<StoredFile, 'id'> & { readonly at: number; readonly by: string },
): Promise<string> {
  await tx('attachment')
    .insert({ id: newId(), assignment_id: draft.id, collection_id: draft.collectionId, ...file })
    .onConflict(['assignment_id', 'sha256', 'name'])
    .ignore()
  const { sha256, name } = file
  const { id } = await tx('attachment').where({ assignment_id: draft.id, sha256, name }).first<{ id: string }>('id')
  return id
}

/** An attachment of a draft of an organisation within the scope; null when there is none. */
export async function findAttachment(scope: Scope, db: Reader, collectionId: string, id: string): Promise<StoredFile | null> {
  const [row] = await db('attachment')
    .join('assignment', 'assignment.id', 'attachment.assignment_id')
    .where({ 'attachment.id': id, 'attachment.collection_id': collectionId })
    .modify(withinSubtree(scope, 'assignment.path'))
    .select<AttachmentRow[]>(...columns)
  return row ? toFile(row) : null
}

/** Those of these attachments that belong to a draft, by id. */
export async function attachmentsOf(
  db: Reader,
  assignment: AssignmentId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredFile>> {
  const rows = await db('attachment')
    .where({ assignment_id: assignment })
    .whereIn('id', [...ids])
    .select<AttachmentRow[]>(...columns)
  return new Map(rows.map((row) => [row.id, toFile(row)]))
}
