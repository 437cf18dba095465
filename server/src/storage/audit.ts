import type { Scope } from '../policies/scope.ts'
import type { Reader, Tx } from './database.ts'
import { newId } from './ids.ts'

export type AuditAction =
  | 'signed-in'
  | 'sign-in-failed'
  | 'submitted'
  | 'export-ordered'
  | 'report-downloaded'
  | 'password-changed'
  | 'password-reset'
  | 'accounts-imported'
  | 'deadline-moved'
  | 'extended'
  | 'form-changed'
  | 'parked-dropped'
  | 'store-made'
  | 'file-placed'
  | 'file-audience'
  | 'file-removed'
  | 'file-downloaded'
  | 'document-added'
  | 'excel-allowed'
  | 'attachment-added'
  | 'upload-applied'
  | 'section-made'
  | 'section-renamed'
  | 'sections-ordered'
  | 'published'
  | 'publication-changed'
  | 'collection-opened'
  | 'collection-widened'
  | 'organisation-locked'
  | 'organisation-unlocked'
  | 'organisation-moved'
  | 'organisation-closed'
  | 'organisation-reopened'

/** Something that was done and must be answered for. Times are milliseconds since 1970. */
export interface AuditEntry {
  readonly at: number
  /** Login, or `system` for the command line. */
  readonly actor: string
  readonly action: AuditAction
  /** Login of the account that it was done to, or what else it was done to. */
  readonly subject: string
  readonly details: Readonly<Record<string, unknown>>
}

/** Adds an entry, in the transaction that does the thing. Nothing ever changes or removes one. */
export async function recordAudit(_scope: Scope, tx: Tx, { details, ...entry }: AuditEntry): Promise<void> {
  await tx('audit').insert({ id: newId(), ...entry, details: JSON.stringify(details) })
}

/** An entry as it is read again, with its place in the order. */
export interface ReadEntry extends Omit<AuditEntry, 'action'> {
  readonly id: string
  /** Other releases may have written what this one does not know. */
  readonly action: string
}

/** Which entries are wanted. */
export interface AuditFilter {
  /** Who did it, or to whom or what it was done. */
  readonly login?: string
  readonly action?: string
}

/** Entries, the newest first, from after one of them: by its time and, among those of the same moment, its id. */
export async function listAudit(
  _scope: Scope,
  db: Reader,
  filter: AuditFilter,
  page: { readonly after: Pick<ReadEntry, 'at' | 'id'> | null; readonly size: number },
): Promise<readonly ReadEntry[]> {
  const query = db('audit').orderBy('at', 'desc').orderBy('id', 'desc').limit(page.size)
  const { login, action } = filter
  if (login !== undefined) void query.where((either) => void either.where('actor', login).orWhere('subject', login))
  if (action !== undefined) void query.where({ action })
  const { after } = page
  if (after !== null)
    void query
      .where('at', '<=', after.at)
      .where((earlier) => void earlier.where('at', '<', after.at).orWhere('id', '<', after.id))
  const rows = await query.select<(Omit<ReadEntry, 'details'> & { details: string })[]>(
    'id',
    'at',
    'actor',
    'action',
    'subject',
    'details',
  )
  return rows.map(({ details, ...row }) => ({ ...row, details: JSON.parse(details) as Readonly<Record<string, unknown>> }))
}
