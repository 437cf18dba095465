import { iso } from '../clock.ts'
import { roleOf } from '../policies/collection.ts'
import type { Scope } from '../policies/scope.ts'
import { problems } from '../problems.ts'
import { listAudit } from '../storage/audit.ts'
import type { ReadEntry } from '../storage/audit.ts'
import type { Database } from '../storage/database.ts'
import { namesIn, shortDetails } from './audit-entries.ts'

const pageSize = 50

/** An entry of the audit as the organizer reads it. */
export interface AuditView {
  readonly id: string
  /** ISO time. */
  readonly at: string
  readonly actor: string
  /** Name of the organisation of who did it; null when it is none. */
  readonly actorName: string | null
  readonly action: string
  readonly subject: string
  /** What it was done to: name of an organisation, title of a collection; null for anything else. */
  readonly subjectName: string | null
  readonly details: Readonly<Record<string, unknown>>
}

export interface AuditPage {
  readonly items: readonly AuditView[]
  /** Cursor of the next page. */
  readonly next: string | null
}

/** What was done and by whom: for the organizer alone. */
export class Audit {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  /** The newest first. @param query.kind an action. @throws the problem `not-found`. */
  async page(
    scope: Scope,
    query: { readonly login?: string; readonly kind?: string; readonly cursor?: string },
  ): Promise<AuditPage> {
    if (roleOf(scope.person.organisation.kind) !== 'fed') throw problems.notFound({})
    const db = this.#database.read
    const { login, kind, cursor } = query
    const filter = { ...(login && { login }), ...(kind && { action: kind }) }
    const found = await listAudit(scope, db, filter, { after: read(cursor), size: pageSize + 1 })
    const items = found.slice(0, pageSize)
    const names = await namesIn(scope, db, items)
    return {
      items: items.map(({ id, at, actor, action, subject, details }) => ({
        id,
        at: iso(at),
        actor,
        actorName: names.get(actor) ?? null,
        action,
        subject,
        subjectName: names.get(subject) ?? null,
        details: shortDetails(details),
      })),
      next: found.length > pageSize ? cursorOf(items.at(-1)) : null,
    }
  }
}

function cursorOf(entry: ReadEntry | undefined): string | null {
  return entry ? `${entry.at}_${entry.id}` : null
}

/** A cursor has the time before the first `_`; ids may hold more of them. */
function read(cursor: string | undefined): { readonly at: number; readonly id: string } | null {
  if (cursor === undefined) return null
  const middle = cursor.indexOf('_')
  return { at: Number(cursor.slice(0, middle)), id: cursor.slice(middle + 1) }
}
