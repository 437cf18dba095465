import { fileRoute, streamRoute } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { integer, object, oneOf, optional, text } from '../http/schema.ts'
import type { Attachments } from '../services/attachments/attachments.ts'
import { idParam } from './schemas.ts'

const key = text({ minLength: 1, maxLength: 100 })

/** Files in the cells of drafts. @param limit the largest file, bytes. */
export function attachmentRoutes(attachments: Attachments, limit: number): readonly Route[] {
  const attaching = {
    query: object({ block: key, row: optional(key), column: key, name: text({ minLength: 1, maxLength: 300 }) }),
    accepts: ['application/octet-stream'],
    limit,
    status: 201,
    reply: object({ $file: text(), name: text(), size: integer({ minimum: 0 }) }),
    problems: [
      'closed',
      'nothing-to-fill',
      'bad-file-name',
      'attachment-refused',
      'empty-file',
      'file-too-large',
      'not-this-type',
    ],
  } as const
  const sizeOf = (header: (name: string) => string): number => Number(header('content-length')) || 0
  return [
    streamRoute(
      {
        ...attaching,
        method: 'post',
        path: '/api/collections/{id}/draft/attachments',
        summary:
          'A file for a cell of one’s own draft: its bytes are the body. Answers what the cell is to hold; the draft is not changed yet',
        params: idParam,
      },
      ({ scope, params, query, header, body }) =>
        attachments.attach(scope, params.id, null, { ...query, announced: sizeOf(header) }, body),
    ),
    streamRoute(
      {
        ...attaching,
        method: 'post',
        path: '/api/collections/{id}/participants/{organisation}/draft/attachments',
        summary: 'A file for a cell that the form leaves to coordinators',
        params: object({ id: text({ maxLength: 64 }), organisation: text({ maxLength: 64 }) }),
      },
      ({ scope, params, query, header, body }) =>
        attachments.attach(scope, params.id, params.organisation, { ...query, announced: sizeOf(header) }, body),
    ),
    fileRoute(
      {
        method: 'get',
        path: '/api/collections/{id}/attachments/{attachment}',
        summary:
          'A file in a cell of one’s own draft, or of one of an organisation below; `view=1`: to be shown, where a page can',
        params: object({ id: text({ maxLength: 64 }), attachment: text({ maxLength: 64 }) }),
        query: object({ view: optional(oneOf('1')) }),
        problems: ['file-gone', 'bad-range'],
      },
      ({ scope, params, query }) => attachments.content(scope, params.id, params.attachment, query.view === '1'),
    ),
  ]
}
