import type { Problem } from '@tabel/engine'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { integer, list, nullable, object, oneOf, shape, text } from '../http/schema.ts'
import { versionOf } from '../http/if-match.ts'
import type { Receipts } from '../services/receipts.ts'
import type { Submissions } from '../services/submit.ts'
import { idParam, time } from './schemas.ts'

const submission = object({
  id: text(),
  state: oneOf('checking', 'accepted', 'refused'),
  version: integer({ minimum: 0 }),
  number: nullable(integer({ minimum: 1 })),
  submittedAt: nullable(time),
  problems: list(shape<Problem>('object', 'Problem of @tabel/engine')),
})

const receipt = object({
  number: integer({ minimum: 1 }),
  organisation: object({ login: text(), name: text() }),
  collection: text(),
  form: object({ title: text(), version: text() }),
  submittedAt: time,
  submittedBy: text(),
  sha256: text({ pattern: '^[0-9a-f]{64}$' }),
})

/** Submitting the draft of one's own organisation. */
export function submissionRoutes(submissions: Submissions, receipts: Receipts): readonly Route[] {
  return [
    route(
      {
        method: 'post',
        path: '/api/collections/{id}/submissions',
        summary: 'Submit the draft at the version named in If-Match; it is checked afterwards',
        params: idParam,
        status: 202,
        reply: object({ id: text() }),
        problems: ['version-required', 'version-mismatch', 'sources-changed', 'closed', 'busy'],
      },
      async ({ scope, params, header, answer }) => {
        const version = versionOf(header('if-match'))
        const id = await submissions.submit(scope, params.id, version)
        answer.setHeader('Location', `/api/submissions/${id}`)
        return { id }
      },
    ),
    route(
      {
        method: 'get',
        path: '/api/submissions/{id}',
        summary: 'Whether a submission was accepted, or what is wrong with it',
        params: idParam,
        reply: submission,
      },
      ({ scope, params }) => submissions.view(scope, params.id),
    ),
    route(
      {
        method: 'get',
        path: '/api/collections/{id}/receipt',
        summary: "What proves the latest submission of one's own organisation",
        params: idParam,
        reply: receipt,
      },
      ({ scope, params }) => receipts.latest(scope, params.id),
    ),
  ]
}
