import type { Knex } from 'knex'
import type { Scope } from '../policies/scope.ts'
import type { AuditAction } from '../text/audit-words.ts'
import type { Reader, Tx } from './database.ts'
import { newId } from './ids.ts'

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
  const query = db('audit').orderBy('at', 'desc').orderBy('id', 'desc').limit(page.size).modify(only(filter))
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

/** How many entries there are up to a moment. */
export async function countAudit(_scope: Scope, db: Reader, filter: AuditFilter, until: number): Promise<number> {
  const query = db('audit').where('at', '<=', until).modify(only(filter))
  const row = await query.first<{ total: number }>(db.raw('count(*) as total'))
  return row.total
}

function only({ login, action }: AuditFilter) {
  return (query: Knex.QueryBuilder): void => {
    if (login !== undefined) void query.where((either) => void either.where('actor', login).orWhere('subject', login))
    if (action !== undefined) void query.where({ action })
  }
}
