import type { Scope } from '../policies/scope.ts'
import type { Reader, Tx } from './database.ts'
import type { StoredFile } from './files.ts'
import { newId } from './ids.ts'
import { outFor } from './publication-audience.ts'

/** A document of a publication, to be read or saved by everybody who sees the publication. */
export interface Document {
  readonly id: string
  readonly title: string
  readonly file: StoredFile
}

interface DocumentRow extends Omit<StoredFile, 'id'> {
  id: string
  title: string
  file_id: string
}

function documents(db: Reader) {
  return db('document').join('file', 'file.id', 'document.file_id')
}

const columns = ['document.id', 'document.title', 'file.id as file_id', 'file.sha256', 'file.name', 'file.type', 'file.size']

const toDocument = ({ id, title, file_id, sha256, name, type, size }: DocumentRow): Document => ({
  id,
  title,
  file: { id: file_id, sha256, name, type, size },
})

/** Documents of a publication in the organizer's order. */
export async function listDocuments(_scope: Scope, db: Reader, publicationId: string): Promise<readonly Document[]> {
  const rows = await documents(db)
    .where('document.publication_id', publicationId)
    .orderBy('document.place')
    .select<DocumentRow[]>(...columns)
  return rows.map(toDocument)
}

/** A document of a publication that is out for the scope at `now`; null when there is none. */
export async function findDocument(scope: Scope, db: Reader, id: string, now: number): Promise<Document | null> {
  const row = await documents(db)
    .join('publication', 'publication.id', 'document.publication_id')
    .where('document.id', id)
    .modify(outFor(scope, now))
    .first<DocumentRow | undefined>(...columns)
  return row ? toDocument(row) : null
}

/** Takes a document out of its publication; its file stays where others have it. */
export async function deleteDocument(_scope: Scope, tx: Tx, id: string): Promise<void> {
  await tx('document').where({ id }).delete()
}

/** Adds a document after the others of its publication. @returns its id. */
export async function insertDocument(
  _scope: Scope,
  tx: Tx,
  document: { readonly publicationId: string; readonly fileId: string; readonly title: string },
): Promise<string> {
  const id = newId()
  const { publicationId: publication_id, fileId: file_id, title } = document
  const last = await tx('document').where({ publication_id }).max<{ place: number | null }>('place as place').first()
  await tx('document').insert({ id, publication_id, file_id, title, place: (last?.place ?? -1) + 1 })
  return id
}
