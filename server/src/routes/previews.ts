import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { boolean, integer, list, nullable, object, oneOf, optional, text } from '../http/schema.ts'
import { viewers } from '../services/publishing/preview.ts'
import type { Previews } from '../services/publishing/preview.ts'
import { storedFile } from './files.ts'
import { document } from './publications.ts'
import { collection, organisation, section, time } from './schemas.ts'

const slug = text({ maxLength: 100 })
const size = integer({ minimum: 0 })
const page = object({ items: list(storedFile), total: size, page: size, per: size })

/** Publications as others see them. */
export function previewRoutes(previews: Previews): readonly Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/admin/publications/{section}/{slug}/preview',
        summary:
          'A publication as somebody else sees it, or will see it: an organisation like this, or who has not signed in. For the organizer',
        params: object({ section: slug, slug }),
        query: object({
          as: oneOf(...viewers),
          region: optional(text({ pattern: '^[0-9]{2}$' })),
          login: optional(text({ minLength: 1, maxLength: 100 })),
        }),
        reply: object({
          viewer: nullable(organisation),
          out: boolean,
          publication: nullable(
            object({
              slug: text(),
              title: text(),
              publishedAt: time,
              section,
              body: text(),
              documents: list(document),
              stores: list(object({ id: text(), title: text(), files: size, page })),
              collections: list(collection),
            }),
          ),
        }),
        problems: ['no-viewer'],
      },
      ({ scope, params, query: { as, region = null, login = null } }) =>
        previews.look(scope, params.section, params.slug, { as, region, login }),
    ),
  ]
}
