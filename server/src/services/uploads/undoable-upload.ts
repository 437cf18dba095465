import type { FormData, Op } from '@tabel/engine'
import type { Assignment } from '../../storage/assignments.ts'
import type { Reader } from '../../storage/database.ts'
import { listEntries, serverClient, uploadClients } from '../../storage/draft-log.ts'
import { lastApplied } from '../../storage/uploads.ts'
import type { Drafts } from '../drafts/drafts.ts'
import { opsIn } from '../drafts/fold.ts'

/** A workbook that was the last thing its organisation did: a page that opens the draft can take it back like its own actions. */
export interface UndoableUpload {
  /** The draft before it. */
  readonly before: FormData
  /** What came since: the workbook's own changes, and the server's. */
  readonly entries: readonly { readonly own: boolean; readonly ops: readonly Op[] }[]
}

/** So many entries are gone through. */
const most = 50

/** Null when there was none, it was taken back, or somebody has worked since. */
export async function undoableUpload(
  db: Reader,
  drafts: Drafts,
  assignment: Assignment,
  formVersionId: string,
): Promise<UndoableUpload | null> {
  const upload = await lastApplied(db, assignment.id)
  const from = upload?.applied?.from
  if (!upload || upload.undoneAt !== null || from === undefined || assignment.version - from > most) return null
  const entries = await listEntries(db, assignment, from + 1, assignment.version)
  const client = `${uploadClients}${upload.id}`
  // Somebody's own work lies over it, or a new form: then the button of the upload takes it back.
  const alone = entries.every(({ clientId, renewal }) => renewal === null && (clientId === client || clientId === serverClient))
  if (!alone) return null
  const { form, data, formId } = await drafts.at(db, assignment, from)
  if (formId !== formVersionId) return null
  return { before: data, entries: entries.map((entry) => ({ own: entry.clientId === client, ops: opsIn(form, entry) })) }
}
