import type { Api } from './client.ts'
import type { Reply } from './route-types.ts'

/** One page, the newest first; `next` is the cursor of the page after it. */
export type AuditPage = Reply<'get /api/audit'>

/** Something that was done; `actor` is a login, or `system`; `subject` a login, or the id of something. */
export type AuditEntry = AuditPage['items'][number]

/** What is asked of the audit; empty texts ask nothing. */
export interface AuditQuery {
  readonly login: string
  readonly kind: string
  readonly cursor: string
}

/** Orders a file with every entry that is asked for, from the first to the last; its id. Throws ApiProblem. */
export async function orderAudit(api: Api, { login, kind }: Omit<AuditQuery, 'cursor'>, format: 'xlsx' | 'csv'): Promise<string> {
  const query = { login: login.trim() || undefined, kind: kind || undefined, format }
  return (await api.call('post /api/audit/exports', { query })).id
}

/** Throws ApiProblem. */
export function listAudit(api: Api, { login, kind, cursor }: AuditQuery, signal?: AbortSignal): Promise<AuditPage> {
  const query = { login: login || undefined, kind: kind || undefined, cursor: cursor || undefined }
  return api.call('get /api/audit', { query, signal })
}
