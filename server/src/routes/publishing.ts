import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { boolean, integer, list, object, oneOf, optional, text } from '../http/schema.ts'
import type { Collections } from '../services/collections.ts'
import type { LastYear } from '../services/publishing/last-year.ts'
import type { CollectionOpener } from '../services/publishing/open-collections.ts'
import type { Publishing } from '../services/publishing/publishing.ts'
import { collection, idParam, section, time } from './schemas.ts'

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
const store = object({ title: text({ minLength: 1, maxLength: 200 }), audience: oneOf('all', 'organisations') })
const address = object({ section: slug, slug })
const made = object({ slug: text() })
const source = text({ maxLength: longest })
/** Sections, publications and collections as the organizer makes them. */
export function publishingRoutes(
  publishing: Publishing,
  opener: CollectionOpener,
  lastYear: LastYear,
  collections: Collections,
): readonly Route[] {
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
        body: object({ ...publicationText, stores: optional(list(store, { maxItems: 100 })) }),
        status: 201,
        reply: made,
        problems: ['bad-date'],
      },
      async ({ scope, params, body: { stores, ...text } }) => ({
        slug: await publishing.publish(scope, params.section, text, stores),
      }),
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
        method: 'get',
        path: '/api/admin/publications/{section}/{slug}/copy',
        summary: 'What a publication like this would be a year later. Nothing is made. For the organizer',
        params: address,
        reply: object({ title: text(), body: text(), publishedAt: time, isPublic: boolean, circle, stores: list(store) }),
      },
      ({ scope, params }) => lastYear.publication(scope, params.section, params.slug),
    ),
    route(
      {
        method: 'get',
        path: '/api/admin/collections',
        summary: 'Collections that may be copied, the ones that ended last first. For the organizer',
        reply: object({
          items: list(object({ id: text(), title: text(), publication: text(), opensAt: time, closesAt: time })),
        }),
      },
      async ({ scope }) => ({ items: await lastYear.collections(scope) }),
    ),
    route(
      {
        method: 'get',
        path: '/api/admin/collections/{id}/copy',
        summary: 'What a collection like this would be a year later. Nothing is made. For the organizer',
        params: idParam,
        reply: object({
          title: text(),
          source: text(),
          opensAt: time,
          closesAt: time,
          excel: boolean,
          circle,
          logins: list(text()),
        }),
      },
      ({ scope, params }) => lastYear.collection(scope, params.id),
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
