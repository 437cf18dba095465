import type { CellRef, FormData } from '@tabel/engine'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { integer, list, nullable, object, oneOf, optional, shape, text } from '../http/schema.ts'
import type { DraftHistory } from '../services/history/draft-history.ts'
import { idParam, time } from './schemas.ts'

const version = integer({ minimum: 0, maximum: 2 ** 31 - 1 })
const id = text({ maxLength: 64 })

const query = object({
  before: optional(integer({ minimum: 1, maximum: 2 ** 31 - 1 })),
  limit: optional(integer({ minimum: 1, maximum: 100 })),
  cell: optional(text({ maxLength: 300, pattern: '^[^/]+/[^/]*/[^/]+$' })),
})

/** One thing that a save did, or would do. */
export const change = object({
  kind: oneOf('cell', 'row-added', 'row-removed', 'rows-moved', 'explanation', 'sources', 'form'),
  cell: nullable(shape<CellRef>('object', 'CellRef of @tabel/engine: block, row and column')),
  place: text(),
  was: text(),
  is: text(),
})

const page = object({
  items: list(
    object({
      version,
      at: time,
      by: text(),
      how: oneOf('web', 'xlsx', 'refresh', 'form'),
      changes: list(change),
      more: integer({ minimum: 0 }),
    }),
  ),
  next: nullable(version),
})

const oneVersion = object({
  version,
  at: nullable(time),
  by: nullable(text()),
  formVersion: text(),
  data: shape<FormData>('object', 'FormData of @tabel/engine'),
})

const own = 'of one’s own draft'
const below = 'of the draft of an organisation below'
const told = 'Who changed which cell from what to what, when and how, the latest first'

/** What became of a draft. */
export function historyRoutes(history: DraftHistory): readonly Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/collections/{id}/draft/history',
        summary: `${told}: ${own}`,
        params: idParam,
        query,
        reply: page,
      },
      ({ scope, params, query: asked }) => history.entries(scope, params.id, null, asked),
    ),
    route(
      {
        method: 'get',
        path: '/api/collections/{id}/draft/versions/{version}',
        summary: `Any version, in the names of today’s form: ${own}`,
        params: object({ id, version }),
        reply: oneVersion,
      },
      ({ scope, params }) => history.version(scope, params.id, null, params.version),
    ),
    route(
      {
        method: 'get',
        path: '/api/collections/{id}/participants/{organisation}/history',
        summary: `${told}: ${below}`,
        params: object({ id, organisation: id }),
        query,
        reply: page,
      },
      ({ scope, params, query: asked }) => history.entries(scope, params.id, params.organisation, asked),
    ),
    route(
      {
        method: 'get',
        path: '/api/collections/{id}/participants/{organisation}/versions/{version}',
        summary: `Any version, in the names of today’s form: ${below}`,
        params: object({ id, organisation: id, version }),
        reply: oneVersion,
      },
      ({ scope, params }) => history.version(scope, params.id, params.organisation, params.version),
    ),
  ]
}
