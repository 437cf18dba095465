import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { list, nullable, object, optional, shape, text } from '../http/schema.ts'
import type { Audit } from '../services/audit.ts'
import { auditFilter, time } from './schemas.ts'

const entry = object({
  id: text(),
  at: time,
  actor: text(),
  actorName: nullable(text()),
  action: text(),
  subject: text(),
  subjectName: nullable(text()),
  details: shape<Readonly<Record<string, unknown>>>('object', 'What belongs to the action, a line each'),
})

/** What was done and by whom. */
export function auditRoutes(audit: Audit): readonly Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/audit',
        summary: 'What was done, the newest first, 50 on a page; by whom or to whom, and of one kind. For the organizer',
        query: object({
          ...auditFilter,
          cursor: optional(text({ pattern: '^[0-9]{1,15}_.{1,64}$' })),
        }),
        reply: object({ items: list(entry), next: nullable(text()) }),
      },
      ({ scope, query }) => audit.page(scope, query),
    ),
  ]
}
