import { guestRoute, openRoute, route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { boolean, integer, list, nullable, object, oneOf, text } from '../http/schema.ts'
import type { Publications } from '../services/publications.ts'
import { collection, section, time } from './schemas.ts'

const slug = text({ maxLength: 100 })
const size = integer({ minimum: 0 })
/** A document of a publication. */
export const document = object({ id: text(), title: text(), name: text(), type: text(), size, viewable: boolean })
const store = object({ id: text(), title: text(), files: size })
const circle = object({ kinds: list(oneOf('edu', 'ksh', 'spo', 'reg', 'mun', 'fed')), regions: list(text()) })
const head = {
  slug: text(),
  title: text(),
  publishedAt: time,
  kept: nullable(object({ hidden: boolean, isPublic: boolean, circle })),
}

/** Sections of the cabinet and their publications. */
export function publicationRoutes(publications: Publications): readonly Route[] {
  return [
    route(
      { method: 'get', path: '/api/sections', summary: 'Sections', reply: object({ items: list(section) }) },
      async ({ scope }) => ({ items: await publications.sections(scope) }),
    ),
    route(
      {
        method: 'get',
        path: '/api/sections/{section}/publications',
        summary: 'Publications of a section, the newest first',
        params: object({ section: slug }),
        reply: object({ section, items: list(object(head)) }),
      },
      ({ scope, params }) => publications.list(scope, params.section),
    ),
    openRoute(
      {
        method: 'get',
        path: '/api/publications',
        summary: 'Publications that are read before signing in',
        reply: object({ items: list(object({ ...head, section: text() })) }),
      },
      async () => ({ items: await publications.listPublic() }),
    ),
    guestRoute(
      {
        method: 'get',
        path: '/api/publications/{section}/{slug}',
        summary:
          'A publication with its documents, stores of files and collections of data; strangers get text and documents of public ones',
        params: object({ section: slug, slug }),
        reply: object({
          ...head,
          section,
          body: text(),
          documents: list(document),
          stores: list(store),
          collections: list(collection),
        }),
      },
      ({ scope, params }) => publications.view(scope, params.section, params.slug),
    ),
  ]
}
