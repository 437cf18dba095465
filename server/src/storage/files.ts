import type { Scope } from '../policies/scope.ts'
import type { Blob } from './blobs.ts'
import type { Tx } from './database.ts'
import { newId } from './ids.ts'

/** Bytes with a name. The same bytes may have several. */
export interface StoredFile extends Blob {
  readonly id: string
  readonly name: string
  /** Content type, by the ending of the name. */
  readonly type: string
}

/** Names bytes that are on disk already; the same bytes under the same name are the same file. @returns its id. */
export async function putFile(
  _scope: Scope,
  tx: Tx,
  file: Omit<StoredFile, 'id'> & { readonly at: number; readonly by: string },
): Promise<string> {
  const { sha256, name } = file
  await tx('file')
    .insert({ id: newId(), ...file })
    .onConflict(['sha256', 'name'])
    .ignore()
  const { id } = await tx('file').where({ sha256, name }).first<{ id: string }>('id')
  return id
}
