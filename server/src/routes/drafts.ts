import type { CheckSwitches, FormData, Op, Role } from '@tabel/engine'
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
  readOnly: nullable(object({ reason: oneOf('closed', 'early'), message: text() })),
  fills: oneOf<Role>('organisation', 'coordinator', 'organizer'),
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
const changes = object({ version, formVersion: text(), complete: boolean, switches, entries: list(entry) })

/** For what a save is refused. */
const refusals = [
  'seq-gap',
  'seq-reused',
  'version-ahead',
  'conflict',
  'form-version',
  'closed',
  'nothing-to-fill',
  'bad-ops',
  'too-large',
  'busy',
] as const
const partParams = object({ id: text({ maxLength: 64 }), organisation: text({ maxLength: 64 }) })

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
        reply: changes,
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
        problems: refusals,
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
    ...partRoutes(collections, saver, events),
  ]
}

/** The draft of an organisation below, of which those who watch fill their part. */
function partRoutes(collections: Collections, saver: DraftSaver, events: LiveEvents): readonly Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/collections/{id}/participants/{organisation}/draft',
        summary: 'What an organisation below has entered so far, for those who fill a part of it',
        params: partParams,
        reply: draft,
      },
      ({ scope, params }) => collections.draft(scope, params.id, params.organisation),
    ),
    route(
      {
        method: 'get',
        path: '/api/collections/{id}/participants/{organisation}/draft/changes',
        summary: 'What came after a version of that draft',
        params: partParams,
        query: object({ since: version }),
        reply: changes,
      },
      ({ scope, params, query }) => collections.changes(scope, params.id, query.since, params.organisation),
    ),
    route(
      {
        method: 'patch',
        path: '/api/collections/{id}/participants/{organisation}/draft',
        summary: 'Save one action in the part that the form leaves to coordinators; whatever the organisation fills is refused',
        params: partParams,
        body: save,
        reply: saved,
        problems: refusals,
      },
      async ({ scope, session, params, body }) => {
        const { assignment } = await collections.part(scope, params.id, params.organisation)
        const reply = await saver.save(scope, params.id, body, params.organisation)
        events.partSaved(session, params.id, { id: params.organisation, path: assignment.path }, reply.version)
        return reply
      },
    ),
  ]
}
