import { PreparedJson, route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { list, object, shape, text } from '../http/schema.ts'
import type { FormChanges } from '../services/change-form.ts'
import type { Collections } from '../services/collections.ts'
import { engineVersion } from '../services/engine-version.ts'
import type { Deadlines } from '../services/move-deadline.ts'
import { collection, idParam, openCollection } from './schemas.ts'

/** Characters of the longest form file. */
const longestForm = 1_000_000

/** A collection and its form. */
export function collectionRoutes(collections: Collections, deadlines: Deadlines, formChanges: FormChanges): readonly Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/collections',
        summary: 'Collections that are open now, and where they are; those that end first before the others',
        reply: object({ items: list(openCollection) }),
      },
      async ({ scope }) => ({ items: await collections.open(scope) }),
    ),
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
        method: 'post',
        path: '/api/collections/{id}/extensions',
        summary: 'Give some organisations more time than the others, with a reason. For the organizer',
        params: idParam,
        body: object({
          closesAt: text({ maxLength: 40 }),
          logins: list(text({ minLength: 1, maxLength: 100 }), { minItems: 1, maxItems: 10_000 }),
          reason: text({ maxLength: 1_000 }),
        }),
        reply: null,
        problems: ['bad-deadline', 'unknown-logins', 'reason-required'],
      },
      ({ scope, params, body }) => deadlines.extend(scope, params.id, body),
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
        method: 'post',
        path: '/api/collections/{id}/form',
        summary: 'Put another version of the form, as a form file, into a running collection. For the organizer',
        params: idParam,
        body: object({ source: text({ maxLength: longestForm }) }),
        reply: collection,
        problems: ['form-refused', 'other-form', 'version-taken'],
      },
      async ({ scope, params, body }) => {
        await formChanges.change(scope, params.id, body.source)
        return collections.view(scope, params.id)
      },
    ),
  ]
}
