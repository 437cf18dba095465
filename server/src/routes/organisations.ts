import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { integer, list, nullable, object, oneOf, optional, text } from '../http/schema.ts'
import type { Scope } from '../policies/scope.ts'
import type { OrganisationKeeper } from '../services/organisations/keeper.ts'
import type { OrganisationTree } from '../services/organisations/tree.ts'
import { organisationStates } from '../storage/organisations.ts'
import { idParam, organisation, time } from './schemas.ts'

const count = integer({ minimum: 0 })
const reason = text({ minLength: 1, maxLength: 500 })
const login = text({ minLength: 1, maxLength: 100 })

const view = object({
  id: text(),
  login: text(),
  name: text(),
  kind: oneOf('fed', 'reg', 'mun', 'edu', 'ksh', 'spo'),
  zone: text(),
  parent: nullable(organisation),
  state: oneOf(...organisationStates),
  stateAt: nullable(time),
  stateReason: nullable(text()),
  successor: nullable(organisation),
  below: object({ municipalities: count, organisations: count }),
})

const place = object({ organisation: view, above: list(organisation) })

/** The tree of organisations for those who have somebody below them, and what the organizer does with it. */
export function organisationRoutes(tree: OrganisationTree, keeper: OrganisationKeeper): readonly Route[] {
  const changed = async (scope: Scope, id: string, change: Promise<void>) => {
    await change
    return tree.one(scope, id)
  }
  return [
    route(
      {
        method: 'get',
        path: '/api/organisations',
        summary:
          'Organisations right below one (one’s own without `parent`), or anywhere below it by a part of login or name, or by state',
        query: object({
          parent: optional(text({ maxLength: 64 })),
          q: optional(text({ maxLength: 200 })),
          state: optional(oneOf(...organisationStates)),
          kinds: optional(text({ pattern: '^(fed|reg|mun|edu|ksh|spo)(,(fed|reg|mun|edu|ksh|spo))*$' })),
          cursor: optional(text({ maxLength: 200 })),
        }),
        reply: object({ place, items: list(view), next: nullable(text()), total: count }),
      },
      ({ scope, query }) => tree.page(scope, query),
    ),
    route(
      {
        method: 'get',
        path: '/api/organisations/{id}',
        summary: 'An organisation at or below one’s own, and those above it',
        params: idParam,
        reply: place,
      },
      ({ scope, params }) => tree.one(scope, params.id),
    ),
    route(
      {
        method: 'post',
        path: '/api/organisations/{id}/lock',
        summary: 'Lock an organisation: its sessions end and nobody of it signs in. For the organizer',
        params: idParam,
        body: object({ reason }),
        reply: place,
        problems: ['organisation-refused'],
      },
      ({ scope, params, body }) => changed(scope, params.id, keeper.lock(scope, params.id, body.reason)),
    ),
    route(
      {
        method: 'post',
        path: '/api/organisations/{id}/unlock',
        summary: 'Take back a lock or a closing. For the organizer',
        params: idParam,
        body: object({ reason }),
        reply: place,
        problems: ['organisation-refused'],
      },
      ({ scope, params, body }) => changed(scope, params.id, keeper.unlock(scope, params.id, body.reason)),
    ),
    route(
      {
        method: 'post',
        path: '/api/organisations/{id}/move',
        summary: 'Put an organisation under another one of its region, by login. For the organizer',
        params: idParam,
        body: object({ parent: login, reason }),
        reply: place,
        problems: ['organisation-refused'],
      },
      ({ scope, params, body }) => changed(scope, params.id, keeper.move(scope, params.id, body.parent, body.reason)),
    ),
    route(
      {
        method: 'post',
        path: '/api/organisations/{id}/close',
        summary: 'Close an organisation, perhaps with another one that takes over, by login. For the organizer',
        params: idParam,
        body: object({ reason, successor: optional(login) }),
        reply: place,
        problems: ['organisation-refused'],
      },
      ({ scope, params, body }) => changed(scope, params.id, keeper.close(scope, params.id, body.reason, body.successor ?? null)),
    ),
  ]
}
