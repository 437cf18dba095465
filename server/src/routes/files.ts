import { fileRoute, guestFileRoute, route, streamRoute } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { boolean, integer, list, nullable, object, oneOf, optional, text } from '../http/schema.ts'
import type { OrganisationKind } from '../policies/scope.ts'
import { addressees } from '../policies/placement.ts'
import type { Audience } from '../policies/placement.ts'
import type { Documents } from '../services/files/documents.ts'
import type { StoreKeeper } from '../services/files/store-keeper.ts'
import type { Stores } from '../services/files/stores.ts'
import { idParam, organisation, time } from './schemas.ts'

const addressee = oneOf(...addressees)
const count = integer({ minimum: 0 })
const kinds = ['edu', 'ksh', 'spo'] as const
const audience = object({
  addressee,
  kinds: list(oneOf<OrganisationKind>(...kinds), { maxItems: 3 }),
  regions: list(text({ pattern: '^[0-9]{2}$' }), { maxItems: 100 }),
})
const storeAudience = oneOf('all', 'organisations')
const slug = text({ maxLength: 100 })
const name = text({ minLength: 1, maxLength: 300 })
const title = text({ minLength: 1, maxLength: 200 })
const bytes = ['application/octet-stream']

/** A file of a store. */
export const storedFile = object({
  id: text(),
  name: text(),
  type: text(),
  size: count,
  placedAt: time,
  addressee,
  organisation: nullable(organisation),
  canDownload: boolean,
  downloadedAt: nullable(time),
  audience: nullable(audience),
})

/** Stores of files and documents, as people use them. */
export function fileRoutes(stores: Stores, documents: Documents): readonly Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/stores/{id}/files',
        summary: 'Files of a store by name, page by page',
        params: idParam,
        query: object({
          q: optional(text({ maxLength: 100 })),
          page: optional(integer({ minimum: 1, maximum: 100_000 })),
          per: optional(integer({ minimum: 1, maximum: 100 })),
        }),
        reply: object({ items: list(storedFile), total: count, page: count, per: count }),
      },
      ({ scope, params, query: { q = '', page = 1, per = 20 } }) => stores.list(scope, params.id, { q, page, per }),
    ),
    fileRoute(
      {
        method: 'get',
        path: '/api/placements/{id}/content',
        summary: 'A file of a store, or a part of it (Range); how the sending ends is written down',
        params: idParam,
        problems: ['only-for-organisations', 'file-gone', 'bad-range'],
      },
      ({ scope, params }) => stores.content(scope, params.id),
    ),
    guestFileRoute(
      {
        method: 'get',
        path: '/api/documents/{id}/content',
        summary: 'A document of a publication; `view=1`: to be shown, where a page can',
        params: idParam,
        query: object({ view: optional(oneOf('1')) }),
        problems: ['file-gone', 'bad-range'],
      },
      ({ scope, params, query }) => documents.content(scope, params.id, query.view === '1'),
    ),
  ]
}

/** Stores, and what is put into them: for the organizer. @param limit the largest file, bytes. */
export function storeKeepingRoutes(keeper: StoreKeeper, limit: number): readonly Route[] {
  return [
    route(
      {
        method: 'post',
        path: '/api/admin/stores',
        summary: 'Make a store in a publication; in one for `organisations`, coordinators download nothing. For the organizer',
        body: object({ section: slug, publication: slug, title, audience: storeAudience }),
        status: 201,
        reply: object({ id: text() }),
      },
      async ({ scope, body: { publication, ...store } }) => ({ id: await keeper.make(scope, { ...store, slug: publication }) }),
    ),
    streamRoute(
      {
        method: 'post',
        path: '/api/admin/stores/{id}/files',
        summary:
          'Place a file: its bytes are the body. `organisation`: for the one whose login is in the name. For the organizer',
        params: idParam,
        // Lists with commas: kinds=edu,ksh&regions=01,02
        query: object({
          name,
          for: optional(addressee),
          kinds: optional(text({ pattern: '^(edu|ksh|spo)(,(edu|ksh|spo))*$' })),
          regions: optional(text({ pattern: '^[0-9]{2}(,[0-9]{2}){0,99}$' })),
        }),
        accepts: bytes,
        limit,
        reply: object({
          id: text(),
          name: text(),
          sha256: text(),
          size: count,
          done: oneOf('placed', 'replaced', 'unchanged'),
          organisation: nullable(organisation),
        }),
        problems: ['bad-file-name', 'bad-audience', 'no-such-addressee', 'empty-file', 'file-too-large', 'not-this-type'],
      },
      ({ scope, params, query, body }) =>
        keeper.place(scope, params.id, { name: query.name, ...audienceOf(query.for, query.kinds, query.regions) }, body),
    ),
    route(
      {
        method: 'patch',
        path: '/api/admin/placements/{id}',
        summary: 'Say anew whom a placed file is for. For the organizer',
        params: idParam,
        body: audience,
        reply: null,
        problems: ['bad-audience'],
      },
      async ({ scope, params, body }) => {
        await keeper.changeAudience(scope, params.id, body)
        return null
      },
    ),
    streamRoute(
      {
        method: 'post',
        path: '/api/admin/placements/{id}/replacement',
        summary: 'Put another file in the place of one, for the same audience: its bytes are the body. For the organizer',
        params: idParam,
        query: object({ name }),
        accepts: bytes,
        limit,
        reply: object({ id: text() }),
        problems: ['bad-file-name', 'name-taken', 'empty-file', 'file-too-large', 'not-this-type'],
      },
      async ({ scope, params, query, body }) => ({ id: await keeper.replace(scope, params.id, query.name, body) }),
    ),
    route(
      {
        method: 'post',
        path: '/api/admin/documents/{id}/removal',
        summary: 'Take a document out of its publication. For the organizer',
        params: idParam,
        reply: null,
      },
      async ({ scope, params }) => {
        await keeper.removeDocument(scope, params.id)
        return null
      },
    ),
    route(
      {
        method: 'post',
        path: '/api/admin/placements/{id}/removal',
        summary: 'Take a file out of its store; who downloaded it stays known. For the organizer',
        params: idParam,
        reply: null,
      },
      async ({ scope, params }) => {
        await keeper.remove(scope, params.id)
        return null
      },
    ),
    streamRoute(
      {
        method: 'post',
        path: '/api/admin/publications/{section}/{slug}/documents',
        summary: 'Add a document to a publication: its bytes are the body. For the organizer',
        params: object({ section: slug, slug }),
        query: object({ name, title }),
        accepts: bytes,
        limit,
        status: 201,
        reply: object({ id: text() }),
        problems: ['bad-file-name', 'empty-file', 'file-too-large', 'not-this-type'],
      },
      async ({ scope, params, query, body }) => ({ id: await keeper.addDocument(scope, { ...params, ...query }, body) }),
    ),
  ]
}

function audienceOf(addressee: Audience['addressee'] = 'all', kinds = '', regions = ''): Audience {
  const split = (text: string): readonly string[] => (text === '' ? [] : text.split(','))
  return { addressee, kinds: split(kinds) as readonly OrganisationKind[], regions: split(regions) }
}
