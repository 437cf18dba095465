import type { CheckSwitches, FormData, Op } from '@tabel/engine'
import { PreparedJson, route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { boolean, integer, list, nullable, object, oneOf, shape, text } from '../http/schema.ts'
import { engineVersion } from '../services/engine-version.ts'
import type { Collections } from '../services/collections.ts'
import type { LiveEvents } from '../services/events/live-events.ts'
import type { Deadlines } from '../services/move-deadline.ts'
import type { DraftRefresher, Renewal } from '../services/refresh-draft.ts'
import type { DraftSaver } from '../services/save-draft.ts'
import { collection, idParam, status, time } from './schemas.ts'

const version = integer({ minimum: 0 })
/** The largest number of a save: what both databases hold in an integer. */
const seq = integer({ minimum: 1, maximum: 2 ** 31 - 1 })
const op = shape<Op>(
  'object',
  'An op of @tabel/engine: set, insert, remove, move or explain. What is impossible is told op by op.',
)

const switches = shape<CheckSwitches>('object', 'Checks that are off or warnings now, by id')

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
})

const save = object({
  clientId: text({ pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' }),
  seq,
  baseVersion: integer({ minimum: 0, maximum: 2 ** 31 - 1 }),
  formVersion: text({ maxLength: 100 }),
  ops: list(op, { minItems: 1 }),
})

const other = { version, by: text(), at: time, ops: list(op) }
const saved = object({ version, savedAt: time, others: list(object(other)) })
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

/** A collection, its form and the draft of one's own organisation. */
export function collectionRoutes(
  collections: Collections,
  saver: DraftSaver,
  refresher: DraftRefresher,
  deadlines: Deadlines,
  events: LiveEvents,
): readonly Route[] {
  return [
    route(
      { method: 'get', path: '/api/collections/{id}', summary: 'A collection of data', params: idParam, reply: collection },
      ({ scope, params }) => collections.view(scope, params.id),
    ),
    route(
      {
        method: 'post',
        path: '/api/collections/{id}/deadline',
        summary: 'Move the end of a collection. For the organizer',
        params: idParam,
        body: object({ closesAt: text({ maxLength: 40 }) }),
        reply: collection,
        problems: ['bad-deadline'],
      },
      async ({ scope, params, body }) => {
        await deadlines.move(scope, params.id, body.closesAt)
        return collections.view(scope, params.id)
      },
    ),
    route(
      {
        method: 'get',
        path: '/api/collections/{id}/form',
        summary: 'The compiled form',
        params: idParam,
        reply: shape<PreparedJson>('object', 'CompiledForm of @tabel/engine'),
      },
      async ({ scope, params, answer }) => {
        const { text: json, sha256 } = await collections.form(scope, params.id)
        // Another engine may compile the same file to something else.
        answer.setHeader('ETag', `"${sha256}-${engineVersion}"`)
        answer.setHeader('Cache-Control', 'private, no-cache')
        return new PreparedJson(json)
      },
    ),
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
