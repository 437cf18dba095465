import type { Scope } from '../policies/scope.ts'
import type { AssignmentId, DraftKey } from './assignments.ts'
import type { Reader, Tx } from './database.ts'
import { newId } from './ids.ts'

/** A filled workbook that somebody of an organisation has uploaded. Times are milliseconds since 1970. */
export interface Upload {
  readonly id: string
  readonly collectionId: string
  readonly name: string
  readonly sha256: string
  /** Bytes. */
  readonly size: number
  readonly at: number
  /** Login. */
  readonly by: string
  /** Version of the draft before it was applied, and after; null until then. */
  readonly applied: { readonly from: number; readonly to: number } | null
  readonly undoneAt: number | null
}

interface UploadRow {
  id: string
  collection_id: string
  name: string
  sha256: string
  size: number
  at: number
  by: string
  applied_from: number | null
  applied_to: number | null
  undone_at: number | null
}

function toUpload(row: UploadRow): Upload {
  const { applied_from: from, applied_to: to } = row
  return {
    id: row.id,
    collectionId: row.collection_id,
    name: row.name,
    sha256: row.sha256,
    size: Number(row.size),
    at: row.at,
    by: row.by,
    applied: from === null || to === null ? null : { from, to },
    undoneAt: row.undone_at,
  }
}

/** @returns its id. */
export async function insertUpload(
  scope: Scope,
  tx: Tx,
  draft: DraftKey,
  upload: Pick<Upload, 'name' | 'sha256' | 'size' | 'at' | 'by'>,
): Promise<string> {
  const id = newId()
  await tx('upload').insert({
    id,
    assignment_id: draft.id,
    collection_id: draft.collectionId,
    organisation_id: scope.ownOrganisation,
    ...upload,
  })
  return id
}

/** An upload of the scope's own organisation; null when there is none. */
export async function findUpload(scope: Scope, db: Reader, id: string): Promise<Upload | null> {
  const row = await db('upload').where({ id, organisation_id: scope.ownOrganisation }).first<UploadRow | undefined>()
  return row ? toUpload(row) : null
}

/** The upload of a draft that was applied last; null when none was. */
export async function lastApplied(db: Reader, draft: AssignmentId): Promise<Upload | null> {
  const row = await db('upload')
    .where({ assignment_id: draft })
    .whereNotNull('applied_to')
    .orderBy('applied_to', 'desc')
    .first<UploadRow | undefined>()
  return row ? toUpload(row) : null
}

export async function recordApplied(_scope: Scope, tx: Tx, id: string, from: number, to: number): Promise<void> {
  await tx('upload').where({ id }).update({ applied_from: from, applied_to: to, undone_at: null })
}

export async function recordUndone(_scope: Scope, tx: Tx, id: string, at: number): Promise<void> {
  await tx('upload').where({ id }).update({ undone_at: at })
}
