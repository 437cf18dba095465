import type { Scope } from '../policies/scope.ts'
import type { Tx } from './database.ts'
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
  | 'form-changed'
  | 'parked-dropped'
  | 'store-made'
  | 'file-placed'
  | 'file-audience'
  | 'file-removed'
  | 'file-downloaded'
  | 'document-added'
  | 'excel-allowed'
  | 'upload-applied'
  | 'organisation-locked'
  | 'organisation-unlocked'
  | 'organisation-moved'
  | 'organisation-closed'
  | 'organisation-reopened'

/** Something that was done and must be answered for. Times are milliseconds since 1970. */
interface AuditEntry {
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
