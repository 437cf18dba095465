import { withQuery } from '../router/with-query.ts'
import type { Api } from './client.ts'

/** Something that was done. */
export interface AuditEntry {
  readonly id: string
  readonly at: string
  /** A login, or `system`. */
  readonly actor: string
  readonly actorName: string | null
  readonly action: string
  /** What it was done to: a login, or the id of something. */
  readonly subject: string
  readonly subjectName: string | null
  readonly details: Readonly<Record<string, unknown>>
}

/** One page, the newest first; `next` is the cursor of the page after it. */
export interface AuditPage {
  readonly items: readonly AuditEntry[]
  readonly next: string | null
}

/** What is asked of the audit; empty texts ask nothing. */
export interface AuditQuery {
  readonly login: string
  readonly kind: string
  readonly cursor: string
}

/** Throws ApiProblem. */
export async function listAudit(api: Api, query: AuditQuery, signal?: AbortSignal): Promise<AuditPage> {
  return (await api.ask(withQuery('/api/audit', { ...query }), signal)) as AuditPage
}
