import type { FormData } from '@tabel/engine'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { boolean, integer, list, nullable, object, oneOf, optional, shape, text } from '../http/schema.ts'
import type { Monitoring } from '../services/monitoring.ts'
import { idParam, organisation, status, time } from './schemas.ts'

const count = integer({ minimum: 0 })

const participant = object({
  organisation,
  status,
  startedAt: nullable(time),
  submittedAt: nullable(time),
  changedAt: nullable(time),
  unsubmittedChanges: boolean,
  partAt: nullable(time),
  fillsNow: boolean,
  extension: nullable(object({ closesAt: time, reason: text() })),
})

/** What coordinators see of the organisations below them. */
export function monitoringRoutes(monitoring: Monitoring): readonly Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/collections/{id}/statistics',
        summary: 'How many organisations stand where',
        params: idParam,
        reply: object({
          total: count,
          notStarted: count,
          inProgress: count,
          submitted: count,
          status: oneOf('open', 'closed'),
        }),
      },
      ({ scope, params }) => monitoring.statistics(scope, params.id),
    ),
    route(
      {
        method: 'get',
        path: '/api/collections/{id}/participants',
        summary: 'Organisations in the order of the tree or of `sort`, 50 on a page unless `limit` says another number',
        params: idParam,
        query: object({
          status: optional(status),
          q: optional(text({ maxLength: 200 })),
          sort: optional(oneOf('name', 'login', 'status', 'startedAt', 'submittedAt')),
          order: optional(oneOf('asc', 'desc')),
          cursor: optional(text({ maxLength: 2000, pattern: '^([0-9] [^ ]+( .*)?)?$' })),
          limit: optional(integer({ minimum: 1, maximum: 200 })),
        }),
        reply: object({ items: list(participant), next: nullable(text()), total: count }),
      },
      ({ scope, params, query }) => monitoring.participants(scope, params.id, query),
    ),
    route(
      {
        method: 'get',
        path: '/api/collections/{id}/participants/{organisation}/data',
        summary: 'What one organisation has entered so far',
        params: object({ id: text({ maxLength: 64 }), organisation: text({ maxLength: 64 }) }),
        reply: object({
          organisation,
          status,
          version: count,
          changedAt: nullable(time),
          submittedAt: nullable(time),
          parked: count,
          data: shape<FormData>('object', 'FormData of @tabel/engine'),
          formVersion: text(),
          fills: boolean,
          fillsNow: boolean,
        }),
      },
      ({ scope, params }) => monitoring.data(scope, params.id, params.organisation),
    ),
  ]
}
