import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { boolean, integer, list, object, optional, text } from '../http/schema.ts'
import type { Territories } from '../services/territories.ts'
import { idParam, organisation } from './schemas.ts'

const count = integer({ minimum: 0 })

/** The figures of a collection by territory. */
export function territoryRoutes(territories: Territories): readonly Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/collections/{id}/territories',
        summary: 'How many organisations stand where, by the places directly under one’s own or another one below',
        params: idParam,
        query: object({ place: optional(text({ maxLength: 64 })) }),
        reply: object({
          way: list(organisation),
          items: list(
            object({
              place: organisation,
              deeper: boolean,
              total: count,
              notStarted: count,
              inProgress: count,
              submitted: count,
            }),
          ),
        }),
      },
      ({ scope, params, query }) => territories.look(scope, params.id, query.place ?? null),
    ),
  ]
}
