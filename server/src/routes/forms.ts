import type { CompiledForm } from '@tabel/engine'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { boolean, integer, list, nullable, object, oneOf, optional, shape, text } from '../http/schema.ts'
import type { FormDesk } from '../services/publishing/form-desk.ts'
import { longest } from './publishing.ts'
import { idParam, time } from './schemas.ts'

const source = text({ maxLength: longest })
const mistake = object({
  severity: oneOf('error', 'warning'),
  line: integer({ minimum: 1 }),
  column: integer({ minimum: 1 }),
  message: text(),
  hint: text(),
})
const check = object({ check: text(), text: text(), rule: text(), severity: oneOf('error', 'warning', 'info') })
const needs = object({
  registries: list(
    object({ name: text(), columns: list(text()), missing: list(text()), rows: nullable(integer({ minimum: 0 })) }),
  ),
  forms: list(object({ form: text(), title: nullable(text()) })),
  previous: boolean,
})
const path = object({ block: text(), row: optional(text()), column: optional(text()) })
const difference = object({
  changes: list(
    object({
      kind: oneOf('added', 'removed', 'changed'),
      about: oneOf('form', 'sheet', 'table', 'column', 'row', 'cell', 'choice', 'check', 'value'),
      what: text(),
      details: list(object({ aspect: text(), before: text(), after: text() })),
    }),
  ),
  data: list(object({ kind: oneOf('moved', 'mapped', 'reread', 'unfit', 'aside'), from: path, text: text() })),
})

/** Form files as the organizer handles them. */
export function formRoutes(forms: FormDesk): readonly Route[] {
  return [
    route(
      {
        method: 'post',
        path: '/api/admin/forms/reading',
        summary:
          'Read a form file: its mistakes, its checks in words, what it needs, the compiled form. Nothing is stored. For the organizer',
        body: object({ source }),
        reply: object({
          form: nullable(shape<CompiledForm>('object', 'CompiledForm of @tabel/engine')),
          title: nullable(text()),
          version: nullable(text()),
          mistakes: list(mistake),
          more: integer({ minimum: 0 }),
          checks: list(check),
          needs,
        }),
      },
      async ({ scope, body }) => forms.read(scope, body.source),
    ),
    route(
      {
        method: 'get',
        path: '/api/admin/forms',
        summary: 'Every form file that some collection has had, the newest first. For the organizer',
        reply: object({
          items: list(
            object({
              id: text(),
              form: text(),
              version: text(),
              title: text(),
              createdAt: time,
              collections: integer({ minimum: 0 }),
            }),
          ),
        }),
      },
      async ({ scope }) => ({ items: await forms.list(scope) }),
    ),
    route(
      {
        method: 'get',
        path: '/api/admin/forms/{id}',
        summary: 'A form file as its author wrote it. For the organizer',
        params: idParam,
        reply: object({ source }),
      },
      async ({ scope, params }) => ({ source: await forms.source(scope, params.id) }),
    ),
    route(
      {
        method: 'get',
        path: '/api/admin/forms/{id}/difference',
        summary: 'How a version of a form differs from an earlier one, `from`, and what becomes of data. For the organizer',
        params: idParam,
        query: object({ from: text({ maxLength: 64 }) }),
        reply: difference,
        problems: ['other-form'],
      },
      ({ scope, params, query }) => forms.difference(scope, query.from, params.id),
    ),
    route(
      {
        method: 'post',
        path: '/api/admin/forms/{id}/difference',
        summary:
          'How a form file differs from this version of the form, and what becomes of data. Nothing is stored. For the organizer',
        params: idParam,
        body: object({ source }),
        reply: difference,
        problems: ['form-refused', 'other-form'],
      },
      ({ scope, params, body }) => forms.differenceOfFile(scope, params.id, body.source),
    ),
  ]
}
