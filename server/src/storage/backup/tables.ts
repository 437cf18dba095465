/** A table as a backup reads it. */
export interface BackupTable {
  readonly name: string
  /** Columns that name a row: it is read in their order, page by page. */
  readonly key: readonly string[]
}

/** Every table that a backup holds; a table stands after those that its rows point to, and parents stand before children. */
export const backupTables: readonly BackupTable[] = [
  { name: 'fact', key: ['key'] },
  { name: 'organisation', key: ['path'] },
  { name: 'account', key: ['id'] },
  { name: 'section', key: ['id'] },
  { name: 'publication', key: ['id'] },
  { name: 'form_version', key: ['id'] },
  { name: 'collection', key: ['id'] },
  { name: 'assignment', key: ['id'] },
  { name: 'draft_snapshot', key: ['assignment_id'] },
  { name: 'draft_entry', key: ['assignment_id', 'version'] },
  { name: 'parked', key: ['assignment_id', 'client_id', 'seq'] },
  { name: 'upload', key: ['id'] },
  { name: 'attachment', key: ['id'] },
  { name: 'intent', key: ['id'] },
  { name: 'submission', key: ['id'] },
  { name: 'check_switch', key: ['id'] },
  { name: 'stopped', key: ['assignment_id', 'check_id'] },
  { name: 'registry_version', key: ['id'] },
  { name: 'registry_rows', key: ['id'] },
  { name: 'store', key: ['id'] },
  { name: 'file', key: ['id'] },
  { name: 'placement', key: ['id'] },
  { name: 'download', key: ['id'] },
  { name: 'document', key: ['id'] },
  { name: 'job', key: ['id'] },
  { name: 'report', key: ['id'] },
  { name: 'notification', key: ['id'] },
  { name: 'audit', key: ['id'] },
]

/** What a backup leaves out: after a restore everybody signs in anew. */
export const leftOut: readonly string[] = ['session', 'login_attempt']
