import type { Severity } from '@tabel/engine'
import { route } from '../http/route.ts'
import type { Route } from '../http/route.ts'
import { boolean, integer, list, nullable, object, oneOf, text } from '../http/schema.ts'
import type { Checks } from '../services/checks/checks.ts'
import { idParam, time } from './schemas.ts'

const mode = oneOf('on', 'warning', 'off')
const count = integer({ minimum: 0 })

const check = object({
  check: text(),
  text: text(),
  rule: text(),
  severity: nullable(oneOf<Severity>('error', 'warning', 'info')),
  switchable: boolean,
  mode,
  turned: nullable(object({ reason: text(), at: time, by: text() })),
  stopped: count,
  formErrors: count,
})

/** Checks of a running collection, for the organizer. */
export function checkRoutes(checks: Checks): readonly Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/api/collections/{id}/checks',
        summary: 'The checks of the form, their switches, and how many organisations each stops',
        params: idParam,
        reply: list(check),
      },
      ({ scope, params }) => checks.list(scope, params.id),
    ),
    route(
      {
        method: 'post',
        path: '/api/collections/{id}/checks/{check}',
        summary: 'Switch a check off, make it a warning, or switch it on again; at once and for open forms too',
        params: object({ id: text({ maxLength: 64 }), check: text({ maxLength: 100 }) }),
        body: object({ mode, reason: text({ maxLength: 1000 }) }),
        reply: null,
        problems: ['reason-required'],
      },
      async ({ scope, params, body }) => {
        await checks.turn(scope, params.id, params.check, body.mode, body.reason)
        return null
      },
    ),
  ]
}
