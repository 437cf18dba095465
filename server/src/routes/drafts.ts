import type { CheckSwitches, FormData, Op } from '@tabel/engine'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { boolean, integer, list, nullable, object, oneOf, shape, text } from '../http/schema.ts'
import type { Collections } from '../services/collections.ts'
import type { DraftRefresher, Renewal } from '../services/drafts/refresh-draft.ts'
import type { DraftSaver } from '../services/drafts/save-draft.ts'
import type { LiveEvents } from '../services/events/live-events.ts'
import { idParam, status, time } from './schemas.ts'

const version = integer({ minimum: 0 })
/** The largest number of a save: what both databases hold in an integer. */
const seq = integer({ minimum: 1, maximum: 2 ** 31 - 1 })
const op = shape<Op>('object', 'Op of @tabel/engine: set, insert, remove, move or explain. What is impossible is told op by op.')

const switches = shape<CheckSwitches>('object', 'CheckSwitches of @tabel/engine: checks that are off or warnings now, by id')

const draft = object({
  version,
  savedAt: nullable(time),
  savedBy: nullable(text()),
  formVersion: text(),
  data: shape<FormData>('object', 'FormData of @tabel/engine'),
  today: text({ format: 'date' }),
  state: status,
  unsubmittedChanges: boolean,
  submittedAt: nullable(time),
  readOnly: nullable(object({ reason: oneOf('closed'), message: text() })),
  switches,
  upload: nullable(
    object({
      before: shape<FormData>('object', 'FormData of @tabel/engine'),
      entries: list(object({ own: boolean, ops: list(op) })),
    }),
  ),
})

const save = object({
  clientId: text({ pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' }),
  seq,
  baseVersion: integer({ minimum: 0, maximum: 2 ** 31 - 1 }),
  formVersion: text({ maxLength: 100 }),
  ops: list(op, { minItems: 1 }),
})

const other = { version, by: text(), at: time, ops: list(op) }
const saved = object({ version, formVersion: text(), savedAt: time, others: list(object(other)) })
const entry = object({ ...other, clientId: text() })

const rows = list(object({ block: text(), row: text() }))
const renewal = object({
  version,
  changed: boolean,
  first: boolean,
  cells: list(shape<Renewal['cells'][number]>('object', 'A cell, what it held (`was`) and what it holds (`is`)')),
  added: rows,
  removed: rows,
  offers: list(
    shape<Renewal['offers'][number]>('object', 'A cell, what was typed there (`typed`) and what the sources say (`value`)'),
  ),
  gone: rows,
  cut: boolean,
})

/** The draft of one's own organisation. */
export function draftRoutes(
  collections: Collections,
  saver: DraftSaver,
  refresher: DraftRefresher,
  events: LiveEvents,
): readonly Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/collections/{id}/draft',
        summary: 'What one’s own organisation has entered so far',
        params: idParam,
        reply: draft,
      },
      ({ scope, params }) => collections.draft(scope, params.id),
    ),
    route(
      {
        method: 'get',
        path: '/api/collections/{id}/draft/changes',
        summary: 'What came after a version of the draft; without entries where that is too much to tell: read the draft then',
        params: idParam,
        query: object({ since: version }),
        reply: object({ version, formVersion: text(), complete: boolean, switches, entries: list(entry) }),
      },
      ({ scope, params, query }) => collections.changes(scope, params.id, query.since),
    ),
    route(
      {
        method: 'patch',
        path: '/api/collections/{id}/draft',
        summary: 'Save one action. Answered when it is on disk; a wrong value is saved like any other',
        params: idParam,
        body: save,
        reply: saved,
        problems: [
          'seq-gap',
          'seq-reused',
          'version-ahead',
          'conflict',
          'form-version',
          'closed',
          'bad-ops',
          'too-large',
          'busy',
        ],
      },
      async ({ scope, session, params, body }) => {
        const reply = await saver.save(scope, params.id, body)
        events.draftSaved(session, params.id, reply.version)
        return reply
      },
    ),
    route(
      {
        method: 'post',
        path: '/api/collections/{id}/draft/refresh',
        summary: 'Read the sources again, on opening or on «Сохранить черновик»; tells what that changed in the draft',
        params: idParam,
        body: object({ on: oneOf('open', 'save') }),
        reply: renewal,
        problems: ['closed', 'busy'],
      },
      ({ scope, params, body }) => refresher.refresh(scope, params.id, body.on),
    ),
  ]
}
