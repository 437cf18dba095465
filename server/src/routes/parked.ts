import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { integer, list, object, text } from '../http/schema.ts'
import type { ParkedSaves } from '../services/drafts/parked-saves.ts'
import type { LiveEvents } from '../services/events/live-events.ts'
import { change } from './history.ts'
import { idParam, time } from './schemas.ts'

const parked = list(object({ at: time, by: text(), changes: list(change) }))
const count = integer({ minimum: 0 })

/** What was typed after the end of a collection. */
export function parkedRoutes(saves: ParkedSaves, events: LiveEvents): readonly Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/collections/{id}/draft/parked',
        summary: 'What was typed after the end of the collection and is no part of one’s own draft',
        params: idParam,
        reply: parked,
      },
      ({ scope, params }) => saves.list(scope, params.id, null),
    ),
    route(
      {
        method: 'post',
        path: '/api/collections/{id}/draft/parked/take',
        summary: 'Take it into the draft, once the collection is open again; what cannot be taken stays',
        params: idParam,
        reply: object({ taken: count, version: count, refused: list(object({ at: time, by: text(), message: text() })) }),
        problems: ['closed', 'busy'],
      },
      async ({ scope, session, params }) => {
        const taken = await saves.take(scope, params.id)
        if (taken.taken > 0) events.draftSaved(session, params.id, taken.version)
        return taken
      },
    ),
    route(
      {
        method: 'post',
        path: '/api/collections/{id}/draft/parked/drop',
        summary: 'Decide that the report stands without it',
        params: idParam,
        reply: null,
      },
      async ({ scope, params }) => {
        await saves.drop(scope, params.id)
        return null
      },
    ),
    route(
      {
        method: 'get',
        path: '/api/collections/{id}/participants/{organisation}/parked',
        summary: 'The same of an organisation below',
        params: object({ id: text({ maxLength: 64 }), organisation: text({ maxLength: 64 }) }),
        reply: parked,
      },
      ({ scope, params }) => saves.list(scope, params.id, params.organisation),
    ),
  ]
}
