import { fileRoute, route, streamRoute } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { boolean, integer, list, object, oneOf, text } from '../http/schema.ts'
import type { Schema } from '../http/schema.ts'
import { versionOf } from '../http/if-match.ts'
import type { Collections } from '../services/collections.ts'
import type { LiveEvents } from '../services/events/live-events.ts'
import { workbookType } from '../services/uploads/templates.ts'
import type { Templates } from '../services/uploads/templates.ts'
import type { Uploads } from '../services/uploads/uploads.ts'
import { collection, idParam, time } from './schemas.ts'

const count = integer({ minimum: 0 })
const cut = <T>(items: Schema<T>) => object({ items: list(items), total: count })
const change = object({ key: text(), address: text(), place: text(), was: text(), becomes: text() })
const row = object({ address: text(), place: text(), text: text() })
const notice = object({ address: text(), text: text(), message: text() })
const problem = object({ severity: oneOf('error', 'warning', 'info'), message: text(), place: text(), address: text() })

const preview = object({
  id: text(),
  name: text(),
  at: time,
  version: count,
  applied: boolean,
  changes: cut(change),
  conflicts: cut(change),
  added: cut(row),
  missing: cut(row),
  ignored: cut(notice),
  notices: cut(notice),
  problems: cut(problem),
})

/** Bytes of the largest workbook. */
const largest = 10 * 1024 * 1024

/** Forms as workbooks, and filled workbooks. */
export function uploadRoutes(
  templates: Templates,
  uploads: Uploads,
  collections: Collections,
  events: LiveEvents,
): readonly Route[] {
  return [
    route(
      {
        method: 'post',
        path: '/api/collections/{id}/excel',
        summary: 'Let organisations fill a collection in Excel, or not. For the organizer',
        params: idParam,
        body: object({ allowed: boolean }),
        reply: collection,
      },
      async ({ scope, params, body }) => {
        await templates.allow(scope, params.id, body.allowed)
        return collections.view(scope, params.id)
      },
    ),
    fileRoute(
      {
        method: 'get',
        path: '/api/collections/{id}/template',
        summary: 'The form as a workbook to be filled in Excel, with what is entered so far',
        params: idParam,
        problems: ['excel-off'],
      },
      ({ scope, params }) => templates.template(scope, params.id),
    ),
    fileRoute(
      {
        method: 'get',
        path: '/api/collections/{id}/filled',
        summary: 'What one’s own organisation has entered, as a workbook to keep or to print',
        params: idParam,
      },
      ({ scope, params }) => templates.filled(scope, params.id),
    ),
    streamRoute(
      {
        method: 'post',
        path: '/api/collections/{id}/uploads',
        summary: 'A filled workbook: its bytes are the body. Answers what it would change; nothing is changed yet',
        params: idParam,
        query: object({ name: text({ minLength: 1, maxLength: 300 }) }),
        accepts: [workbookType, 'application/octet-stream'],
        limit: largest,
        status: 201,
        reply: preview,
        problems: ['excel-off', 'closed', 'bad-file-name', 'file-refused', 'file-too-large', 'not-this-type', 'busy'],
      },
      ({ scope, params, query, body }) => uploads.take(scope, params.id, query.name, body),
    ),
    route(
      {
        method: 'get',
        path: '/api/uploads/{id}',
        summary: 'What an upload would change now',
        params: idParam,
        reply: preview,
        problems: ['file-refused', 'busy'],
      },
      ({ scope, params }) => uploads.view(scope, params.id),
    ),
    route(
      {
        method: 'post',
        path: '/api/uploads/{id}/apply',
        summary: 'Do what an upload changes, at the version of the draft named in If-Match; once',
        params: idParam,
        body: object({ mine: list(text({ maxLength: 300 }), { maxItems: 100_000 }), removeMissing: boolean }),
        reply: object({ version: count }),
        problems: ['file-refused', 'version-required', 'version-mismatch', 'closed', 'conflict', 'bad-ops', 'busy'],
      },
      async ({ scope, session, params, header, body }) => {
        const { version, collectionId } = await uploads.apply(scope, params.id, versionOf(header('if-match')), body)
        events.draftSaved({ ...session, tokenHash: '' }, collectionId, version)
        return { version }
      },
    ),
    route(
      {
        method: 'post',
        path: '/api/uploads/{id}/undo',
        summary: 'Take back what an upload has done; what was changed since is left alone',
        params: idParam,
        reply: object({ version: count, left: count }),
        problems: ['closed', 'conflict', 'busy'],
      },
      async ({ scope, session, params }) => {
        const { version, left, collectionId } = await uploads.undo(scope, params.id)
        events.draftSaved({ ...session, tokenHash: '' }, collectionId, version)
        return { version, left }
      },
    ),
  ]
}
