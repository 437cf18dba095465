import { route, uploadRoute } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { workbookType } from '../services/uploads/templates.ts'
import { integer, list, nullable, object, oneOf, optional, text } from '../http/schema.ts'
import type { Registries } from '../services/registries.ts'
import { time } from './schemas.ts'

const name = object({ name: text({ pattern: '^[a-z][a-z0-9-]{0,39}$' }) })
const count = integer({ minimum: 0 })
const version = object({
  registry: text(),
  number: count,
  columns: list(text()),
  rows: count,
  sha256: text(),
  at: time,
  by: text(),
})

/** Tables that the organizer keeps and forms read. */
export function registryRoutes(registries: Registries): readonly Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/registries',
        summary: 'Every import of every registry; the first of each is the one that forms read. For the organizer',
        reply: list(version),
      },
      ({ scope }) => registries.list(scope),
    ),
    uploadRoute(
      {
        method: 'post',
        path: '/api/registries/{name}',
        summary:
          'Import a registry from CSV or a workbook; the column «organisation» says by login whose a row is. For the organizer',
        params: name,
        query: object({ dryRun: optional(oneOf('1')) }),
        accepts: ['text/csv', workbookType, 'application/octet-stream'],
        limit: 20 * 1024 * 1024,
        reply: object({ registry: text(), number: nullable(count), columns: list(text()), rows: count, organisations: count }),
        problems: ['registry-refused', 'too-large', 'not-this-type'],
      },
      ({ scope, params, query, body }) => registries.import(scope, params.name, body, query.dryRun === '1'),
    ),
  ]
}
