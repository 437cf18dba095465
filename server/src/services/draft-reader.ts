import { applyOps } from '@tabel/engine'
import type { CompiledForm, FormData } from '@tabel/engine'
import type { DraftKey } from '../storage/assignments.ts'
import type { Reader } from '../storage/database.ts'
import { findSnapshot, listEntries } from '../storage/draft-log.ts'
import type { DraftCache, DraftState } from './draft-cache.ts'

/**
 * The content of a draft at one of its versions: a kept state or the snapshot, whichever is nearer, and the log from there on.
 * It is always the fold of the log from its beginning to that version.
 */
export async function readDraft(
  db: Reader,
  cache: DraftCache,
  form: CompiledForm,
  draft: DraftKey,
  version: number,
): Promise<FormData> {
  const start: DraftState = cache.get(draft.id, version) ?? (await findSnapshot(db, draft.id, version))
  if (start.version === version) return start.data
  const tail = await listEntries(db, draft, start.version + 1, version)
  return tail.reduce((data, entry) => applyOps(form, data, entry.ops), start.data)
}
