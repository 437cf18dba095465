import { eventsRoute } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { integer, object, oneOf, optional, text } from '../http/schema.ts'
import type { LiveEvents } from '../services/events/live-events.ts'

/** Up to 20 ids of collections with commas between them. */
const collections = optional(text({ pattern: '^[\\w-]{1,40}(,[\\w-]{1,40}){0,19}$' }))

const ids = (given = ''): readonly string[] => given.split(',').filter((id) => id !== '')

/** What happens, told as it happens. */
export function eventRoutes(events: LiveEvents): readonly Route[] {
  return [
    eventsRoute(
      {
        method: 'get',
        path: '/api/events',
        summary: 'A stream of events: one per browser. Collections that are not one’s own are passed over in silence',
        query: object({ draft: collections, watch: collections }),
        problems: ['stopping'],
      },
      {
        ready: {
          when: 'the stream has begun, or something may have been missed: ask for what was before. Ignore the rest when `login` is not yours',
          data: object({ login: text() }),
        },
        draft: {
          when: 'another session has saved the draft of one’s own organisation in a collection of `draft`',
          data: object({ collection: text(), version: integer({ minimum: 0 }) }),
        },
        collection: {
          when: 'the organizer has switched a check or moved the end of a collection of `draft`: ask for the changes of the draft',
          data: object({ collection: text() }),
        },
        submission: {
          when: 'a submission of one’s own organisation was decided',
          data: object({ id: text(), state: oneOf('accepted', 'refused') }),
        },
        progress: {
          when: 'organisations below one’s own have moved on in a collection of `watch`; at most once between two heartbeats',
          data: object({ collection: text() }),
        },
        beat: { when: 'every 15 seconds, as a sign of life', data: object({}) },
        notification: {
          when: 'there is a new notification; its id comes back as `Last-Event-ID`, and what came after it is told',
          data: object({ id: text() }),
        },
      },
      ({ session, query, header }) =>
        events.open(session, { drafts: ids(query.draft), watched: ids(query.watch) }, header('last-event-id')),
    ),
  ]
}
