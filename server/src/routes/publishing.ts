import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { boolean, integer, list, object, oneOf, text } from '../http/schema.ts'
import type { Collections } from '../services/collections.ts'
import type { CollectionOpener } from '../services/publishing/open-collections.ts'
import type { Publishing } from '../services/publishing/publishing.ts'
import { collection, idParam, section } from './schemas.ts'

/** Characters of the longest form file, and of the longest text of a publication. */
export const longest = 1_000_000

const slug = text({ maxLength: 100 })
const title = text({ minLength: 1, maxLength: 300, pattern: '\\S' })
const moment = text({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2})$' })
const circle = object({
  kinds: list(oneOf('edu', 'ksh', 'spo', 'reg', 'mun'), { maxItems: 5 }),
  regions: list(text({ pattern: '^\\d{2}$' }), { maxItems: 100 }),
})
const schools = object({
  kinds: list(oneOf('edu', 'ksh', 'spo'), { maxItems: 3 }),
  regions: list(text({ pattern: '^\\d{2}$' }), { maxItems: 100 }),
})
const publicationText = {
  title,
  body: text({ maxLength: longest }),
  publishedAt: moment,
  hidden: boolean,
  isPublic: boolean,
  circle,
}
const address = object({ section: slug, slug })
const made = object({ slug: text() })
const source = text({ maxLength: longest })
/** Sections, publications and collections as the organizer makes them. */
export function publishingRoutes(publishing: Publishing, opener: CollectionOpener, collections: Collections): readonly Route[] {
  return [
    route(
      {
        method: 'post',
        path: '/api/admin/sections',
        summary: 'Add a section. For the organizer',
        body: object({ title }),
        status: 201,
        reply: section,
      },
      async ({ scope, body }) => ({ slug: await publishing.addSection(scope, body.title.trim()), title: body.title.trim() }),
    ),
    route(
      {
        method: 'post',
        path: '/api/admin/sections/order',
        summary: 'Put the sections into another order. For the organizer',
        body: object({ slugs: list(slug, { maxItems: 1000 }) }),
        reply: null,
      },
      ({ scope, body }) => publishing.orderSections(scope, body.slugs),
    ),
    route(
      {
        method: 'post',
        path: '/api/admin/sections/{section}',
        summary: 'Give a section another title; its address stays. For the organizer',
        params: object({ section: slug }),
        body: object({ title }),
        reply: null,
      },
      ({ scope, params, body }) => publishing.renameSection(scope, params.section, body.title.trim()),
    ),
    route(
      {
        method: 'post',
        path: '/api/admin/sections/{section}/publications',
        summary: 'Publish a text in a section. For the organizer',
        params: object({ section: slug }),
        body: object(publicationText),
        status: 201,
        reply: made,
        problems: ['bad-date'],
      },
      async ({ scope, params, body }) => ({ slug: await publishing.publish(scope, params.section, body) }),
    ),
    route(
      {
        method: 'post',
        path: '/api/admin/publications/{section}/{slug}',
        summary: 'Change everything of a publication but its address. For the organizer',
        params: address,
        body: object(publicationText),
        reply: null,
        problems: ['bad-date'],
      },
      ({ scope, params, body }) => publishing.change(scope, params.section, params.slug, body),
    ),
    route(
      {
        method: 'post',
        path: '/api/admin/publications/{section}/{slug}/collections',
        summary: 'Open a collection of data in a publication. For the organizer',
        params: address,
        body: object({
          title,
          source,
          opensAt: moment,
          closesAt: moment,
          excel: boolean,
          circle: schools,
          logins: list(text({ minLength: 1, maxLength: 100 }), { maxItems: 10_000 }),
        }),
        status: 201,
        reply: collection,
        problems: ['form-refused', 'version-taken', 'bad-interval', 'no-participants', 'unknown-logins'],
      },
      async ({ scope, params, body }) => {
        const id = await opener.open(scope, params.section, params.slug, body)
        return collections.view(scope, id)
      },
    ),
    route(
      {
        method: 'post',
        path: '/api/admin/collections/{id}/circle',
        summary: 'Open a collection to a wider circle of organisations. For the organizer',
        params: idParam,
        body: schools,
        reply: object({ came: integer({ minimum: 0 }) }),
      },
      async ({ scope, params, body }) => ({ came: await opener.widen(scope, params.id, body) }),
    ),
  ]
}
