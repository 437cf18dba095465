import { createHash } from 'node:crypto'
import type { Scope } from '../policies/scope.ts'
import type { AssignmentId, DraftKey } from './assignments.ts'
import type { Blobs } from './blobs.ts'
import type { Database, Reader } from './database.ts'

/** What the database itself says of its state; null when all is well, else what is wrong, in Russian. */
export async function engineTrouble(_scope: Scope, { dialect, read }: Database): Promise<string | null> {
  if (dialect === 'postgres') {
    const { rows } = (await read.raw(
      "select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'server_version_num')",
    )) as { rows: { name: string; setting: string }[] }
    const setting = new Map(rows.map(({ name, setting: value }) => [name, value]))
    if (Number(setting.get('server_version_num')) < 150_000) return 'нужен PostgreSQL 15 или новее'
    const off = ['fsync', 'full_page_writes', 'synchronous_commit'].filter((name) => setting.get(name) === 'off')
    return off.length === 0 ? null : `выключено ${off.join(', ')}: после сбоя питания сохраненное может пропасть`
  }
  const checked = (await read.raw('PRAGMA integrity_check')) as { integrity_check: string }[]
  if (checked[0]?.integrity_check !== 'ok') return `файл базы поврежден: ${checked[0]?.integrity_check ?? ''}`
  const orphans = (await read.raw('PRAGMA foreign_key_check')) as unknown[]
  return orphans.length === 0 ? null : `строк без того, к чему они относятся: ${orphans.length}`
}

/** Drafts whose log has a gap or does not end at their version. */
export async function brokenLogs(_scope: Scope, db: Reader): Promise<readonly AssignmentId[]> {
  const rows = await db('assignment')
    .leftJoin('draft_entry', (join) =>
      join.on('draft_entry.assignment_id', 'assignment.id').andOn('draft_entry.collection_id', 'assignment.collection_id'),
    )
    .groupBy('assignment.id', 'assignment.version')
    .havingRaw('count(draft_entry.version) <> assignment.version or coalesce(max(draft_entry.version), 0) <> assignment.version')
    .select<{ id: AssignmentId }[]>('assignment.id')
  return rows.map(({ id }) => id)
}

/** A draft that has a snapshot: where it is, and with which form it was filled. */
export interface SnapshotHead extends DraftKey {
  readonly formVersionId: string
}

/** Drafts with a snapshot, at most so many. */
export function snapshotHeads(_scope: Scope, db: Reader, most: number): Promise<readonly SnapshotHead[]> {
  return db('draft_snapshot')
    .join('assignment', 'assignment.id', 'draft_snapshot.assignment_id')
    .join('collection', 'collection.id', 'assignment.collection_id')
    .orderBy('assignment.id')
    .limit(most)
    .select<SnapshotHead[]>(
      'assignment.id',
      'assignment.collection_id as collectionId',
      db.raw('coalesce(assignment.form_version_id, collection.form_version_id) as ??', ['formVersionId']),
    )
}

/** Ids of submissions whose document is not the one whose SHA-256 was written down. */
export async function changedSubmissions(_scope: Scope, db: Reader): Promise<readonly string[]> {
  const changed: string[] = []
  let after = ''
  for (;;) {
    const rows = await db('submission')
      .where('id', '>', after)
      .orderBy('id')
      .limit(200)
      .select<{ id: string; document: string; sha256: string }[]>('id', 'document', 'sha256')
    for (const { id, document, sha256 } of rows)
      if (createHash('sha256').update(document).digest('hex') !== sha256) changed.push(id)
    const last = rows.at(-1)
    if (!last || rows.length < 200) return changed
    after = last.id
  }
}

/** How many jobs should have been begun before `before` and were not. */
export async function lateJobs(_scope: Scope, db: Reader, before: number): Promise<number> {
  const row = await db('job')
    .where('state', 'queued')
    .where('run_at', '<', before)
    .first<{ total: number }>(db.raw('count(*) as total'))
  return row.total
}

/** Names of files, and of attachments, whose bytes are not on disk as a whole. */
export async function missingFiles(_scope: Scope, db: Reader, blobs: Blobs): Promise<readonly string[]> {
  return [...(await missingIn(db, 'file', blobs)), ...(await missingIn(db, 'attachment', blobs))]
}

async function missingIn(db: Reader, table: 'file' | 'attachment', blobs: Blobs): Promise<readonly string[]> {
  const missing: string[] = []
  let after = ''
  for (;;) {
    const rows = await db(table)
      .where('id', '>', after)
      .orderBy('id')
      .limit(500)
      .select<{ id: string; name: string; sha256: string; size: number }[]>('id', 'name', 'sha256', 'size')
    for (const { name, ...blob } of rows) if (!(await blobs.has(blob))) missing.push(name)
    const last = rows.at(-1)
    if (!last || rows.length < 500) return missing
    after = last.id
  }
}
