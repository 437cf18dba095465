import { fileRoute, route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { integer, list, nullable, object, text } from '../http/schema.ts'
import type { ReadyForms } from '../services/publishing/ready-forms.ts'
import { idParam } from './schemas.ts'

const count = integer({ minimum: 0 })

/** Forms that the product comes with. */
export function readyFormRoutes(readyForms: ReadyForms): readonly Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/admin/ready-forms',
        summary: 'Forms that the product comes with, by title. For the organizer',
        reply: object({
          items: list(
            object({
              id: text(),
              form: text(),
              version: text(),
              title: text(),
              hint: nullable(text()),
              sheets: count,
              columns: count,
              checks: count,
            }),
          ),
        }),
      },
      async ({ scope }) => ({ items: await readyForms.list(scope) }),
    ),
    route(
      {
        method: 'get',
        path: '/api/admin/ready-forms/{id}',
        summary: 'Such a form as its author wrote it. For the organizer',
        params: idParam,
        reply: object({ source: text() }),
      },
      async ({ scope, params }) => ({ source: await readyForms.source(scope, params.id) }),
    ),
    fileRoute(
      {
        method: 'get',
        path: '/api/admin/ready-forms/{id}/file',
        summary: 'The same as a file, to be changed into a form of one’s own. For the organizer',
        params: idParam,
      },
      ({ scope, params }) => readyForms.file(scope, params.id),
    ),
  ]
}
